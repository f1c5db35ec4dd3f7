/** The answers "somebody else is needed" and "I have a question": each files an issue in the escalations. */

import { nameOf } from '../mail/reader.ts';
import { joined } from '../messages/format.ts';
import { sayWritten } from '../messages/index.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { distinct } from '../people.ts';
import type { Write } from '../plan.ts';
import { factOf } from '../problem.ts';
import { helpersFor } from '../process/help.ts';
import { askedAbout } from '../process/questions.ts';
import { idSource } from '../read/rows.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { append } from '../writes/rows.ts';
import { type Asked, hasColumn, nextSweep, taskOf, todayIn } from './about.ts';
import { choicesOf } from './choices.ts';
import { documentOf } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting, together } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 366;

/** Takes back what somebody filed about an item, in words of its own. */
const withdrawn = (about: Asked, row: string, item: string, issue: string): Write => {
  const { policy, today } = about.facts.snapshot;
  const decision = sayWritten('escalation.withdrawn', {}, policy.locale, today);
  const decided = { decision, decidedOn: todayIn(about), decidedBy: about.by.name };
  const has = (column: string) => hasColumn(about)('escalations', column);
  return {
    tab: 'escalations',
    kind: 'set',
    item: row,
    values: Object.fromEntries(Object.entries(decided).filter(([column]) => has(column))),
    expected: { item, issue, decision: null },
  };
};

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
      const filed = { writes: [append('escalations', row, values)], undo: [withdrawn(about, row, id, issue)] };
      const blocked = stops ? { status: 'blocked' } : {};
      return together(filed, setting(facts, 'tracker', id, { ...blocked, updatedOn: todayIn(about) }));
    },
    summary: () => ({ ...(kind === '' ? {} : { kind }), level: 1 }),
  };
};

/**
 * A question to whoever gave somebody their part in a task, or asks for their signature under a division of work: an issue between both,
 * which one of them proposes how to settle.
 */
export const question: AnswerForm = (about, form) => {
  const { facts, say, by, owner, item, duty } = about;
  const { rows, state, policy, has: hasTab } = facts.snapshot;
  const id = item?.id ?? (duty && factOf(duty.facts, 'document')) ?? about.id;
  const request = facts.flow.requests.get(item?.request ?? id);
  const issue = form.text('question', ['escalations', 'issue'], { required: true });
  const asked = askedAbout({ item: item ?? undefined, request }, by, facts.snapshot, facts.reach);
  return {
    document: item || !hasTab.signoffs ? [] : documentOf(about),
    effects: asked ? [[say.effect.questionTo(...nextSweep(about), oneLine(asked.name), policy.disputeDays)]] : [],
    work: () => {
      const row = idSource('escalations', () => [...rows.escalations.map((other) => other.id), ...state.keys()])();
      const parties = distinct([owner ?? by, asked]).map(({ name }) => name);
      const wanted = {
        item: id,
        issue,
        facts: LANGUAGES[policy.locale].answer.document.asksAbout(by.name, item ? nameOf(item) : (request?.name ?? id)),
        parties: joined(parties, policy.locale),
        filedBy: by.name,
        level: 0,
        openedOn: todayIn(about),
        source: 'person',
        episode: 'dispute',
      };
      const values = Object.entries(wanted).filter(([column]) => hasColumn(about)('escalations', column));
      return {
        writes: [append('escalations', row, { id: row, ...Object.fromEntries(values) })],
        undo: [withdrawn(about, row, id, issue)],
      };
    },
    summary: () => ({ asked: id }),
  };
};
