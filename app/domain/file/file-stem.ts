/** Code points of a file's name that are kept, its ending not counted. */
const LONGEST = 80;

/**
 * What somebody calls a file, as it may be shown and given back: without folders and ending, without characters that steer a screen or that
 * no file name may hold; null where nothing is left. The ending comes from what the file turned out to be.
 */
export function fileStem(name: string): string | null {
  const own = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = own
    .replace(/\.[^.]{0,5}$/, "")
    .replace(/\s+/g, " ")
    .replace(/[\p{C}<>:"|?*]/gu, "")
    .trim();
  return [...plain].slice(0, LONGEST).join("").trim() || null;
}
