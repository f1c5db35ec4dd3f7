/** The answers around a meeting: materials sent, what a department says to them, what it found out about a topic. */
import type { Block } from '../answers/model.ts';
import { FORMAT } from '../messages/format.ts';
import { factOf } from '../problem.ts';
import type { Meeting } from '../process/meetings.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { type Asked, hasColumn, nextSweep, todayIn } from './about.ts';
import { columnHeader } from './choices.ts';
import { cellsText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

const meetingOf = ({ facts, id }: Asked): Meeting => must(facts.flow.meetings.get(id), `meeting ${id}`);

/** What the meeting is to settle. */
const agendaText = (about: Asked, { topics, values }: Meeting): readonly Block[] => [
  ...cellsText(about, 'meetings', values, ['goal']),
  ...(topics.length > 0
    ? [
        {
          title: columnHeader('topics', 'name', about.reader.locale),
          lines: topics.map(({ values: { name } }) => [oneLine(name)]),
        },
      ]
    : []),
];

/** The materials are out; with their text or link in the row, everyone invited gets it. */
export const materials: AnswerForm = (about, form) => {
  const { facts, say, id, by, duty } = about;
  const meeting = meetingOf(about);
  const text = hasColumn(about)('meetings', 'materials')
    ? form.column(['meetings', 'materials'], {
        required: duty !== null && factOf(duty.facts, 'empty') === true,
        value: meeting.values.materials,
      })
    : null;
  const readers = meeting.invited.filter((person) => person !== by).map(({ name }) => oneLine(name));
  return {
    document: agendaText(about, meeting),
    effects: readers.length > 0 ? [[say.effect.materialsTo(...nextSweep(about), readers)]] : [],
    work: () =>
      setting(facts, 'meetings', id, {
        ...(text === null ? {} : { materials: text || null }),
        materialsOn: todayIn(about),
      }),
    summary: () => ({ materials: todayIn(about) }),
  };
};

/** What departments say to a meeting's materials before it: added below what others wrote, under their names. */
export const feedback: AnswerForm = (about, form) => {
  const { facts, id, by, owner, duty } = about;
  const { departments: known, policy } = facts.snapshot;
  const meeting = meetingOf(about);
  const { values } = meeting;
  const missing = (duty && factOf(duty.facts, 'departments')) ?? [];
  const head = owner ?? by;
  const own = missing.filter((name) => known.get(name)?.head === head);
  const hasText = hasColumn(about)('meetings', 'feedback');
  const text = hasText ? form.column(['meetings', 'feedback'], { required: true }) : '';
  const { colon, comma } = FORMAT[policy.locale];
  const from = own.length > 0 ? own : [head.department];
  return {
    document: [...cellsText(about, 'meetings', values, ['materials']), ...agendaText(about, meeting)],
    work: () =>
      setting(facts, 'meetings', id, {
        ...(hasText
          ? { feedback: [values.feedback, `${from.join(comma)}${colon}${text}`].filter(Boolean).join('\n') }
          : {}),
        feedbackFrom: [...new Set([...values.feedbackFrom, ...from])].join(comma),
      }),
    summary: () => ({ feedback: from.length }),
  };
};

/** What a department found out about a topic that it was to look into. */
export const research: AnswerForm = (about, form) => {
  const { facts, id } = about;
  const topic = must(
    facts.snapshot.rows.topics.find((row) => row.id === id),
    `topic ${id}`,
  ).values;
  const answer = form.column(['topics', 'answer'], { required: true, value: topic.answer });
  return {
    document: cellsText(about, 'topics', topic, ['points', 'consensus']),
    work: () => setting(facts, 'topics', id, { answer }),
    summary: () => ({ researched: id }),
  };
};
