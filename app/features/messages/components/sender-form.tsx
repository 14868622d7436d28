import type { ReactNode } from "react";
import { PlainButton, PlainForm } from "#app/ui/plain/plain-form.tsx";

/** A part of the page that opens with a tap, without a script. */
export function PlainFold(props: { title: string; children: ReactNode }) {
  return (
    <details className="p-more">
      <summary>{props.title}</summary>
      <div className="p-stack">{props.children}</div>
    </details>
  );
}

/** One box of words with the command it sends; `version` is what the page was made from. */
export function SenderForm(props: {
  command: string;
  version: number | null;
  title?: string;
  label: string;
  send: string;
  photo?: string;
}) {
  const id = `${props.command}-words`;
  return (
    <PlainForm upload>
      <input type="hidden" name="command" value={props.command} />
      {props.version === null ? null : <input type="hidden" name="version" value={props.version} />}
      {props.title === undefined ? null : <h2>{props.title}</h2>}
      <div className="p-field">
        <label htmlFor={id}>{props.label}</label>
        <textarea className="p-input" id={id} name="words" rows={4} />
      </div>
      {props.photo === undefined ? null : (
        <div className="p-field">
          <label htmlFor={`${props.command}-photo`}>{props.photo}</label>
          <input className="p-input" id={`${props.command}-photo`} type="file" name="photo" multiple />
        </div>
      )}
      <PlainButton second>{props.send}</PlainButton>
    </PlainForm>
  );
}
