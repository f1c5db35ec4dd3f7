/** The answer "somebody else is needed": files an issue in the escalations. */

import { joined } from '../messages/format.ts';
import { sayWritten } from '../messages/index.ts';
import { distinct } from '../people.ts';
import { helpersFor } from '../process/help.ts';
import { idSource } from '../read/rows.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { append } from '../writes/rows.ts';
import { hasColumn, nextSweep, taskOf, todayIn } from './about.ts';
import { choicesOf } from './choices.ts';
import type { AnswerForm } from './kind.ts';
import { setting, together } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 366;

/** Somebody else is needed: an issue that the division leaders are asked to settle, and a task that stands still for now. */
export const help: AnswerForm = (about, form) => {
  const { facts, say, id, reader, by } = about;
  const item = taskOf(about);
  const { rows, state, policy, today } = facts.snapshot;
  const has = (column: string) => hasColumn(about)('escalations', column);
  const kinds = ['resources', 'technical', 'responsibility', 'goals'];
  const kind = has('kind')
    ? form.option('helpKind', choicesOf('escalations', 'kind', reader.locale, kinds), { required: true })
    : '';
  const issue = form.text('issue', ['escalations', 'issue'], { required: true });
  form.fold(say.field.dueOn.label);
  const dueOn = has('dueOn')
    ? form.date('dueOn', ['escalations', 'dueOn'], { min: today, max: today + FURTHEST })
    : null;
  form.fold('');

  const parties = distinct([item.responsible, item.accountable]);
  const asked = helpersFor(item, by, facts.snapshot).map(({ name }) => oneLine(name));
  const stops = hasColumn(about)('tracker', 'status') && item.status !== 'blocked';
  return {
    effects: [
      ...(asked.length > 0 ? [[say.effect.asks(...nextSweep(about), asked)]] : []),
      ...(stops ? [[say.effect.blocked]] : []),
    ],
    work: () => {
      const row = idSource('escalations', () => [...rows.escalations.map((other) => other.id), ...state.keys()])();
      const values = {
        id: row,
        item: id,
        kind: kind || null,
        issue,
        parties: joined(
          parties.map(({ name }) => name),
          policy.locale,
        ),
        filedBy: by.name,
        level: 1,
        openedOn: todayIn(about),
        dueOn: dueOn === null ? null : isoOf(dueOn),
        source: 'person',
        ...(has('episode') ? { episode: 'help' } : {}),
      };
      const decision = sayWritten('escalation.withdrawn', {}, policy.locale, today);
      const decided = { decision, decidedOn: todayIn(about), decidedBy: by.name };
      const withdrawal = Object.fromEntries(Object.entries(decided).filter(([column]) => has(column)));
      const filed = {
        writes: [append('escalations', row, values)],
        undo: [
          {
            tab: 'escalations' as const,
            kind: 'set' as const,
            item: row,
            values: withdrawal,
            expected: { item: id, issue, decision: null },
          },
        ],
      };
      const blocked = stops ? { status: 'blocked' } : {};
      return together(filed, setting(facts, 'tracker', id, { ...blocked, updatedOn: todayIn(about) }));
    },
    summary: () => ({ ...(kind === '' ? {} : { kind }), level: 1 }),
  };
};
