import { cards } from "./cards.ts";
import { channels } from "./channels.ts";
import { closures } from "./closures.ts";
import { deputies } from "./deputies.ts";
import { deskWork } from "./desk-work.ts";
import { health } from "./health.ts";
import { importing } from "./importing.ts";
import { imports } from "./imports.ts";
import { issueDesk } from "./issue-desk.ts";
import { letters } from "./letters.ts";
import { matters } from "./matters.ts";
import { pairing } from "./pairing.ts";
import { plan } from "./plan.ts";
import { planning } from "./planning.ts";
import { pressure } from "./pressure.ts";
import { rules } from "./rules.ts";
import { term } from "./term.ts";
import { visits } from "./visits.ts";

/** Words of pages that only desks open: registers, plans, imports. A phone never loads them. */
export const zhCNDesk = {
  ...cards,
  ...channels,
  ...closures,
  ...deputies,
  ...health,
  ...deskWork,
  ...importing,
  ...imports,
  ...letters,
  ...matters,
  ...issueDesk,
  ...pairing,
  ...plan,
  ...planning,
  ...pressure,
  ...rules,
  ...term,
  ...visits,
};
