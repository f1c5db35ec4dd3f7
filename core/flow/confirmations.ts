import { type Day, isoOf } from '../day.ts';
import { push } from '../maps.ts';
import { emptyRecord } from '../read/rows.ts';
import type { RecordOf } from '../snapshot.ts';
import type { DutyDraft } from './duty.ts';
import type { Matter, NewRow, Part, Standing } from './matter.ts';
import { describing, limitOf, type Request } from './requests.ts';
import type { Signing } from './signing.ts';
import type { Source } from './source.ts';

/** How far the departments' answers to one request have come. */
export interface Confirmed {
  readonly needed: number;
  readonly confirmed: number;
  /** The day the last department confirmed; null while one is missing. */
  readonly on: Day | null;
}

type Values = RecordOf<'confirmations'>;

/** A department asked for adjustments, and what they come to is not in writing yet. */
const isUnsettled = ({ answer, settlement, settledOn }: Values) =>
  answer === 'adjust' && settlement === '' && settledOn === null;

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

  const add = (id: string, request: Request | undefined, requestId: string, v: Values) => {
    const over = isOver(requestId);
    const name = request?.name ?? requestId;
    const head = source.headOf(v.department);
    const { received, settled } = { received: v.receivedOn, settled: v.settledOn ?? v.answeredOn };
    const signable = v.answer === 'can' || (v.answer === 'adjust' && !isUnsettled(v));
    const signed =
      signable && !over && request !== undefined
        ? signing.ask({
            kind: 'confirmation',
            id,
            name,
            request: requestId,
            signers: [head],
            since: settled,
            fields: {
              ...contentOf(request),
              'confirmations.answer': v.answer ?? '',
              'confirmations.adjustment': v.adjustment,
              'confirmations.settlement': v.settlement,
              'confirmations.lead': v.lead?.name ?? '',
              'confirmations.capacityPeople': v.capacityPeople,
              'confirmations.capacityBudget': v.capacityBudget,
              'confirmations.capacityData': v.capacityData,
              'confirmations.capacityTime': v.capacityTime,
              'confirmations.capacityAuthority': v.capacityAuthority,
            },
          })
        : null;
    const standing: Standing =
      v.answer === null
        ? { code: 'asked' }
        : v.answer === 'cannot'
          ? { code: 'refused' }
          : isUnsettled(v)
            ? { code: 'adjusting' }
            : signed && !signed.complete
              ? { code: 'to-sign' }
              : { code: 'agreed' };
    const declared = standing.code === 'asked' ? received : standing.code === 'adjusting' ? v.answeredOn : settled;
    const memory = source.remember(id, {
      standing,
      declared,
      content: [v.answer, v.adjustment, v.settlement, v.settledOn],
    });
    const owes = (draft: Pick<DutyDraft, 'rule' | 'who' | 'facts'>, days: number) =>
      source.duty(
        {
          ...draft,
          item: id,
          since: memory.since,
          end: limitOf(request, memory.since, days, source),
          waiting: true,
          facts: { request: requestId, department: v.department, ...draft.facts },
        },
        memory,
      );
    const duties =
      over || requestId === ''
        ? []
        : standing.code === 'asked'
          ? [owes({ rule: 'assessment', who: [head], facts: request ? describing(request) : {} }, policy.assessDays)]
          : standing.code === 'adjusting'
            ? [
                owes(
                  {
                    rule: 'assessment.adjust',
                    who: [request?.contact ?? null],
                    facts: { adjustment: v.adjustment },
                  },
                  policy.adjustDays,
                ),
              ]
            : standing.code === 'to-sign' && head === null
              ? // Nobody can be asked to sign: whoever leads the project learns of it in time.
                [
                  owes(
                    {
                      rule: 'confirmation.sign',
                      who: [null],
                      facts: { document: id, signer: '', departments: [v.department] },
                    },
                    policy.signDays,
                  ),
                ]
              : [];
    matters.push({
      id,
      tab: 'confirmations',
      name,
      request: requestId,
      standing,
      open: !over && standing.code !== 'agreed' && standing.code !== 'refused',
      memory,
      duties,
    });
    push(answers, requestId, standing.code === 'agreed' ? (signed?.on ?? memory.since) : null);
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
        // A department nobody knows is reported in the request, and asked once it is one.
        if (asked.has(`${request.id}\n${department}`) || !isKnown(department)) continue;
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

/** What of a request a department signs: a change here makes its signature lapse. */
export const contentOf = ({ values: v }: Request): Readonly<Record<string, string>> => ({
  'requests.name': v.name,
  'requests.goal': v.goal,
  'requests.scope': v.scope,
  'requests.expected': v.expected,
  'requests.wantedFinish': v.wantedFinish === null ? '' : isoOf(v.wantedFinish),
});
