import { useRef, useState } from "react";
import { useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { Button } from "#app/ui/form/button.tsx";
import css from "./messages.module.css";

/** A fresh status link, shown once, as a text to paste into WeChat 复制发微信. */
export function CopyLink(props: { link: string; number: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = t("message.link.text", { number: props.number, link: props.link });
  const copy = async () => {
    field.current?.select();
    await navigator.clipboard?.writeText(text).catch(() => document.execCommand("copy"));
    setCopied(true);
  };
  return (
    <Notice title={t("message.link.title")}>
      <p>{t("message.link.hint")}</p>
      <textarea
        ref={field}
        className={css.link}
        rows={3}
        readOnly
        value={text}
        aria-label={t("message.link.title")}
      />
      <Button onClick={copy}>{t(copied ? "status.copied" : "message.link.copy")}</Button>
    </Notice>
  );
}
