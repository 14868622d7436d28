import QRCode from "qrcode";

/** Enough redundancy for a poster that gets dirty. */
const OPTIONS = { errorCorrectionLevel: "M", margin: 2 } as const;

/** A QR code of `text` as SVG, black on white. */
export function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { ...OPTIONS, type: "svg" });
}

/** The same as PNG, 1,024 pixels wide: enough for print. */
export function qrPng(text: string): Promise<Buffer> {
  return QRCode.toBuffer(text, { ...OPTIONS, type: "png", width: 1024 });
}
