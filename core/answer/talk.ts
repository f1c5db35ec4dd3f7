/** The answer that keeps a talk with a department that set a condition: when it was, what came of it, whether that settles it. */
import { joined } from '../messages/format.ts';
import { distinct } from '../people.ts';
import { idSource } from '../read/rows.ts';
import { must } from '../text/must.ts';
import { isoOf } from '../time/day.ts';
import { hasColumn, signsNext, todayIn } from './about.ts';
import { answerText, requestText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { adding, setting, together } from './rows.ts';

/** A talk that lies further back is a slip of the pen, in days. */
const FURTHEST = 60;

/** A talk becomes a row of its own; where it settles the matter it is the written answer as well. Taken back, the row is emptied. */
export const keepTalk: AnswerForm = (about, form) => {
  const { facts, say, id, by } = about;
  const { rows, state, policy, today, departments } = facts.snapshot;
  const row = must(
    rows.confirmations.find((other) => other.id === id),
    `answer ${id}`,
  ).values;
  const request = facts.flow.requests.get(row.request);
  const has = (column: string) => hasColumn(about)('communications', column);
  const on = form.date('talkOn', ['communications', 'date'], {
    required: true,
    value: today,
    min: today - FURTHEST,
    max: today,
  });
  const channel = has('channel') ? form.line(['communications', 'channel'], '') || null : null;
  const settled = form.text('talkResult', ['communications', 'settled'], { required: true });
  const choices = (['yes', 'no'] as const).map((key) => ({ key, label: say.settles[key] }));
  const settles = form.option('talkSettles', choices, { required: true });
  const isSettled = settles === 'yes';
  const people = distinct([by, departments.get(row.department)?.head ?? row.lead]);
  return {
    document: [...answerText(about, row), ...(request ? requestText(about, request) : [])],
    effects: isSettled && facts.snapshot.has.signoffs ? signsNext(about, row.department) : [],
    work: () => {
      const talkId = idSource('communications', () => [
        ...rows.communications.map((other) => other.id),
        ...state.keys(),
      ])();
      const names = joined(
        people.map(({ name }) => name),
        policy.locale,
      );
      const wanted = { date: on === null ? null : isoOf(on), channel, people: names, request: row.request, settled };
      const kept = adding(facts, 'communications', talkId, wanted);
      return isSettled
        ? together(kept, setting(facts, 'confirmations', id, { settlement: settled, settledOn: todayIn(about) }))
        : kept;
    },
    summary: () => ({ talked: on === null ? '' : isoOf(on), settled: settles }),
  };
};
