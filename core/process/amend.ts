/** Requests that their own people have to work on: incomplete, or sent back by the review. */

import type { StandingCode } from '../messages/index.ts';
import { type Reach, reachedBy } from '../reach.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import type { Flow } from './flow.ts';
import type { Request } from './requests.ts';

/** Requests whose own words have to be worked on before others can. */
export interface ToAmend {
  /** Submitted with gaps, or with a goal nobody can measure, while that can still be mended. */
  readonly incomplete: readonly Request[];
  readonly sentBack: readonly Request[];
  /** Both, by the person whom mail for their contact or initiator reaches. */
  readonly by: ReadonlyMap<Person, readonly Request[]>;
}

/** Before work begins: under review, or, where nobody reviews, with the departments or confirmed. */
const REVIEWED: ReadonlySet<StandingCode> = new Set<StandingCode>(['in-review', 'sent-back']);
const SENT_BACK: ReadonlySet<StandingCode> = new Set<StandingCode>(['sent-back']);
const UNREVIEWED: ReadonlySet<StandingCode> = new Set<StandingCode>(['with-departments', 'confirmed']);

export const toAmend = ({ requests, matters }: Flow, snapshot: Snapshot, reach: Reach): ToAmend => {
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
  const by = new Map<Person, Request[]>();
  for (const request of new Set([...incomplete, ...sentBack])) {
    for (const person of reachedBy([request.contact, request.values.initiator], reach)) push(by, person, request);
  }
  return { incomplete, sentBack, by };
};
