/** Measures (not every browser knows A6 by name), room left at the edges and the largest letters and drawing of a sheet that is printed and hung up. */
const SHEETS = {
  A4: { paper: "210mm 297mm", margin: "20mm", title: "30pt", text: "16pt", drawing: "150mm" },
  A6: { paper: "105mm 148mm", margin: "6mm", title: "16pt", text: "10pt", drawing: "84mm" },
};

/** Makes the page's poster fill one sheet of paper, whatever the printer would take; needs the nonce of the answer. */
export function SheetOfPaper(props: { size: keyof typeof SHEETS; nonce: string }) {
  const { paper, margin, title, text, drawing } = SHEETS[props.size];
  return (
    <style nonce={props.nonce}>{`
@page { size: ${paper}; margin: ${margin}; }
@media print {
  .p-main { max-width: none; padding: 0; text-align: center; font-size: ${text}; }
  .p-main > * + *, .p-poster > * + * { margin-top: 2mm; }
  .p-poster h1 { font-size: ${title}; }
  .p-poster p { font-size: ${text}; }
  .p-poster svg { max-width: ${drawing}; }
}`}</style>
  );
}
