/** Departments' answers to requests: who still has to be asked, and where each answer stands. */
import { atStep, type DutyFacts, type StepFacts } from '../messages/facts.ts';
import { emptyRecord } from '../read/rows.ts';
import type { RecordOf } from '../snapshot.ts';
import { push } from '../text/maps.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { DraftPart, Duty } from './duty.ts';
import type { Matter, NewRow, Part, Standing } from './matter.ts';
import { describing, limitOf, type Request } from './requests.ts';
import { confirmationFields } from './signed-fields.ts';
import type { Signed, Signing } from './signing.ts';
import { isHistory, type Source } from './source.ts';

/** How far the departments' answers to one request have come. */
export interface Confirmed {
  readonly needed: number;
  readonly confirmed: number;
  /** The day the last department confirmed; null while one is missing. */
  readonly on: Day | null;
}

type Values = RecordOf<'confirmations'>;
type Asked = DraftPart<'assessment' | 'assessment.adjust' | 'confirmation.sign', 'rule' | 'who' | 'facts'>;

/** A department asked for adjustments or cannot take it on, and what that comes to is not in writing yet. */
const isUnsettled = ({ answer, settlement, settledOn }: Values) =>
  (answer === 'adjust' || answer === 'cannot') && settlement === '' && settledOn === null;

const settledOn = (v: Values): Day | null => v.settledOn ?? v.answeredOn;

const standingOf = (v: Values, needed: boolean, signed: Signed | null): Standing => {
  if (!needed) return { code: 'not-needed' };
  if (v.answer === null) return { code: 'asked' };
  if (isUnsettled(v)) return { code: v.answer === 'cannot' ? 'refused' : 'adjusting' };
  return { code: signed && !signed.complete ? 'to-sign' : 'agreed' };
};

/** The day that the row gives for where it stands. */
const declaredIn = (v: Values, code: Standing['code']): Day | null => {
  if (code === 'not-needed') return null;
  if (code === 'asked') return v.receivedOn;
  return isUnsettled(v) ? v.answeredOn : settledOn(v);
};

/** What is to be written down of an answer that is no yes. */
const unsettled = (about: StepFacts['assessment.adjust']['adjust'], { answer }: Values) =>
  answer === 'cannot'
    ? atStep('assessment.adjust', 'refused', { ...about, refused: true })
    : atStep('assessment.adjust', 'adjust', about);

/** A department that the request no longer names has nothing to answer; where it names none, those of the rows are needed. */
const isNeeded = (request: Request | undefined, department: string) =>
  request === undefined || request.values.departments.length === 0 || request.values.departments.includes(department);

/**
 * Each needed department's answer to each request that passed its review: asked, adjusted in writing, signed. A row for
 * a department that has none is appended, received today.
 */
export const confirmationsOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  signing: Signing,
  isOver: (request: string) => boolean,
): Part & { readonly byRequest: ReadonlyMap<string, Confirmed> } => {
  const { snapshot } = source;
  const { policy, today } = snapshot;
  const matters: Matter[] = [];
  const missing: NewRow[] = [];
  const answers = new Map<string, (Day | null)[]>();
  const asked = new Set<string>();
  const signedFor = new Set(source.rows('signoffs').map(({ values }) => values.document));
  /** Answered long before Baton first saw it, and nobody kept signatures then: the answer counts as it is. */
  const isOldAnswer = (id: string, on: Day | null) =>
    on !== null && !signedFor.has(id) && isHistory(on, { seenOn: snapshot.state.get(id)?.seenOn ?? today }, source);

  const add = (id: string, request: Request | undefined, requestId: string, v: Values) => {
    const needed = isNeeded(request, v.department);
    const over = isOver(requestId) || !needed;
    const name = request?.name ?? requestId;
    const head = source.headOf(v.department);
    const settled = settledOn(v);
    const signable = v.answer !== null && !isUnsettled(v);
    const signed =
      signable && !over && request !== undefined && !isOldAnswer(id, settled)
        ? signing.ask({
            kind: 'confirmation',
            id,
            name,
            request: requestId,
            signers: [head],
            since: settled,
            fields: confirmationFields(request.values, v),
          })
        : null;
    const standing = standingOf(v, needed, signed);
    const declared = declaredIn(v, standing.code);
    const memory = source.remember(id, {
      standing,
      declared,
      content: [v.answer, v.adjustment, v.settlement, v.settledOn],
    });
    const about = { request: requestId, department: v.department };
    const owes = (draft: Asked, days: number) => {
      const end = limitOf(request, memory.since, days, source);
      return source.duty({ ...draft, item: id, since: memory.since, end, waiting: true }, memory);
    };
    const owed = (): readonly Duty[] => {
      switch (standing.code) {
        case 'asked': {
          const facts = { ...about, ...(request && describing(request)) };
          return [owes({ rule: 'assessment', who: [head], facts }, policy.assessDays)];
        }
        case 'adjusting':
        case 'refused': {
          if (standing.code === 'refused' && isHistory(memory.since, memory, source)) return [];
          const wanted = unsettled({ ...about, adjustment: v.adjustment }, v);
          return [owes({ ...wanted, who: [request?.contact ?? null] }, policy.adjustDays)];
        }
        case 'to-sign': {
          // Nobody can be asked to sign: whoever leads the project learns of it in time.
          const { department } = v;
          const facts: DutyFacts['confirmation.sign'] = {
            request: requestId,
            department,
            document: id,
            signer: '',
            departments: [department],
          };
          return head === null ? [owes({ rule: 'confirmation.sign', who: [null], facts }, policy.signDays)] : [];
        }
        default:
          return [];
      }
    };
    matters.push({
      id,
      tab: 'confirmations',
      name,
      request: requestId,
      standing,
      open: !over && standing.code !== 'agreed',
      memory,
      duties: over || requestId === '' ? [] : owed(),
    });
    if (needed) push(answers, requestId, standing.code === 'agreed' ? (signed?.on ?? memory.since) : null);
    asked.add(`${requestId}\n${v.department}`);
  };

  for (const { id, values } of source.rows('confirmations')) {
    add(id, requests.get(values.request), values.request, values);
  }
  const isKnown = (name: string) => snapshot.departments.size === 0 || source.department(name) !== undefined;
  if (snapshot.has.confirmations) {
    for (const request of requests.values()) {
      if (request.review !== 'passed' || isOver(request.id)) continue;
      for (const department of request.values.departments) {
        if (asked.has(`${request.id}\n${department}`)) continue;
        if (!isKnown(department)) {
          // A department nobody knows is reported in the request, and asked once it is one; until then it is missing.
          push(answers, request.id, null);
          continue;
        }
        const id = source.nextId('confirmations');
        missing.push({
          tab: 'confirmations',
          id,
          values: { id, request: request.id, department, receivedOn: isoOf(today) },
        });
        add(id, request, request.id, { ...emptyRecord('confirmations'), department, receivedOn: today });
      }
    }
  }
  const byRequest = new Map(
    [...answers].map(([id, days]): [string, Confirmed] => {
      const confirmed = days.filter((day) => day !== null);
      const all = confirmed.length === days.length;
      return [id, { needed: days.length, confirmed: confirmed.length, on: all ? Math.max(...confirmed) : null }];
    }),
  );
  return { matters, missing, byRequest };
};
