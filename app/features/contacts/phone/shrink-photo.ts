/** Longest side of a photo after shrinking, in pixels, and its quality: about 300 kB, 16 s at 150 kbit/s. */
const LONGEST = 1600;
const QUALITY = 0.8;

function load(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(file);
    const image = new Image();
    image.onload = () => {
      URL.revokeObjectURL(address);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(address);
      reject(new Error("not a picture this browser can read"));
    };
    image.src = address;
  });
}

/**
 * Draws a photo anew, small, upright and as JPEG: where and when it was taken does not leave the phone.
 * @throws Error when the browser can't read the file
 */
export async function shrinkPhoto(file: Blob): Promise<ArrayBuffer> {
  const image = await load(file);
  const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!small) throw new Error("the picture could not be drawn");
  return small.arrayBuffer();
}
