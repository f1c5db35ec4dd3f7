/** Which answers a person may give about an item today. */
import { ANSWERS, type AnswerKind, type Offer } from '../answers/model.ts';
import { type Clock, type Item, type Level, lacksResult } from '../item.ts';
import { askedUpTo } from '../process/clock.ts';
import type { Duty } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import { ruleOf } from '../rules/index.ts';
import { risesToday } from '../rules/level.ts';
import type { Person, Row } from '../snapshot.ts';
import { ANSWER_TARGETS } from './places.ts';

/** The answers that do what a duty, or a notice, asks, besides `ack`; none where that is done in the sheet. */
export const answersTo = (asked: { readonly rule: string; readonly part?: number }): readonly AnswerKind[] => {
  const { answers = [], answeredPart } = ruleOf(asked);
  return answeredPart === undefined || answeredPart === (asked.part ?? 0) ? answers : [];
};

/** True for somebody, and for whoever covers for them today. */
export const isTheirs = ({ reach }: Facts, person: Person, owners: readonly (Person | null)[]): boolean =>
  owners.some((owner) => {
    if (owner === null || owner === person) return owner === person;
    const reached = reach(owner);
    return 'person' in reached && reached.person === person;
  });

/** The undecided row that Baton filed about an item, or that is the item: where a ruling is written. */
export const rulingRow = ({ snapshot: { rows } }: Facts, id: string): Row<'escalations'> | undefined =>
  rows.escalations.find(
    ({ id: own, values: v }) =>
      v.decision === '' && (own === id || (v.item === id && v.source === 'auto' && v.end === null)),
  );

const ofTask = (facts: Facts, person: Person, item: Item): AnswerKind[] => {
  // The one thing that is still asked of what is closed.
  if (!item.open)
    return lacksResult(item, facts.snapshot) && isTheirs(facts, person, [item.responsible]) ? ['done'] : [];
  const given: AnswerKind[] = [];
  if (isTheirs(facts, person, [item.responsible])) {
    // One call for help at a time: more is added to the one that is open.
    given.push('done', 'progress', 'redate', ...(item.help ? [] : ['help' as const]), 'ack');
  }
  const level = levelToday(item, facts);
  const deciders = level === 0 ? [] : [...askedUpTo(level, item), facts.snapshot.policy.projectLead];
  if (isTheirs(facts, person, deciders)) {
    if (level > item.level || rulingRow(facts, item.id)) given.push('rule');
    given.push('ack');
  }
  return given;
};

/** The sweep that escalates files the row that is ruled on, and its mail links to it already. */
const levelToday = (clock: Clock, facts: Facts): Level => (risesToday(clock, facts) ? clock.nextLevel : clock.level);

const ofDuty = (facts: Facts, person: Person, duty: Duty): AnswerKind[] => {
  const level = levelToday(duty, facts);
  if (isTheirs(facts, person, duty.who)) return [...answersTo(duty), 'ack'];
  if (!isTheirs(facts, person, askedUpTo(level, duty))) return [];
  return level > duty.level || rulingRow(facts, duty.item) ? ['rule'] : [];
};

/** A draft, or what was sent back, is handed in by those whose request it is. */
const ofRequest = (facts: Facts, person: Person, id: string): readonly AnswerKind[] => {
  const request = facts.toAmend.toSubmit.has(id) ? facts.flow.requests.get(id) : undefined;
  return request && isTheirs(facts, person, [request.contact, request.values.initiator]) ? ['submit'] : [];
};

/** By what words an answer about an item is offered today. */
export const offerOf = ({ items, snapshot }: Facts, id: string, kind: AnswerKind): Offer => {
  const item = items.get(id);
  return kind === 'done' && item && lacksResult(item, snapshot) ? 'result' : kind;
};

/** What this person may answer about an item today; empty where nothing of it is theirs, or it is closed with its result. */
export const answersOf = (facts: Facts, person: Person, id: string): readonly AnswerKind[] => {
  const { snapshot, items, flow } = facts;
  if (!person.active) return [];
  const item = items.get(id);
  const matter = flow.matters.get(id);
  const given = new Set([
    ...(item && !snapshot.blind ? ofTask(facts, person, item) : []),
    ...ofRequest(facts, person, id),
    ...(matter?.open ? matter.duties.flatMap((duty) => ofDuty(facts, person, duty)) : []),
  ]);
  const hasPlace = (kind: AnswerKind) => {
    const { places, needs } = ANSWER_TARGETS[kind];
    const [place] = places;
    return !place || needs.some((columns) => columns.every((column) => snapshot.hasColumn(place.tab, column)));
  };
  return ANSWERS.filter((kind) => given.has(kind) && hasPlace(kind));
};
