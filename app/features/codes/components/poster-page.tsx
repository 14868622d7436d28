import { useT } from "#app/i18n/context.tsx";
import { PlainButton, PlainForm, PlainLink } from "#app/ui/plain/plain-form.tsx";
import { SheetOfPaper } from "#app/ui/plain/sheet-of-paper.tsx";
import type { Poster } from "../codes.query.server.ts";

/** A poster sheet 亮明代表二维码, A4 or A6: whose code, the code large, what happens when one scans it. */
export function PosterPage(props: { poster: Poster; size: "A4" | "A6"; nonce: string }) {
  const t = useT();
  const { poster, size } = props;
  const base = `/codes/${poster.codeId}`;
  return (
    <>
      <SheetOfPaper size={size} nonce={props.nonce} />
      <div className="p-poster">
        <h1>{t(`code.poster.${poster.kind}`, { name: poster.name })}</h1>
        <p className="p-lead">{poster.place}</p>
        <div
          role="img"
          aria-label={t("code.poster.alt", { name: poster.name })}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by us from an address of ours
          dangerouslySetInnerHTML={{ __html: poster.svg }}
        />
        <p>
          <b>{t("code.poster.scan")}</b>
        </p>
        <p>{t("code.poster.what")}</p>
      </div>
      <div className="p-stack p-noprint">
        <p className="p-hint">{t("code.printHint", { size })}</p>
        <PlainLink href={`${base}?size=${size === "A4" ? "A6" : "A4"}`}>
          {t("code.otherSize", { size: size === "A4" ? "A6" : "A4" })}
        </PlainLink>
        <PlainLink href={`${base}/image?format=png`}>{t("code.png")}</PlainLink>
        <div data-extra="">
          <PlainLink href={`${base}/image?format=svg`}>{t("code.svg")}</PlainLink>
        </div>
        <PlainLink href={poster.url}>{t("code.tryIt")}</PlainLink>
        <details className="p-more">
          <summary>{t("code.renew")}</summary>
          <PlainForm action="/codes?index">
            <p>{t("code.renewHint")}</p>
            <input type="hidden" name="codeId" value={poster.codeId} />
            <PlainButton second name="command" value="renew">
              {t("code.renew")}
            </PlainButton>
          </PlainForm>
        </details>
      </div>
    </>
  );
}
