/** Layers in which nodes are numbered; arcs lead from lower to higher ones (give-up arcs excepted). */
export const LAYER = { entry: 0, way: 1, hub: 12, unit: 13, sink: 14 } as const;
/** How many layers there are. */
export const LAYERS = 15;

/** Firms alike in township, sector and size enter the network together. */
export type Source = { node: number; township: number; sector: number; size: number };
/** Deputies alike in township, sector, level and reach are reached through one node. */
export type Target = { node: number; township: number; sector: number; level: number; reach: number };

/** Collects nodes and arcs in any order; `finish` numbers the nodes by layer and sorts the arcs by tail. */
export class Draft {
  readonly layer: number[] = [];
  readonly tail: number[] = [];
  readonly head: number[] = [];
  readonly room: number[] = [];
  readonly price: number[] = [];
  readonly plenty: number;
  constructor(plenty: number) {
    this.plenty = plenty;
  }
  node(layer: number): number {
    this.layer.push(layer);
    return this.layer.length - 1;
  }
  arc(from: number, to: number, cost: number, capacity = this.plenty): number {
    this.tail.push(from);
    this.head.push(to);
    this.price.push(cost);
    this.room.push(capacity);
    return this.tail.length - 1;
  }
}
