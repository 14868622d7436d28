import { ROLES, type Role } from "#app/domain/access/roles.ts";
import { DEPUTY_READERS, FIRM_READERS, IMPORTERS } from "#app/domain/register/rights.ts";
import type { MessageKey } from "#app/i18n/translator.ts";
import { packPlace } from "./place.ts";

/** A place of the main navigation; `icon` names a symbol of the sprite in `ui/i.svg`. */
export type NavigationEntry = {
  to: string;
  label: Extract<MessageKey, `nav.${string}`>;
  icon: string;
  group: NavigationGroup;
  roles: readonly Role[];
  /** A form that stands alone, without React and without the navigation around it: loaded whole, and nobody's home. */
  whole?: true;
};
export const NAVIGATION_GROUPS = ["work", "registers", "insight", "administration"] as const;
export type NavigationGroup = (typeof NAVIGATION_GROUPS)[number];

/**
 * The places, in the order of the screen and of the thumb: on a phone a role sees its first three, the rest under
 * "more". A place is added together with its page. Source: product rules, screens.
 */
export const NAVIGATION: readonly NavigationEntry[] = [
  { to: "/today", label: "nav.today", icon: "home", group: "work", roles: ["deputy"] },
  {
    to: "/contacts/new",
    whole: true,
    label: "nav.logContact",
    icon: "visit",
    group: "work",
    roles: ["deputy", "station_clerk", "township_officer"],
  },
  {
    to: "/desk",
    label: "nav.desk",
    icon: "desk",
    group: "work",
    roles: ["county_supervisor", "city_supervisor", "county_dispatcher", "city_dispatcher", "auditor"],
  },
  {
    to: "/plans",
    label: "nav.pairing",
    icon: "link",
    group: "work",
    roles: ["county_supervisor", "city_supervisor"],
  },
  { to: "/issues", label: "nav.inbox", icon: "inbox", group: "work", roles: ["handler", "department_head"] },
  {
    to: "/issues",
    label: "nav.issues",
    icon: "issue",
    group: "work",
    roles: [
      "firm_representative",
      "deputy",
      "station_clerk",
      "township_officer",
      "county_supervisor",
      "city_supervisor",
      "county_dispatcher",
      "city_dispatcher",
      "post_holder",
      "auditor",
    ],
  },
  {
    to: "/issues/new",
    whole: true,
    label: "nav.raiseIssue",
    icon: "plus",
    group: "work",
    roles: ["firm_representative", "deputy"],
  },
  {
    to: "/letters",
    label: "nav.letters",
    icon: "paper",
    group: "work",
    roles: [
      "county_supervisor",
      "city_supervisor",
      "county_dispatcher",
      "city_dispatcher",
      "handler",
      "department_head",
      "post_holder",
      "auditor",
    ],
  },
  {
    to: "/matters",
    label: "nav.matters",
    icon: "flag",
    group: "work",
    roles: [
      "county_supervisor",
      "city_supervisor",
      "county_dispatcher",
      "city_dispatcher",
      "handler",
      "department_head",
      "auditor",
    ],
  },
  {
    to: "/closures",
    label: "nav.closures",
    icon: "alert",
    group: "work",
    roles: ["county_supervisor", "city_supervisor", "auditor"],
  },
  { to: "/my-firm", label: "nav.myFirm", icon: "firm", group: "work", roles: ["firm_representative"] },
  { to: "/my-liaison", label: "nav.myDeputy", icon: "person", group: "work", roles: ["firm_representative"] },
  {
    to: "/handovers",
    label: "nav.handovers",
    icon: "people",
    group: "work",
    roles: ["deputy", "township_officer", "county_supervisor", "city_supervisor"],
  },
  {
    to: "/messages",
    label: "nav.messages",
    icon: "inbox",
    group: "work",
    roles: ["deputy", "station_clerk", "township_officer", "county_supervisor", "city_supervisor"],
  },
  {
    to: "/codes",
    label: "nav.codes",
    icon: "display",
    group: "work",
    roles: ["deputy", "station_clerk", "township_officer", "county_supervisor", "city_supervisor"],
  },
  { to: "/pressure", label: "nav.pressure", icon: "shield", group: "work", roles: ["city_supervisor"] },
  {
    to: "/visits",
    label: "nav.visits",
    icon: "visit",
    group: "work",
    roles: ["station_clerk", "township_officer", "county_supervisor", "city_supervisor"],
  },
  {
    to: "/corrections",
    label: "nav.corrections",
    icon: "edit",
    group: "work",
    roles: ["station_clerk", "township_officer", "county_supervisor"],
  },
  {
    to: "/themes",
    label: "nav.themes",
    icon: "flag",
    group: "work",
    roles: ["county_supervisor", "city_supervisor"],
  },
  {
    to: "/care",
    label: "nav.care",
    icon: "flag",
    group: "work",
    roles: ["township_officer", "station_clerk", "county_supervisor", "city_supervisor"],
  },
  { to: "/duty-file", label: "nav.dutyFile", icon: "paper", group: "work", roles: ["deputy"] },
  {
    to: "/pairing-health",
    label: "nav.pairingHealth",
    icon: "chart",
    group: "insight",
    roles: ["county_supervisor", "city_supervisor"],
  },
  { to: "/firms", label: "nav.firms", icon: "firm", group: "registers", roles: FIRM_READERS },
  { to: "/deputies", label: "nav.deputies", icon: "people", group: "registers", roles: DEPUTY_READERS },
  {
    to: "/cards",
    label: "nav.cards",
    icon: "key",
    group: "registers",
    roles: ["township_officer", "county_supervisor", "city_supervisor"],
  },
  { to: "/imports", label: "nav.imports", icon: "import", group: "registers", roles: IMPORTERS },
  {
    to: "/rules",
    label: "nav.policy",
    icon: "rules",
    group: "administration",
    roles: ["city_supervisor", "system_administrator", "auditor"],
  },
  {
    to: "/help-line",
    label: "nav.helpLine",
    icon: "phone",
    group: "administration",
    roles: ["system_administrator"],
  },
  {
    to: "/channels",
    label: "nav.channels",
    icon: "bell",
    group: "administration",
    roles: ["system_administrator", "auditor"],
  },
  { to: "/notices", label: "nav.notices", icon: "bell", group: "work", roles: ROLES },
];

/** The places of one role, by group, empty groups left out. */
export function navigationOf(role: Role): { group: NavigationGroup; entries: readonly NavigationEntry[] }[] {
  return NAVIGATION_GROUPS.map((group) => ({
    group,
    entries: NAVIGATION.filter((entry) => entry.group === group && entry.roles.includes(role)),
  })).filter(({ entries }) => entries.length > 0);
}

const frames = new Map<Role, { home: string; navigation: { group: NavigationGroup; places: string[] }[] }>();

/** What the frame around a role's pages needs, packed: the same for everybody in the role, so it is put together once. */
export function frameOf(role: Role) {
  const known = frames.get(role) ?? {
    home: homeOf(role),
    navigation: navigationOf(role).map(({ group, entries }) => ({ group, places: entries.map(packPlace) })),
  };
  frames.set(role, known);
  return known;
}

/** Where a role starts its day: its first place that has the navigation around it, so never a form that stands alone. */
export function homeOf(role: Role): string {
  const places = navigationOf(role).flatMap(({ entries }) => entries);
  return places.find(({ whole }) => !whole)?.to ?? "/notices";
}
