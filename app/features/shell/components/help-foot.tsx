import { useRouteLoaderData } from "@remix-run/react";
import { useT } from "#app/i18n/context.tsx";

/** What the root knows of the help line: its phone and the words of the page's language; null where none is set. */
export type Help = { phone: string; words: string } | null;

/** A hyphen at which a number is not broken in two lines. */
const UNBROKEN = "\u2011";

/** The help line, at the end of every page and always the same. */
export function HelpFoot() {
  const t = useT();
  const help = (useRouteLoaderData("root") as { help?: Help } | undefined)?.help;
  if (!help) return null;
  return (
    <>
      {help.words || t("help.default")}
      {help.phone === "" ? null : (
        <>
          {" "}
          <a href={`tel:${help.phone}`}>{help.phone.replaceAll("-", UNBROKEN)}</a>
        </>
      )}
    </>
  );
}
