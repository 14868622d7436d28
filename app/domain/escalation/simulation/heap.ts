/** Something that happens at an instant; of two at the same instant the one put in first comes first. */
export type Timed = { at: number };

/** Events waiting for their instant, earliest first (a binary heap; stable). */
export class Agenda<T extends Timed> {
  private readonly items: { item: T; order: number }[] = [];
  private order = 0;

  get size(): number {
    return this.items.length;
  }

  add(item: T): void {
    this.order += 1;
    this.items.push({ item, order: this.order });
    let child = this.items.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) break;
      this.swap(child, parent);
      child = parent;
    }
  }

  /** Takes the earliest out; undefined when none waits. */
  next(): T | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.items.length > 0) {
      this.items[0] = last;
      this.sink();
    }
    return first.item;
  }

  private sink(): void {
    let parent = 0;
    for (;;) {
      const left = parent * 2 + 1;
      let least = parent;
      if (left < this.items.length && this.isBefore(left, least)) least = left;
      if (left + 1 < this.items.length && this.isBefore(left + 1, least)) least = left + 1;
      if (least === parent) return;
      this.swap(parent, least);
      parent = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const first = this.items[a]!;
    const second = this.items[b]!;
    return first.item.at < second.item.at || (first.item.at === second.item.at && first.order < second.order);
  }

  private swap(a: number, b: number): void {
    const kept = this.items[a]!;
    this.items[a] = this.items[b]!;
    this.items[b] = kept;
  }
}
