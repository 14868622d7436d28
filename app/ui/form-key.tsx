import { useActionData, useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

/** The hidden field that makes sending a form twice harmless. */
export const FORM_KEY_NAME = "key";

/** A random UUID; `crypto.randomUUID` itself is missing in older browsers and outside https. */
export function newFormKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * One key for one intent: it stays through lost answers and repeated clicks, and is renewed once an answer has come or
 * has led on to a page, because what is sent then is a new intent.
 */
export function FormKey() {
  const [first] = useState(newFormKey);
  const answer = useActionData();
  const { key: place } = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const last = useRef({ answer, place });
  useEffect(() => {
    const same = last.current.answer === answer && last.current.place === place;
    if (same || field.current === null) return;
    last.current = { answer, place };
    field.current.value = newFormKey();
  }, [answer, place]);
  return (
    <input ref={field} type="hidden" name={FORM_KEY_NAME} defaultValue={first} suppressHydrationWarning />
  );
}
