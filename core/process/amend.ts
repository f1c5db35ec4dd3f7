/** Requests that their own people have to work on: incomplete, not handed in, or sent back by the review. */

import type { StandingCode } from '../messages/index.ts';
import { type Reach, reachedBy } from '../reach.ts';
import type { Notified } from '../record/notified.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import { isoOf } from '../time/day.ts';
import type { Flow } from './flow.ts';
import type { Request } from './requests.ts';

/** Requests whose own words have to be worked on before others can. */
export interface ToAmend {
  /** Submitted with gaps, or with a goal nobody can measure, while that can still be mended. */
  readonly incomplete: readonly Request[];
  readonly sentBack: readonly Request[];
  /** Of those sent back, what somebody has changed since. */
  readonly mended: readonly Request[];
  /** Drafts that lack nothing but a date of submission, or whose date nobody can read. */
  readonly undated: readonly Request[];
  /** Ids of what can be handed in: these drafts, and what was sent back. */
  readonly toSubmit: ReadonlySet<string>;
  /** All of them, by the person whom mail about them reaches: for their contact, and but for drafts their initiator. */
  readonly by: ReadonlyMap<Person, readonly Request[]>;
}

/** Before work begins: under review, or, where nobody reviews, with the departments or confirmed. */
const REVIEWED: ReadonlySet<StandingCode> = new Set<StandingCode>(['in-review', 'sent-back']);
const SENT_BACK: ReadonlySet<StandingCode> = new Set<StandingCode>(['sent-back']);
const DRAFT: ReadonlySet<StandingCode> = new Set<StandingCode>(['draft']);
const UNREVIEWED: ReadonlySet<StandingCode> = new Set<StandingCode>(['with-departments', 'confirmed']);

export const toAmend = (flow: Flow, snapshot: Snapshot, notified: Notified, reach: Reach): ToAmend => {
  const { requests, matters } = flow;
  const open = snapshot.hasColumn('requests', 'reviewResult') ? REVIEWED : UNREVIEWED;
  const standsAt = ({ id }: Request, codes: ReadonlySet<StandingCode>): boolean => {
    const code = matters.get(id)?.standing.code;
    return code !== undefined && codes.has(code);
  };
  const all = [...requests.values()];
  const incomplete = all.filter(
    (request) => request.values.submittedOn !== null && request.gaps.set !== 0 && standsAt(request, open),
  );
  const sentBack = all.filter((request) => standsAt(request, SENT_BACK));
  const undated = all.filter((request) => standsAt(request, DRAFT) && isMeant(request, snapshot));
  const by = new Map<Person, Request[]>();
  for (const request of new Set([...incomplete, ...sentBack])) {
    for (const person of reachedBy([request.contact, request.values.initiator], reach)) push(by, person, request);
  }
  for (const request of undated) for (const person of reachedBy([request.contact], reach)) push(by, person, request);
  const mended = sentBack.filter((request) => isMended(request, flow, snapshot, notified));
  const toSubmit = new Set([...undated, ...sentBack].map(({ id }) => id));
  return { incomplete, sentBack, mended, undated, toSubmit, by };
};

/** Nobody can take it for notes of somebody's own: all is filled in, and wanted by a day to come; or a date was typed. */
const isMeant = ({ gaps, unreadDate, values: { wantedFinish } }: Request, { today, hasColumn }: Snapshot): boolean => {
  if (!hasColumn('requests', 'submittedOn')) return false;
  return unreadDate !== null || (gaps.missing.length === 0 && (wantedFinish === null || wantedFinish >= today));
};

/** Changed since it was said to be sent back, by this sweep or one before. */
const isMended = ({ id }: Request, { matters }: Flow, { state }: Snapshot, notified: Notified): boolean => {
  const memory = matters.get(id)?.memory;
  const before = state.get(id);
  if (!memory || before?.status !== 'sent-back') return false;
  const told = notified.dayOf('request.sent-back', id, isoOf(memory.since), 1);
  return before.fingerprint !== memory.fingerprint || (told !== null && memory.changedOn > told);
};
