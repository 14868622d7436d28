import css from "./letter.module.css";
import type { LetterPaper as Paper } from "./letter-words.ts";

/** The sheet 督办函 with its receipt 回执, as it is printed. */
export function LetterPaper({ paper }: { paper: Paper }) {
  return (
    <article className={css.paper} lang="zh-CN" aria-label={paper.title}>
      <p className={css.office}>{paper.office}</p>
      <h2 className={css.title}>{paper.title}</h2>
      <p className={css.number}>{paper.number}</p>
      <p>{paper.to}</p>
      {paper.paragraphs.map((text) => (
        <p key={text} className={css.body}>
          {text}
        </p>
      ))}
      <p className={css.signed}>{paper.signer}</p>
      <p style={{ textAlign: "right" }}>{paper.day}</p>
      <div className={css.receipt}>
        <h3>{paper.receipt.title}</h3>
        {paper.receipt.lines.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </article>
  );
}
