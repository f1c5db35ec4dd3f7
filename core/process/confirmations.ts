/** Departments' answers to requests: who still has to be asked, and where each answer stands. */
import { atStep, type DutyFacts, type StepFacts } from '../messages/facts.ts';
import { emptyRecord } from '../read/rows.ts';
import type { RecordOf } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { DraftPart, Duty } from './duty.ts';
import type { Matter, Memory, ProcessPart, Standing } from './matter.ts';
import { describing, limitOf, type Request } from './requests.ts';
import { confirmationFields } from './signed-fields.ts';
import { type Signed, type Signing, signaturesUnder } from './signing.ts';
import { isHistory, type Source } from './source.ts';

/** How far the departments' answers to one request have come. */
export interface Confirmed {
  readonly needed: number;
  readonly confirmed: number;
  /** The day the last department confirmed; null while one is missing. */
  readonly on: Day | null;
}

type Values = RecordOf<'confirmations'>;

/** A yes without the person who leads it, or without anything that the department can give to it. */
export interface AnswerGap {
  readonly id: string;
  readonly department: string;
  readonly request: Request;
  /** The day it was answered. */
  readonly since: Day;
  readonly missing: readonly ('lead' | 'capacity')[];
}

/** What a department can give. */
const CAPACITY = [
  'capacityPeople',
  'capacityBudget',
  'capacityData',
  'capacityTime',
  'capacityAuthority',
] as const satisfies readonly (keyof Values)[];

/** Nobody misses a column that the sheet does not have, nor one that says something nobody can read. */
const missingIn = (id: string, v: Values, { snapshot, isUnread }: Source): AnswerGap['missing'] => {
  const there = CAPACITY.filter((column) => snapshot.hasColumn('confirmations', column));
  const lead = snapshot.hasColumn('confirmations', 'lead') && v.lead === null && !isUnread('confirmations.lead', id);
  const capacity = there.length > 0 && there.every((column) => v[column] === '');
  return [...(lead ? ['lead' as const] : []), ...(capacity ? ['capacity' as const] : [])];
};

/** A department asked for adjustments or cannot take it on, and what that comes to is not in writing yet. */
const isUnsettled = ({ answer, settlement, settledOn }: Values) =>
  (answer === 'adjust' || answer === 'cannot') && settlement === '' && settledOn === null;

/** A department that the request no longer names has nothing to answer; where it names none, those of the rows are needed. */
const isNeeded = (request: Request | undefined, department: string) =>
  request === undefined || request.values.departments.length === 0 || request.values.departments.includes(department);

export interface Confirmations extends ProcessPart {
  readonly byRequest: ReadonlyMap<string, Confirmed>;
  readonly signed: readonly Signed[];
  /** Answers that say yes and leave open with whom or what. */
  readonly gaps: readonly AnswerGap[];
}

/** A department's answer to a request, on the sheet or asked for by this sweep. */
interface Answer {
  readonly id: string;
  readonly values: Values;
}

/**
 * Each needed department's answer to each request that passed its review: asked, adjusted in writing, signed. A row for
 * a department that has none is appended, received today.
 */
export const confirmationsOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  signing: Signing,
): Confirmations => {
  const { today } = source.snapshot;
  const { unasked, unknown } = unaskedOf(source, requests, signing);
  const fresh = unasked.map(({ request, department }): Answer => {
    const values = { ...emptyRecord('confirmations'), request, department, receivedOn: today };
    return { id: source.nextId('confirmations'), values };
  });
  const judged = [...source.rows('confirmations'), ...fresh].map((answer) => judge(answer, source, requests, signing));
  const days = groupBy(
    [...judged.filter(({ needed }) => needed), ...unknown.map((request) => ({ request, confirmedOn: null }))],
    ({ request }) => request,
  );
  return {
    matters: judged.map(({ matter }) => matter),
    missing: fresh.map(({ id, values: { request, department } }) => ({
      tab: 'confirmations',
      id,
      values: { id, request, department, receivedOn: isoOf(today) },
    })),
    byRequest: new Map([...days].map(([id, answers]) => [id, confirmedIn(answers)])),
    signed: judged.flatMap(({ signed }) => signed ?? []),
    gaps: judged.flatMap(({ gap }) => gap ?? []),
  };
};

const confirmedIn = (answers: readonly { readonly confirmedOn: Day | null }[]): Confirmed => {
  const confirmed = answers.flatMap(({ confirmedOn }) => confirmedOn ?? []);
  const all = confirmed.length === answers.length;
  return { needed: answers.length, confirmed: confirmed.length, on: all ? Math.max(...confirmed) : null };
};

/**
 * Departments of requests that passed their review and have no row for their answer. One that nobody knows (`unknown`, a
 * request each) is reported in the request, and asked once it is known; until then its answer is missing.
 */
const unaskedOf = (source: Source, requests: ReadonlyMap<string, Request>, { isOver }: Signing) => {
  const { has, departments } = source.snapshot;
  const asked = new Set(source.rows('confirmations').map(({ values: v }) => `${v.request}\n${v.department}`));
  const isKnown = (name: string) => departments.size === 0 || source.department(name) !== undefined;
  const all = [...requests.values()]
    .filter(({ id, review }) => has.confirmations && review === 'passed' && !isOver(id))
    .flatMap(({ id, values }) => [...new Set(values.departments)].map((department) => ({ request: id, department })))
    .filter(({ request, department }) => !asked.has(`${request}\n${department}`));
  return {
    unasked: all.filter(({ department }) => isKnown(department)),
    unknown: all.flatMap(({ request, department }) => (isKnown(department) ? [] : [request])),
  };
};

/** Where an answer stands, and the day it was confirmed; null while it is not. */
const judge = ({ id, values: v }: Answer, source: Source, requests: ReadonlyMap<string, Request>, signing: Signing) => {
  const request = requests.get(v.request);
  const needed = isNeeded(request, v.department);
  const over = signing.isOver(v.request) || !needed;
  const name = request?.name ?? v.request;
  const since = v.settledOn ?? v.answeredOn;
  const isSignable = v.answer !== null && !isUnsettled(v) && !over && !isOldAnswer(id, since, source, signing);
  const signed =
    isSignable && request
      ? signaturesUnder(
          {
            ...{ kind: 'confirmation', id, name, request: v.request, since },
            signers: [source.headOf(v.department)],
            fields: confirmationFields(request.values, v),
          },
          signing,
        )
      : null;
  const standing = standingOf(v, needed, signed);
  const declared = declaredOf(standing.code, v);
  const content = [v.answer, v.adjustment, v.settlement, v.settledOn];
  const memory = source.remember(id, { standing, declared, content });
  const isConfirmed = standing.code === 'agreed';
  const missing = v.answer === 'can' && isSignable && v.answeredOn !== null ? missingIn(id, v, source) : [];
  const gap =
    request && v.answeredOn !== null && missing.length > 0
      ? { id, department: v.department, request, since: v.answeredOn, missing }
      : null;
  const matter: Matter = {
    ...{ id, tab: 'confirmations', name, request: v.request, standing, memory },
    open: !over && (!isConfirmed || gap !== null),
    duties: over || v.request === '' ? [] : dutiesOf({ id, values: v }, request, standing.code, memory, source),
  };
  return {
    matter,
    signed,
    needed,
    gap,
    request: v.request,
    confirmedOn: isConfirmed ? (signed?.on ?? memory.since) : null,
  };
};

/** Answered long before Baton first saw it, and nobody kept signatures then: the answer counts as it is. */
const isOldAnswer = (id: string, on: Day | null, source: Source, { byDocument }: Signing): boolean => {
  const { state, today } = source.snapshot;
  return on !== null && !byDocument.has(id) && isHistory(on, { seenOn: state.get(id)?.seenOn ?? today }, source);
};

const standingOf = (v: Values, needed: boolean, signed: Signed | null): Standing => {
  if (!needed) return { code: 'not-needed' };
  if (v.answer === null) return { code: 'asked' };
  if (isUnsettled(v)) return { code: v.answer === 'cannot' ? 'refused' : 'adjusting' };
  return { code: signed?.complete === false ? 'to-sign' : 'agreed' };
};

/** The day the row gives for where it stands. */
const declaredOf = (code: Standing['code'], v: Values): Day | null => {
  switch (code) {
    case 'not-needed':
      return null;
    case 'asked':
      return v.receivedOn;
    case 'refused':
    case 'adjusting':
      return v.answeredOn;
    default:
      return v.settledOn ?? v.answeredOn;
  }
};

/** What an answer waits for: the department's head, or whoever settles with it what it asked for. */
const dutiesOf = (
  { id, values: v }: Answer,
  request: Request | undefined,
  code: Standing['code'],
  memory: Memory,
  source: Source,
): readonly Duty[] => {
  const { policy } = source.snapshot;
  const head = source.headOf(v.department);
  const { department } = v;
  const about = { request: v.request, department };
  const owes = (
    draft: DraftPart<'assessment' | 'assessment.adjust' | 'confirmation.sign', 'rule' | 'who' | 'facts'>,
    days: number,
  ) => {
    const end = limitOf(request, memory.since, days, source);
    return [source.duty({ ...draft, item: id, since: memory.since, end, waiting: true }, memory)];
  };
  switch (code) {
    case 'asked': {
      const facts = { ...about, ...(request && describing(request)) };
      return owes({ rule: 'assessment', who: [head], facts }, policy.assessDays);
    }
    case 'refused':
    case 'adjusting': {
      if (code === 'refused' && isHistory(memory.since, memory, source)) return [];
      const wanted = unsettled({ ...about, head: head?.name ?? '', adjustment: v.adjustment }, v);
      return owes({ ...wanted, who: [request?.contact ?? null] }, policy.adjustDays);
    }
    case 'to-sign': {
      // Nobody can be asked to sign: whoever leads the project learns of it in time.
      const facts: DutyFacts['confirmation.sign'] = { ...about, document: id, signer: '', departments: [department] };
      return head === null ? owes({ rule: 'confirmation.sign', who: [null], facts }, policy.signDays) : [];
    }
    default:
      return [];
  }
};

/** What is to be written down of an answer that is no yes. */
const unsettled = (about: StepFacts['assessment.adjust']['adjust'], { answer }: Values) =>
  answer === 'cannot'
    ? atStep('assessment.adjust', 'refused', { ...about, refused: true })
    : atStep('assessment.adjust', 'adjust', about);
