import type { Role } from "#app/domain/access/roles.ts";
import type { Caller } from "#tests/support/served-office.ts";

type Roles = "public" | "signed_in" | readonly Role[];

const SUPERVISORS: readonly Role[] = ["county_supervisor", "city_supervisor"];
const RECORDERS: readonly Role[] = ["deputy", "station_clerk", "township_officer"];
const REGISTER_READERS: readonly Role[] = [
  "city_supervisor",
  "county_supervisor",
  "township_officer",
  "station_clerk",
  "deputy",
  "system_administrator",
  "auditor",
];
const REGISTER_EDITORS: readonly Role[] = ["city_supervisor", "county_supervisor", "system_administrator"];
const DEPUTY_READERS: readonly Role[] = REGISTER_READERS.filter((role) => role !== "deputy");
const IMPORTERS: readonly Role[] = ["city_supervisor", "county_supervisor", "system_administrator"];
const RAISERS: readonly Role[] = [
  "firm_representative",
  "deputy",
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
];
const MESSAGE_READERS: readonly Role[] = [...RECORDERS, ...SUPERVISORS];
const ISSUE_ACTORS: readonly Role[] = [
  ...RAISERS,
  "county_dispatcher",
  "city_dispatcher",
  "handler",
  "department_head",
];
const BULK_WORKERS: readonly Role[] = [...SUPERVISORS, "county_dispatcher", "city_dispatcher"];
const ISSUE_READERS: readonly Role[] = [...ISSUE_ACTORS, "post_holder", "auditor"];

const LETTER_READERS: readonly Role[] = [
  ...SUPERVISORS,
  "county_dispatcher",
  "city_dispatcher",
  "handler",
  "department_head",
  "post_holder",
  "auditor",
];

const MATTER_READERS: readonly Role[] = LETTER_READERS.filter((role) => role !== "post_holder");

/** Every handler of the server and who may call it, kept by hand from the rules on who may do and see what. */
export const MATRIX: Record<string, Roles> = {
  "loader root": "public",
  "loader routes/$": "public",
  "loader routes/_index": "public",
  "loader routes/_desk": "signed_in",
  "loader routes/login": "public",
  "action routes/login": "public",
  "loader routes/logout": "public",
  "action routes/logout": "public",
  "loader routes/activate.$token": "public",
  "action routes/activate.$token": "public",
  "loader routes/preferences": "public",
  "action routes/preferences": "public",
  "loader routes/q.$code": "public",
  "action routes/q.$code": "public",
  "loader routes/s.$token": "public",
  "action routes/s.$token": "public",
  "loader routes/_desk.messages._index": MESSAGE_READERS,
  "loader routes/_desk.messages.$messageId": MESSAGE_READERS,
  "action routes/_desk.messages.$messageId": MESSAGE_READERS,
  "loader routes/_desk.codes._index": MESSAGE_READERS,
  "action routes/_desk.codes._index": MESSAGE_READERS,
  "loader routes/codes.$codeId": MESSAGE_READERS,
  "loader routes/codes.$codeId.image": MESSAGE_READERS,
  "loader routes/codes[.]zip": MESSAGE_READERS,
  "loader routes/_desk.pressure": ["city_supervisor"],
  "action routes/_desk.pressure": ["city_supervisor"],
  "loader routes/_desk.access.$firmId": RECORDERS,
  "action routes/_desk.access.$firmId": RECORDERS,
  "loader routes/_desk.cards": ["township_officer", ...SUPERVISORS],
  "action routes/_desk.cards": ["township_officer", ...SUPERVISORS],
  "loader routes/_desk.my-firm": ["firm_representative"],
  "action routes/_desk.my-firm": ["firm_representative"],
  "loader routes/my-firm.data": ["firm_representative"],
  "loader routes/files.$fileId": "signed_in",
  "loader routes/_desk.notices": "signed_in",
  "action routes/_desk.notices": "signed_in",
  "loader routes/_desk.matters._index": MATTER_READERS,
  "loader routes/_desk.matters.new": SUPERVISORS,
  "action routes/_desk.matters.new": SUPERVISORS,
  "loader routes/_desk.matters.$matterId": MATTER_READERS,
  "action routes/_desk.matters.$matterId": SUPERVISORS,
  "loader routes/_desk.rules._index": ["city_supervisor", "system_administrator", "auditor"],
  "action routes/_desk.rules._index": ["city_supervisor", "system_administrator"],
  "loader routes/_desk.rules.$rehearsalId": ["city_supervisor", "system_administrator", "auditor"],
  "action routes/_desk.rules.$rehearsalId": ["city_supervisor", "system_administrator"],
  "loader routes/_desk.channels": ["system_administrator", "auditor"],
  "action routes/_desk.channels": ["system_administrator"],
  "loader routes/notice-settings": "signed_in",
  "action routes/notice-settings": "signed_in",
  "loader routes/_desk.closures": [...SUPERVISORS, "auditor"],
  "action routes/_desk.closures": SUPERVISORS,
  "loader routes/_desk.letters._index": LETTER_READERS,
  "action routes/_desk.letters._index": SUPERVISORS,
  "loader routes/_desk.letters.$letterId": LETTER_READERS,
  "action routes/_desk.letters.$letterId": [...SUPERVISORS, "handler", "department_head"],
  "loader routes/letters.$letterId.file": LETTER_READERS,
  "loader routes/_desk.desk._index": [
    "county_supervisor",
    "city_supervisor",
    "county_dispatcher",
    "city_dispatcher",
    "auditor",
  ],
  "action routes/_desk.desk._index": SUPERVISORS,
  "loader routes/desk.figures": [...SUPERVISORS, "county_dispatcher", "city_dispatcher", "auditor"],
  "loader routes/_desk.desk.bulk": SUPERVISORS,
  "action routes/_desk.desk.bulk": SUPERVISORS,
  "loader routes/_desk.plans._index": SUPERVISORS,
  "action routes/_desk.plans._index": SUPERVISORS,
  "loader routes/_desk.plans.$planId._index": SUPERVISORS,
  "action routes/_desk.plans.$planId._index": SUPERVISORS,
  "loader routes/_desk.plans.$planId.firms.$firmId": SUPERVISORS,
  "action routes/_desk.plans.$planId.firms.$firmId": SUPERVISORS,
  "action routes/plans.$planId.file": SUPERVISORS,
  "loader routes/_desk.plans.compare": SUPERVISORS,
  "loader routes/_desk.plans.whatif": SUPERVISORS,
  "action routes/_desk.plans.whatif": SUPERVISORS,
  "loader routes/_desk.plans.term": SUPERVISORS,
  "action routes/_desk.plans.term": SUPERVISORS,
  "loader routes/_desk.plans.policy": SUPERVISORS,
  "action routes/_desk.plans.policy": ["city_supervisor"],
  "loader routes/_desk.pairing-health._index": SUPERVISORS,
  "loader routes/_desk.pairing-health.firms": SUPERVISORS,
  "loader routes/_desk.handovers._index": [...RECORDERS, ...SUPERVISORS, "auditor"],
  "loader routes/_desk.handovers.$handoverId": [...RECORDERS, ...SUPERVISORS, "auditor"],
  "action routes/_desk.handovers.$handoverId": ["deputy"],
  "loader routes/_desk.care": ["station_clerk", "township_officer", ...SUPERVISORS],
  "loader routes/_desk.my-liaison": ["firm_representative"],
  "action routes/_desk.my-liaison": ["firm_representative"],
  "loader routes/_desk.requests": SUPERVISORS,
  "action routes/_desk.requests": SUPERVISORS,
  "loader routes/_desk.pairs.$firmId": REGISTER_READERS,
  "action routes/_desk.pairs.$firmId": ["deputy", ...SUPERVISORS],
  "loader routes/_desk.today": ["deputy"],
  "loader routes/contacts.new": RECORDERS,
  "action routes/contacts.new": RECORDERS,
  "action routes/contacts.log": RECORDERS,
  "loader routes/contacts.$contactId": ["firm_representative", ...RECORDERS, ...SUPERVISORS, "auditor"],
  "action routes/contacts.$contactId": RECORDERS,
  "action routes/contacts.$contactId.photos": RECORDERS,
  "loader routes/_desk.firms._index": REGISTER_READERS,
  "loader routes/_desk.firms.$firmId": REGISTER_READERS,
  "action routes/_desk.firms.$firmId": REGISTER_EDITORS,
  "loader routes/_desk.firms.bulk": REGISTER_EDITORS,
  "action routes/_desk.firms.bulk": REGISTER_EDITORS,
  "loader routes/_desk.firms.export": REGISTER_EDITORS,
  "action routes/firms[.]file": REGISTER_EDITORS,
  "loader routes/_desk.deputies._index": DEPUTY_READERS,
  "loader routes/_desk.deputies.$deputyId": DEPUTY_READERS,
  "action routes/_desk.deputies.$deputyId": REGISTER_EDITORS,
  "loader routes/_desk.duty-file": ["deputy", ...DEPUTY_READERS],
  "action routes/duty-file[.]xlsx": ["deputy", ...DEPUTY_READERS],
  "loader routes/_desk.imports._index": IMPORTERS,
  "action routes/_desk.imports._index": IMPORTERS,
  "loader routes/_desk.imports.$importId._index": IMPORTERS,
  "action routes/_desk.imports.$importId._index": IMPORTERS,
  "loader routes/imports.$importId.refused": IMPORTERS,
  "loader routes/issues.new": RAISERS,
  "action routes/issues.new": RAISERS,
  "loader routes/_desk.issues._index": ISSUE_READERS,
  "loader routes/_desk.issues.$issueId": ISSUE_READERS,
  "action routes/_desk.issues.$issueId": ISSUE_ACTORS,
  "loader routes/_desk.issues.bulk": BULK_WORKERS,
  "action routes/_desk.issues.bulk": BULK_WORKERS,
  "loader routes/_desk.issues.transfer-list": BULK_WORKERS,
  "action routes/issues[.]file": [...BULK_WORKERS, "department_head"],
  "loader routes/_desk.issues.views": [...BULK_WORKERS, "handler", "department_head", "auditor"],
  "action routes/_desk.issues.views": [...BULK_WORKERS, "handler", "department_head", "auditor"],
  "loader routes/issues.$issueId.sheet": [...BULK_WORKERS, "handler", "department_head"],
};

const CITY_WIDE: readonly Caller[] = ["city_supervisor", "auditor"];
const OF_COUNTY: readonly Caller[] = ["deputy", "station_clerk", "township_officer", "county_supervisor"];
const OF_OTHER_COUNTY: readonly Caller[] = ["other_county_supervisor", "other_deputy"];

/** Who sees a record of the first county, and who one of the other county; a record that is not there is seen by nobody. */
export const SEEN_BY: Record<string, { own: readonly Caller[]; other: readonly Caller[] }> = {
  "/firms/:firmId": {
    own: [...CITY_WIDE, "system_administrator", ...OF_COUNTY],
    other: [...CITY_WIDE, "system_administrator", ...OF_OTHER_COUNTY],
  },
  "/deputies/:deputyId": {
    own: [...CITY_WIDE, "system_administrator", "station_clerk", "township_officer", "county_supervisor"],
    other: [...CITY_WIDE, "system_administrator", "other_county_supervisor"],
  },
  "/pairs/:firmId": {
    own: [...CITY_WIDE, "system_administrator", ...OF_COUNTY],
    other: [...CITY_WIDE, "system_administrator", ...OF_OTHER_COUNTY],
  },
  "/contacts/:contactId": { own: [...CITY_WIDE, ...OF_COUNTY, "firm_representative"], other: [] },
  "/issues/:issueId/sheet": {
    own: ["city_supervisor", "county_supervisor"],
    other: ["city_supervisor", "other_county_supervisor"],
  },
  "/issues/:issueId": {
    own: [...CITY_WIDE, ...OF_COUNTY, "firm_representative"],
    other: [...CITY_WIDE, ...OF_OTHER_COUNTY],
  },
};
