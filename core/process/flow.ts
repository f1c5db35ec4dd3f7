/** Puts the whole process together, from request to archive: where each thing stands, and who owes it what. */
import type { Item } from '../item.ts';
import { distinct } from '../people.ts';
import type { Write } from '../plan.ts';
import type { Notified } from '../record/notified.ts';
import type { Person, Snapshot } from '../snapshot.ts';
import { groupBy, push } from '../text/maps.ts';
import { acceptanceOf, type Concluded } from './acceptance.ts';
import { type AnswerGap, confirmationsOf } from './confirmations.ts';
import { consensusOwed } from './consensus.ts';
import { type Decided, type Dispute, disputesOf, type Proposed } from './disputes.ts';
import { divisionOf } from './division.ts';
import { type Duty, dutyUrgency } from './duty.ts';
import type { Neighbours } from './held.ts';
import { kickoffOwed } from './kickoff.ts';
import type { Matter, NewRow, ProcessPart } from './matter.ts';
import { type Meeting, meetingsOf } from './meetings.ts';
import { participantsOf } from './participants.ts';
import { type LatePlan, latePlansOf } from './promises.ts';
import { isOver, type Progress, type Request, requestMatter, requestsOf } from './requests.ts';
import { type Lapse, signaturesOf, signingOf } from './signing.ts';
import { sourceOf } from './source.ts';
import { type StageMatter, stagesOf } from './stages.ts';
import { type Talk, talksOf } from './talks.ts';

/** Everything of the process besides tasks: what stands where, who owes what, and which rows are missing. */
export interface Flow {
  readonly requests: ReadonlyMap<string, Request>;
  /** What other tabs say of each request. */
  readonly progress: ReadonlyMap<string, Progress>;
  /** Everyone whom a change of a request concerns, by request. */
  readonly participants: ReadonlyMap<string, readonly Person[]>;
  /** Signatures that lapsed today, by request. */
  readonly lapsed: ReadonlyMap<string, readonly Lapse[]>;
  /** Answers that say yes and leave open with whom or what, by their id. */
  readonly answerGaps: ReadonlyMap<string, AnswerGap>;
  readonly meetings: ReadonlyMap<string, Meeting>;
  readonly neighbours: Neighbours;
  readonly matters: ReadonlyMap<string, Matter>;
  /** By request. */
  readonly stages: ReadonlyMap<string, readonly StageMatter[]>;
  /** Requests whose plan ends after what was promised. */
  readonly latePlans: ReadonlyMap<string, LatePlan>;
  /** By rule, in the order of the sheets. */
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  /** Escalations that people filed and nobody has ruled on. */
  readonly disputes: ReadonlyMap<string, Dispute>;
  /** What one side of a dispute proposes. */
  readonly proposed: readonly Proposed[];
  /** What has been decided, by people or on what Baton filed. */
  readonly decided: readonly Decided[];
  /** Rounds of acceptance whose conclusion is news. */
  readonly concluded: readonly Concluded[];
  readonly talks: readonly Talk[];
  readonly missing: readonly NewRow[];
  /** Baton's own columns of rows that are there: the text that a signature belongs to. */
  readonly updates: readonly Write[];
}

const mattersIn = ({ matters }: ProcessPart): readonly Matter[] => matters;

export const readFlow = (snapshot: Snapshot, items: ReadonlyMap<string, Item>, notified: Notified): Flow => {
  const source = sourceOf(snapshot, items, notified);
  const requests = requestsOf(source);
  const acceptance = acceptanceOf(source, requests);
  const over = (id: string) => isOver(requests.get(id), acceptance.byRequest.get(id));
  const signing = signingOf(source, requests, over);
  const confirmations = confirmationsOf(source, requests, signing);
  const meetings = meetingsOf(source, requests, signing);
  const division = divisionOf(source, requests, meetings.kickoffs, signing);

  const answers = groupBy(source.rows('confirmations'), ({ values }) => values.request);
  const listed = new Set(source.rows('consensus').map(({ values }) => values.request));
  const progress = new Map<string, Progress>();
  const kickoffs = new Set<string>();
  const requestMatters = [...requests].map(([id, request]) => {
    const { needed = 0, confirmed = 0, on: confirmedOn = null } = confirmations.byRequest.get(id) ?? {};
    const { accepting = false, passedOn = null, archivedOn = null } = acceptance.byRequest.get(id) ?? {};
    const kickedOffOn = meetings.kickoffs.get(id) ?? null;
    const kickoffOn = meetings.called.get(id) ?? null;
    const so = { needed, confirmed, confirmedOn, kickedOffOn, kickoffOn, accepting, passedOn, archivedOn };
    progress.set(id, so);
    const kickoff = kickoffOwed(request, so, source);
    if (kickoff.length > 0) kickoffs.add(id);
    const given = (answers.get(id) ?? []).map(({ values }) => values);
    const agreed = consensusOwed(request, so, given, listed.has(id), source);
    const owed = [...kickoff, ...agreed, ...(division.owed.get(id) ?? []), ...(acceptance.owed.get(id) ?? [])];
    return requestMatter(request, so, owed, source);
  });
  const stages = stagesOf(source, requests, progress, meetings.meetings, kickoffs);
  const talks = talksOf(source, requests, progress);

  const participants = new Map(
    [...requests].map(([id, request]) => [id, distinct(participantsOf(request, answers.get(id) ?? [], source))]),
  );

  const signatures = signaturesOf([...confirmations.signed, ...meetings.signed, ...division.signed], source);
  const others = [confirmations, stages, meetings, acceptance, talks, signatures].flatMap(mattersIn);
  const disputes = disputesOf(source, requests, progress, [...requestMatters, ...others]);
  const parts = [confirmations, stages, meetings, disputes, acceptance, talks, signatures];
  const matters = new Map<string, Matter>();
  const duties = new Map<string, Duty[]>();
  for (const matter of [...requestMatters, ...parts.flatMap(mattersIn)]) {
    const own = [...matter.duties].sort((a, b) => dutyUrgency(a) - dutyUrgency(b));
    const isUrgent = requests.get(matter.request)?.urgent === true;
    matters.set(matter.id, { ...matter, ...(isUrgent ? { urgent: true } : {}), duties: own });
    for (const duty of own) push(duties, duty.rule, duty);
  }
  return {
    requests,
    progress,
    participants,
    lapsed: groupBy(signatures.lapsed, ({ request }) => request),
    answerGaps: new Map(confirmations.gaps.map((gap) => [gap.id, gap])),
    meetings: meetings.meetings,
    neighbours: meetings.neighbours,
    disputes: disputes.disputes,
    decided: disputes.decided,
    proposed: disputes.proposed,
    concluded: acceptance.concluded,
    talks: talks.talks,
    stages: stages.stages,
    latePlans: latePlansOf(source, requests, stages.stages, (id) => matters.get(id)),
    matters,
    duties,
    missing: parts.flatMap((part) => part.missing),
    updates: signatures.updates,
  };
};
