/** What each request's plan lacks after the kick-off, and whose signatures it needs. */
import type { Item } from '../item.ts';
import type { Day } from '../time/day.ts';
import type { Duty, DutyDraft } from './duty.ts';
import { limitOf, type Request } from './requests.ts';
import { taskText } from './signed-fields.ts';
import { type Document, type Signed, type Signing, signaturesUnder } from './signing.ts';
import { isHistory, type Source } from './source.ts';

/**
 * The plan of each request after its kick-off: what it still lacks, and once it is complete, the signatures of every
 * department's head in it. Duties by request.
 */
export const divisionOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  kickoffs: ReadonlyMap<string, Day>,
  signing: Signing,
): { readonly owed: ReadonlyMap<string, readonly Duty[]>; readonly signed: readonly Signed[] } => {
  const { policy, calendar, today, state, has, blind } = source.snapshot;
  const owed = new Map<string, readonly Duty[]>();
  const signed: Signed[] = [];
  // A plan that cannot be read has not changed.
  if (!has.raci || blind) return { owed, signed };
  const divided = new Set(
    source.rows('signoffs').flatMap(({ values: v }) => (v.kind === 'division' ? [v.document] : [])),
  );
  for (const [id, kickedOffOn] of kickoffs) {
    const request = requests.get(id);
    const seenOn = state.get(id)?.seenOn ?? today;
    if (!request || signing.isOver(id) || isHistory(kickedOffOn, { seenOn }, source)) continue;
    // What a rule brings is in the division by the row that has the rule.
    const tasks = request.tasks.filter(({ status, repeats }) => status !== 'cancelled' && !repeats);
    // The last task that came to the plan is movement in it.
    const changedOn = tasks.reduce((last, { seenOn }) => Math.max(last, seenOn), kickedOffOn);
    const missing = tasks.flatMap((task) => {
      const lacks = lacking(task);
      return lacks.length > 0 ? [[task.id, ...lacks].join('|')] : [];
    });
    if (tasks.length === 0 || missing.length > 0) {
      // It was complete once: what a later task lacks is said of its row.
      if (divided.has(id)) continue;
      const heads = request.values.departments.map(source.headOf);
      const limit = limitOf(request, kickedOffOn, policy.divisionDays, source);
      const draft: DutyDraft = {
        rule: 'division',
        item: id,
        tab: 'raci',
        who: [...new Set([policy.projectLead, ...heads])],
        since: kickedOffOn,
        // One that had passed when Baton first saw the request is not held against anybody.
        end: limit >= seenOn ? limit : calendar.addWorkdays(seenOn, 1),
        waiting: false,
        facts: { request: id, missing },
      };
      owed.set(id, [source.duty(draft, { changedOn })]);
      continue;
    }
    const departments = [...new Set(tasks.map(({ department }) => department))];
    const document: Document = {
      ...{ kind: 'division', id, name: request.name, request: id, since: null },
      fields: Object.fromEntries(tasks.map((task) => [task.id, taskText(task, task.plannedDue)])),
      signers: departments.map(source.headOf),
    };
    signed.push(signaturesUnder(document, signing));
    const headless = departments.filter((department) => source.headOf(department) === null);
    if (has.signoffs && headless.length > 0) {
      const draft: DutyDraft = {
        rule: 'division.sign',
        item: id,
        who: [null],
        since: changedOn,
        end: limitOf(request, changedOn, policy.signDays, source),
        waiting: true,
        facts: { request: id, document: id, signer: '', departments: headless },
      };
      owed.set(id, [source.duty(draft, { changedOn })]);
    }
  }
  return { owed, signed };
};

/** The columns that are still empty: a division says who does what until when, who answers for it, and what it comes to. */
const lacking = ({ responsible, accountable, plannedDue, output, doneWhen }: Item): readonly string[] => [
  ...(responsible === null ? ['responsible'] : []),
  ...(accountable === null ? ['accountable'] : []),
  ...(plannedDue === null ? ['due'] : []),
  ...(output === '' && doneWhen === '' ? ['output'] : []),
];
