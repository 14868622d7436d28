import {
  findPost,
  indexPosts,
  type PostIndex,
  type PostToday,
  resolvePost,
} from "#app/domain/access/post-resolution.ts";
import { DAY_MS, dayOf } from "#app/domain/calendar/civil-day.ts";
import { RECIPIENT_ADDRESSES, type Recipient } from "#app/domain/escalation/recipients.ts";
import { clerksOf, holdersByRole, type RoleHolders } from "#app/domain/escalation/told.ts";
import type { ClockRow } from "#app/domain/issue/clock-rows.ts";
import { dayText, instantText } from "../draft.ts";
import type { World } from "../world.ts";
import type { IssueRows, Keys } from "./issue-tables.ts";
import type { LivedIssue } from "./lives.ts";
import type { Raised } from "./simulate.ts";

type Told = { userId: number; postId: number | null; inCopy: boolean };

/** Notices are read within days; red ones are acknowledged 已阅 but for the latest. */
const READ_WITHIN_DAYS = 6;

/** Writes the levels that issues reached and who was told of them, by the same addresses as the sweep. */
export class Teller {
  private readonly posts: PostIndex;
  private readonly byRole: RoleHolders;
  private readonly standIns = new Map<number, World["units"]["standIns"]>();
  private readonly byFirm = new Map<number, number[]>();

  constructor(private readonly world: World) {
    this.posts = indexPosts(
      world.units.seats.map((seat) => ({
        postId: seat.postId,
        body: bodyOf(seat.kind),
        kind: seat.kind,
        departmentId: seat.departmentId,
        countyCode: seat.countyCode,
        nextPostId: seat.nextPostId,
        holderUserId: seat.holder,
        standInUserId: null,
      })),
    );
    for (const leave of world.units.standIns) {
      this.standIns.set(leave.postId, [...(this.standIns.get(leave.postId) ?? []), leave]);
    }
    for (const grant of world.draft.grants) {
      if (grant.firmId)
        this.byFirm.set(grant.firmId, [...(this.byFirm.get(grant.firmId) ?? []), grant.userId]);
    }
    this.byRole = holdersByRole(
      world.draft.grants.map((grant) => ({
        ...grant,
        place: grant.departmentId ?? grant.townshipCode ?? grant.countyCode ?? "city",
      })),
    );
  }

  tell(
    rows: IssueRows,
    keys: Keys,
    issue: LivedIssue,
    clockIds: ReadonlyMap<string, number>,
    clocks: readonly ClockRow[],
  ): void {
    const { issueId } = issue.plot;
    const dues = new Map(clocks.map((row) => [`${row.ladder}/${row.episode}`, row.dueAt]));
    const running = new Set(
      clocks
        .filter((row) => row.endedAt === null && row.stoodDownAt === null)
        .map((row) => `${row.ladder}/${row.episode}`),
    );
    for (const raised of issue.life.raised) {
      const { decision, at } = raised;
      const { ladder, episode, level, reason } = decision;
      const isGate = decision.what === "open_gate";
      const { told, vacant } = this.findTold(issue, raised);
      const seen = this.seenAt(at, issueId + level);
      const responsible = told.find((one) => !one.inCopy);
      const acknowledged = ladder === "main" && level >= 1 && seen !== null && responsible !== undefined;
      const escalationId = keys.escalations++;
      rows.escalations.push({
        escalationId,
        clockId: clockIds.get(`${ladder}/${episode}`) ?? null,
        issueId,
        subjectKind: "issue",
        subjectId: issueId,
        ladder,
        episode,
        level,
        isGate,
        dueAt: instantText(reason.dueAt),
        raisedAt: instantText(at),
        reason,
        vacantPosts: vacant,
        acknowledgedAt: acknowledged ? instantText(seen) : null,
        acknowledgedBy: acknowledged ? responsible.userId : null,
      });
      const kind = decision.digestOnly
        ? "digest"
        : isGate
          ? "gate_opened"
          : ladder === "main"
            ? "escalated"
            : "reminder";
      const dueAt = instantText(dues.get(`${ladder}/${episode}`) ?? reason.dueAt);
      for (const one of told) {
        const readAt = this.seenAt(at, issueId + one.userId);
        rows.notices.push({
          noticeId: keys.notices++,
          recipientUserId: one.userId,
          postId: one.postId,
          escalationId,
          issueId,
          kind,
          level,
          inCopy: one.inCopy,
          facts: { clock: decision.kind, level, trigger: reason.trigger, dueAt },
          createdAt: instantText(at),
          readAt: readAt === null ? null : instantText(readAt),
          acknowledgedAt: acknowledged && one === responsible ? instantText(seen) : null,
          repeatAt:
            (kind === "escalated" || kind === "gate_opened") &&
            level >= 1 &&
            !one.inCopy &&
            !(acknowledged && one === responsible) &&
            running.has(`${ladder}/${episode}`)
              ? instantText(this.nextRepeat(at))
              : null,
        });
      }
    }
  }

  /** The same time of day as the level, on the first day whose turn is still ahead. */
  private nextRepeat(at: number): number {
    return at + (Math.floor((this.world.end - at) / DAY_MS) + 1) * DAY_MS;
  }

  /** When somebody looked, spread over some days; null when that is still ahead. */
  private seenAt(at: number, salt: number): number | null {
    const seen = at + (0.2 + ((salt * 0.618) % 1) * READ_WITHIN_DAYS) * DAY_MS;
    return seen < this.world.end ? Math.round(seen) : null;
  }

  private findTold(issue: LivedIssue, raised: Raised): { told: Told[]; vacant: number[] } {
    const told = new Map<number, Told>();
    const vacant = new Set<number>();
    for (const [recipients, inCopy] of [
      [raised.decision.tells, false],
      [raised.decision.copies, true],
    ] as const) {
      for (const recipient of recipients) {
        const found = this.find(issue, raised, recipient);
        for (const postId of found.vacant) vacant.add(postId);
        for (const one of found.users) if (!told.has(one.userId)) told.set(one.userId, { ...one, inCopy });
      }
    }
    return { told: [...told.values()], vacant: [...vacant] };
  }

  private find(
    issue: LivedIssue,
    raised: Raised,
    recipient: Recipient,
  ): { users: Omit<Told, "inCopy">[]; vacant: number[] } {
    const address = RECIPIENT_ADDRESSES[recipient];
    const { plot } = issue;
    const { units } = this.world;
    const plain = (ids: readonly number[]) => ({
      users: ids.map((userId) => ({ userId, postId: null })),
      vacant: [],
    });
    const owner = raised.facts.clocks.find(
      (span) => span.ladder === raised.decision.ladder && span.episode === raised.decision.episode,
    )?.owner.departmentId;
    const unit = owner === null || owner === undefined ? undefined : units.byId.get(owner);
    if (address.by === "party") {
      if (address.party === "deputy") return plain(this.deputyUser(plot.deputyId));
      if (address.party === "clerk") return plain(this.clerksOf(plot.townshipCode, plot.deputyId));
      if (address.party === "raiser" && plot.raiser.actor.kind === "person")
        return plain([plot.raiser.actor.userId]);
      if (address.party === "co_handler") {
        return plain(
          raised.facts.coHandlers.flatMap((co) => this.byRole.get(`handler:${co.departmentId}`) ?? []),
        );
      }
      return plain(this.byFirm.get(plot.firmId) ?? []);
    }
    if (address.by === "role") {
      const ofCity = address.at === "city" || (address.at === "dispatcher" && plot.transferTo === "city");
      const role =
        address.at === "dispatcher" ? (ofCity ? "city_dispatcher" : "county_dispatcher") : address.role;
      return plain(this.byRole.get(`${role}:${ofCity ? "city" : plot.countyCode}`) ?? []);
    }
    const departmentId =
      address.at === "above" ? (unit?.counterpartId ?? unit?.departmentId) : unit?.departmentId;
    const post = findPost(this.posts, {
      body: address.body,
      kind: address.post,
      departmentId: address.body === "department" ? (departmentId ?? null) : null,
      countyCode: address.at === "county" ? plot.countyCode : null,
    });
    if (post === undefined) return { users: [], vacant: [] };
    const found = resolvePost(this.postsOn(raised.at, post.postId), post.postId);
    return {
      users: found.userId === null ? [] : [{ userId: found.userId, postId: found.postId }],
      vacant: found.vacant,
    };
  }

  /** The posts as they stood on a day: those on the way up from one post with whoever stood in. */
  private postsOn(at: number, postId: number): PostIndex {
    const day = dayText(dayOf(at));
    const onTheWay: [number, PostToday][] = [];
    const seen = new Set<number>();
    for (let post = this.posts.byId.get(postId); post !== undefined && !seen.has(post.postId); ) {
      seen.add(post.postId);
      const leave = this.standIns
        .get(post.postId)
        ?.findLast((one) => one.startedOn <= day && day < (one.endedOn ?? "9999"));
      onTheWay.push([post.postId, leave === undefined ? post : { ...post, standInUserId: leave.userId }]);
      post = post.nextPostId === null ? undefined : this.posts.byId.get(post.nextPostId);
    }
    return { byId: new Map(onTheWay), byPlace: this.posts.byPlace };
  }

  /** User ids that hold a role in a county, township or unit. */
  holdersOf(role: string, place: string): number[] {
    return this.byRole.get(`${role}:${place}`) ?? [];
  }

  /** The clerks who are told of a firm of this township that this deputy looks after. */
  clerksOf(townshipCode: string | null, deputyId: number | null): number[] {
    const deputy = deputyId === null ? undefined : this.world.deputies.rows[deputyId - 1];
    return clerksOf(this.byRole, townshipCode, deputy?.stationId);
  }

  /** The account of a deputy, where there is one. */
  deputyUser(deputyId: number | null): number[] {
    const userId = deputyId === null ? undefined : this.world.deputies.rows[deputyId - 1]?.userId;
    return userId === undefined ? [] : [userId];
  }
}

function bodyOf(kind: string): "department" | "congress" | "inspection" {
  if (kind === "dispatcher" || kind === "inspection_head") return "inspection";
  return kind.startsWith("committee_") || kind === "chairpersons" ? "congress" : "department";
}
