/** Which answers a person may give about an item today. */
import { ANSWERS, type AnswerKind, type Offer, OWN_PAGE, QUIET_ANSWERS } from '../answers/model.ts';
import { type Clock, type Item, type Level, lacksResult } from '../item.ts';
import { factOf } from '../problem.ts';
import { type Duty, isTheirsToDecide } from '../process/duty.ts';
import type { Facts } from '../process/facts.ts';
import { askedAbout, hasAsked } from '../process/questions.ts';
import type { Request } from '../process/requests.ts';
import { isOneSide } from '../process/sides.ts';
import { isReached } from '../reach.ts';
import { isDecided, isProposal } from '../record/decided.ts';
import { ruleOf } from '../rules/index.ts';
import { risesToday } from '../rules/level.ts';
import type { Person, Row } from '../snapshot.ts';
import { ANSWER_TARGETS } from './places.ts';

/** The answers that do what a duty, or a notice, asks, besides knowing of it; none where that is done in the sheet. */
export const answersTo = (asked: {
  readonly rule: string;
  readonly part?: number;
  readonly facts: object;
}): readonly AnswerKind[] => {
  const { answers = [], answersAt } = ruleOf(asked);
  return answersAt ? answersAt(asked.facts) : answers;
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
      !isDecided(v) && (own === id || (v.item === id && v.source === 'auto' && v.end === null)),
  );

const ofTask = (facts: Facts, person: Person, item: Item): AnswerKind[] => {
  // The one thing that is still asked of what is closed.
  const { keeper } = facts.snapshot.policy;
  if (!item.open)
    return lacksResult(item, facts.snapshot) && isTheirs(facts, person, [item.responsible, keeper]) ? ['done'] : [];
  const given: AnswerKind[] = [];
  if (isTheirs(facts, person, [item.reminded])) {
    // One call for help at a time, more is added to the one that is open; and none for what is nobody's.
    const help = item.help || item.responsible === null ? [] : (['help'] as const);
    given.push('done', 'progress', 'redate', ...help, ...QUIET_ANSWERS);
    if (item.decided) given.push('follow');
  }
  // The keeper collects what came of what should be done by now.
  if (item.evidenceDue && item.evidence === '' && isTheirs(facts, person, [keeper]))
    given.push('done', ...QUIET_ANSWERS);
  const level = levelToday(item, facts);
  if (isTheirs(facts, person, decidersAt(level, item, facts))) {
    // Without a sheet for decisions, a decision is a new date.
    if (!facts.snapshot.has.escalations) given.push('redate');
    else if (level > item.level || rulingRow(facts, item.id)) given.push('rule');
    given.push(...QUIET_ANSWERS);
  }
  const hasPart = isTheirs(facts, person, [item.responsible, item.accountable, ...item.supporting]);
  if (hasPart && item.status === 'not-started' && mayAsk(facts, person, item.id)) given.push('question');
  return given;
};

/** There is somebody to ask about a task, or a request's division of work, and nothing they asked is open. */
const mayAsk = ({ items, flow, snapshot, reach }: Facts, person: Person, id: string): boolean => {
  const item = items.get(id);
  const request = flow.requests.get(item?.request ?? id);
  return askedAbout({ item, request }, person, snapshot, reach) !== null && !hasAsked(snapshot, id, person);
};

/** The sweep that escalates files the row that is ruled on, and its mail links to it already. */
const levelToday = (clock: Clock, facts: Facts): Level => (risesToday(clock, facts) ? clock.nextLevel : clock.level);

/** Who decides at a level: those who are asked there, and nobody who was asked before; the project lead where none of them can be reached. */
const decidersAt = (level: Level, { asked }: Clock, { reach, snapshot }: Facts): readonly (Person | null)[] => {
  if (level === 0) return [];
  return asked[level].some((person) => isReached(person, reach)) ? asked[level] : [snapshot.policy.projectLead];
};

/** The level at which a duty is decided today: what people filed at a level is there from the start. */
const levelOfDuty = (duty: Duty, facts: Facts): Level => {
  const level = levelToday(duty, facts);
  return duty.atLevel !== undefined && duty.atLevel > level ? duty.atLevel : level;
};

/** What both sides may do about what is to be settled between them; where there is one side only, it decides. */
const settlingBy = (facts: Facts, person: Person, duty: Duty): readonly AnswerKind[] => {
  if (isTheirsToDecide(duty)) return ['rule'];
  const row = rulingRow(facts, duty.item)?.values;
  const [proposer] = row && isProposal(row) ? row.agreedBy : [];
  if (!proposer) return ['propose'];
  const isSame = isOneSide(duty.who);
  const isOther = duty.who.some(
    (owner) => owner !== null && !isSame(owner, proposer) && isTheirs(facts, person, [owner]),
  );
  return isOther ? ['agree', 'propose'] : ['propose'];
};

const ofDuty = (facts: Facts, person: Person, duty: Duty): AnswerKind[] => {
  const level = levelOfDuty(duty, facts);
  const decides = isTheirs(facts, person, decidersAt(level, duty, facts));
  const canBeDecided = level > duty.level || rulingRow(facts, duty.item) !== undefined;
  if (isTheirs(facts, person, duty.who)) {
    const isPassedOn = duty.decidedAbove === true && level > 0;
    if (isPassedOn) return decides ? ['rule', ...QUIET_ANSWERS] : ['ack'];
    const document = duty.rule === 'division.sign' ? duty.facts.document : '';
    const asks = document !== '' && mayAsk(facts, person, document) ? ['question' as const] : [];
    return [...(duty.decidedAbove ? settlingBy(facts, person, duty) : answersTo(duty)), ...asks, ...QUIET_ANSWERS];
  }
  return decides && canBeDecided ? ['rule'] : [];
};

/** What a request lacks is filled in, and a draft, or what was sent back, is handed in by those whose request it is. */
const ofRequest = (facts: Facts, person: Person, id: string): readonly AnswerKind[] => {
  const request = facts.toAmend.toSubmit.has(id) ? facts.flow.requests.get(id) : undefined;
  const own = ({ contact, values }: Request) => isTheirs(facts, person, [contact, values.initiator]);
  const lacking = facts.toAmend.incomplete.find((one) => one.id === id);
  return [
    ...(lacking && own(lacking) ? ['complete' as const] : []),
    ...(request && own(request) ? ['submit' as const] : []),
  ];
};

/** A plan that ends after what was promised: whoever is told of it agrees on another day. */
const ofPlan = (facts: Facts, person: Person, id: string): readonly AnswerKind[] => {
  const plan = facts.flow.latePlans.get(id);
  return plan && isTheirs(facts, person, [facts.snapshot.policy.projectLead ?? plan.request.contact])
    ? ['promise']
    : [];
};

/** Whoever answers for a department's update may write it where the owner has not. */
const ofUpdate = (facts: Facts, person: Person, item: Item): readonly AnswerKind[] => {
  const { updates, snapshot } = facts;
  const isMissing = [updates.weekly, updates.daily].some((update) =>
    update?.departments.get(item.department)?.missing.includes(item),
  );
  const head = snapshot.departments.get(item.department)?.head ?? null;
  // What has gone up is decided by whoever was asked, and not put off by a word on how far it is.
  return isMissing && levelToday(item, facts) === 0 && isTheirs(facts, person, [head]) ? ['progress'] : [];
};

/** What a yes leaves open is filled in by the head of the department. */
const ofAnswer = (facts: Facts, person: Person, id: string): readonly AnswerKind[] => {
  const gap = facts.flow.answerGaps.get(id);
  const head = gap && facts.snapshot.departments.get(gap.department)?.head;
  return head && isTheirs(facts, person, [head]) ? ['assess'] : [];
};

/** By what words an answer about an item is offered today. */
export const offerOf = (facts: Facts, id: string, kind: AnswerKind): Offer => {
  const { items, flow, snapshot } = facts;
  const [item, matter] = [items.get(id), flow.matters.get(id)];
  if (kind === 'rule') {
    const duties = matter?.duties ?? [];
    const levels = [...(item ? [levelToday(item, facts)] : []), ...duties.map((duty) => levelOfDuty(duty, facts))];
    return levels.includes(2) ? 'rule' : 'decide';
  }
  if (kind === 'follow') return item?.decided?.level === 2 ? 'follow' : 'carry';
  if (kind === 'kickoff') return matter?.duties.some(({ facts: about }) => factOf(about, 'planned')) ? 'forward' : kind;
  return kind === 'done' && item && lacksResult(item, snapshot) ? 'result' : kind;
};

/** What this person may answer about an item today; empty where nothing of it is theirs, or it is closed with its result. */
export const answersOf = (facts: Facts, person: Person, id: string): readonly AnswerKind[] => {
  const { snapshot, items, flow } = facts;
  if (!person.active) return [];
  const item = items.get(id);
  const matter = flow.matters.get(id);
  const given = new Set([
    ...(id === OWN_PAGE && snapshot.listed.has(person) ? ['preferences' as const] : []),
    ...(item && !snapshot.blind ? ofTask(facts, person, item) : []),
    ...(item?.open && !snapshot.blind ? ofUpdate(facts, person, item) : []),
    ...ofRequest(facts, person, id),
    ...ofPlan(facts, person, id),
    ...ofAnswer(facts, person, id),
    ...(matter?.open ? matter.duties.flatMap((duty) => ofDuty(facts, person, duty)) : []),
  ]);
  const hasPlace = (kind: AnswerKind) => {
    const { places, needs } = ANSWER_TARGETS[kind];
    const [place] = places;
    return !place || needs.some((columns) => columns.every((column) => snapshot.hasColumn(place.tab, column)));
  };
  return ANSWERS.filter((kind) => given.has(kind) && hasPlace(kind));
};
