import { Mark } from "./mark.tsx";

/** A page that says what went wrong and where to go; uses the global classes only, so it works with either style sheet. */
export function FaultPage(props: {
  title: string;
  body: string;
  reference?: string;
  back: { href: string; label: string };
}) {
  return (
    <main id="main" className="p-main fault" tabIndex={-1}>
      <Mark size={48} />
      <h1>{props.title}</h1>
      <p>{props.body}</p>
      {props.reference === undefined ? null : <p className="p-lead">{props.reference}</p>}
      <p>
        <a href={props.back.href}>{props.back.label}</a>
      </p>
    </main>
  );
}
