import { newId } from "./drafts.ts";
import { shrinkPhoto } from "./shrink-photo.ts";
import { dropPhoto, listPhotos, type Photo, putPhoto } from "./store.ts";
import { say } from "./words.ts";

/** Photos of one contact. Source: product rules, contacts. */
const MOST = 9;

/** The field for photos: shrinks what is chosen, keeps it on the phone at once and shows it. `ready` = the contact is saved already. */
export type PhotoField = { show: () => Promise<void>; dropAll: (visit: string) => Promise<void> };

export function photoField(
  root: HTMLElement,
  who: string,
  visit: () => string,
  ready: boolean,
  changed: () => void,
): PhotoField {
  const input = root.querySelector<HTMLInputElement>("input[type=file]");
  const note = root.querySelector<HTMLElement>("[data-photo-note]");
  const shelf = root.querySelector<HTMLElement>("[data-photo-shelf]");
  const tell = (text: string) => {
    if (note) note.textContent = text;
  };
  const mine = async () => (await listPhotos(who)).filter((photo) => photo.visit === visit());

  function thumbnail(photo: Photo, no: number): HTMLElement {
    const image = document.createElement("img");
    image.src = URL.createObjectURL(new Blob([photo.bytes], { type: "image/jpeg" }));
    image.alt = say("outbox.photo", { no });
    image.onload = () => URL.revokeObjectURL(image.src);
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "o-act";
    drop.textContent = say("outbox.dropPhoto", { no });
    drop.addEventListener("click", async () => {
      await dropPhoto(photo.id);
      await show();
    });
    const frame = document.createElement("div");
    frame.append(image, drop);
    return frame;
  }

  async function show(): Promise<void> {
    const waiting = ready ? [] : (await mine()).filter((photo) => !photo.ready);
    shelf?.replaceChildren(...waiting.map((photo, at) => thumbnail(photo, at + 1)));
  }

  input?.addEventListener("change", async () => {
    const files = [...(input.files ?? [])];
    // Their names go: the page posts no file by itself once the outbox looks after photos.
    input.value = "";
    let failed = 0;
    const room = MOST - (await mine()).length;
    for (const [at, file] of files.slice(0, Math.max(0, room)).entries()) {
      tell(say("outbox.shrinking", { no: at + 1, all: files.length }));
      try {
        const bytes = await shrinkPhoto(file);
        await putPhoto({
          id: newId(),
          visit: visit(),
          who,
          at: Date.now() + at,
          bytes,
          ready,
          state: "waiting",
          error: "",
        });
      } catch {
        failed++;
      }
    }
    const over = files.length > room;
    tell(
      failed > 0
        ? say("outbox.unreadable", { count: failed })
        : over
          ? say("outbox.tooManyPhotos", { most: MOST })
          : "",
    );
    await show();
    changed();
  });
  return {
    show,
    async dropAll(id) {
      for (const photo of await listPhotos(who)) if (photo.visit === id) await dropPhoto(photo.id);
      await show();
    },
  };
}
