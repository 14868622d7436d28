import { findPost, type PostIndex, resolvePost } from "#app/domain/access/post-resolution.ts";
import { RECIPIENT_ADDRESSES, type Recipient, type RecipientAddress } from "./recipients.ts";

/** Units as the ladder needs them: where they belong and which unit of the city is theirs. */
export type UnitPlace = { departmentId: number; countyCode: string | null; counterpartId: number | null };

/** Who can be told on a day: posts with their holders, and people by role and place. */
export type Directory = {
  posts: PostIndex;
  units: ReadonlyMap<number, UnitPlace>;
  /** User ids by `role:place`; place is a county, township or unit, or "city"; clerks also by township and station. */
  byRole: RoleHolders;
};

export type RoleHolders = ReadonlyMap<string, number[]>;

/** Somebody to be told of a level: made responsible, or kept in copy. */
export type Told = { userId: number; postId: number | null; inCopy: boolean };

/** What decides where a recipient is looked for. `partyUsers` are user ids by party, empty where the party has no account. */
export type Whereabouts = {
  departmentId: number | null;
  countyCode: string;
  dispatchedFrom: "county" | "city";
  partyUsers: Readonly<Partial<Record<"firm" | "raiser" | "deputy" | "clerk" | "co_handler", number[]>>>;
};

/** People found for one level, and posts that were found vacant on the way. */
export type FoundTold = { told: Told[]; vacantPosts: number[] };

/** The place of a clerk within the township, in a directory. */
const clerkPlace = (townshipCode: string, stationId: number) => `${townshipCode}/${stationId}`;

/** Somebody in a role; `place` as in {@link Directory}. */
export type RoleHolder = {
  role: string;
  place: string | number;
  townshipCode?: string | null;
  stationId?: number | null;
  userId: number;
};

/** Who holds which role where, in the order handed in; clerks by their stations too. */
export function holdersByRole(holders: Iterable<RoleHolder>): Map<string, number[]> {
  const byRole = new Map<string, number[]>();
  const note = (key: string, userId: number) => {
    const known = byRole.get(key);
    if (known === undefined) byRole.set(key, [userId]);
    else known.push(userId);
  };
  for (const { role, place, townshipCode, stationId, userId } of holders) {
    note(`${role}:${place}`, userId);
    if (role === "station_clerk" && townshipCode && stationId)
      note(`${role}:${clerkPlace(townshipCode, stationId)}`, userId);
  }
  return byRole;
}

/**
 * The clerks of a firm's township who are told: those of its deputy's own station, so that somebody in particular is meant; where the
 * station lies elsewhere (its clerk may not see the firm) or has none, all of the township.
 */
export function clerksOf(
  byRole: RoleHolders,
  townshipCode: string | null | undefined,
  stationId: number | null | undefined,
): number[] {
  if (!townshipCode) return [];
  const near = stationId ? byRole.get(`station_clerk:${clerkPlace(townshipCode, stationId)}`) : undefined;
  return near ?? byRole.get(`station_clerk:${townshipCode}`) ?? [];
}

type One = { users: { userId: number; postId: number | null }[]; vacant: number[] };

function byPost(
  directory: Directory,
  where: Whereabouts,
  address: Extract<RecipientAddress, { by: "post" }>,
): One {
  const unit = where.departmentId === null ? undefined : directory.units.get(where.departmentId);
  const departmentId =
    address.at === "above" ? (unit?.counterpartId ?? unit?.departmentId) : unit?.departmentId;
  const countyCode = address.at === "city" ? null : address.at === "county" ? where.countyCode : null;
  const post = findPost(directory.posts, {
    body: address.body,
    kind: address.post,
    departmentId: address.body === "department" ? (departmentId ?? null) : null,
    countyCode,
  });
  if (!post) return { users: [], vacant: [] };
  const found = resolvePost(directory.posts, post.postId);
  return {
    users: found.userId === null ? [] : [{ userId: found.userId, postId: found.postId }],
    vacant: found.vacant,
  };
}

function byRole(
  directory: Directory,
  where: Whereabouts,
  address: Extract<RecipientAddress, { by: "role" }>,
): One {
  const city = address.at === "city" || (address.at === "dispatcher" && where.dispatchedFrom === "city");
  const key =
    address.at === "dispatcher"
      ? city
        ? "city_dispatcher:city"
        : `county_dispatcher:${where.countyCode}`
      : `${address.role}:${city ? "city" : where.countyCode}`;
  return { users: (directory.byRole.get(key) ?? []).map((userId) => ({ userId, postId: null })), vacant: [] };
}

function findOne(directory: Directory, where: Whereabouts, recipient: Recipient): One {
  const address = RECIPIENT_ADDRESSES[recipient];
  if (address.by === "party") {
    const users = where.partyUsers[address.party] ?? [];
    return { users: users.map((userId) => ({ userId, postId: null })), vacant: [] };
  }
  if (address.by === "role") return byRole(directory, where, address);
  const found = byPost(directory, where, address);
  if (recipient !== "unit_handler" || where.departmentId === null) return found;
  const handlers = directory.byRole.get(`handler:${where.departmentId}`) ?? [];
  const known = new Set(found.users.map((user) => user.userId));
  return {
    users: [
      ...found.users,
      ...handlers.filter((userId) => !known.has(userId)).map((userId) => ({ userId, postId: null })),
    ],
    vacant: found.vacant,
  };
}

/**
 * Finds everybody to be told at this moment: first those made responsible, then the chain in copy; nobody twice. A vacant post passes to
 * its stand-in, then to the next post up, and is named in `vacantPosts`. Source: product rules, posts and section 6.
 */
export function findTold(
  directory: Directory,
  where: Whereabouts,
  tells: readonly Recipient[],
  copies: readonly Recipient[],
): FoundTold {
  const told = new Map<number, Told>();
  const vacantPosts = new Set<number>();
  for (const [recipients, inCopy] of [
    [tells, false],
    [copies, true],
  ] as const) {
    for (const recipient of recipients) {
      const { users, vacant } = findOne(directory, where, recipient);
      for (const postId of vacant) vacantPosts.add(postId);
      for (const user of users) if (!told.has(user.userId)) told.set(user.userId, { ...user, inCopy });
    }
  }
  return { told: [...told.values()], vacantPosts: [...vacantPosts] };
}
