import type { ProblemCode } from '../problem.ts';
import { plural } from './format.ts';
import type { Sentence } from './speaker.ts';

const days = (n: number) => `${n} ${plural(n, 'workday')}`;
const rows = (n: number) => (n > 1 ? ` (${n} rows)` : '');

/** Why a notice is sent. */
export const because = {
  'task.soon': (f, s) => `Due on ${s.date(f.due)}, in ${days(s.number(f.days))}.`,
  'task.due': (f, s) => `Due on ${s.date(f.due)} and still open.`,
  'task.overdue': (f, s) => `Was due on ${s.date(f.due)}, ${days(s.number(f.days))} ago.`,
  'task.reason': (f, s) => `Past its due date (${s.date(f.due)}) without a reason or a new date.`,
  'task.collect': (f, s) => `Was due on ${s.date(f.due)}; no output has been handed over yet.`,
  'task.collect.done': () => 'Called done, but nothing is written as its output.',
  'task.stuck.1': (f, s) => `Unchanged since ${s.date(f.since)}, ${days(s.number(f.days))}: escalated to level 1.`,
  'task.stuck.2': (f, s) =>
    `Still unchanged since ${s.date(f.since)}; level 1 was told on ${s.date(f.told)}: escalated to level 2.`,
  'task.blocked': (f, s) =>
    `Waits for “${s.text(f.predecessorName)}” (${s.text(f.predecessor)}), which is late: earliest start ${s.date(f.earliestStart)}.`,
  'task.changed': () => 'Due date, owner, scope or delay changed since the last check.',
  'request.incomplete': (f, s) => {
    const missing = s.columns('requests', f.missing);
    const empty = missing && `Still empty: ${missing}.`;
    const goal =
      f.goal === true
        ? 'Nobody can tell when the goal is reached: add a number, a date, or what passes and what fails.'
        : '';
    return [empty, goal].filter(Boolean).join(' ');
  },
  'request.sent-back': (f, s) =>
    `Sent back on ${s.date(f.since)}${f.by ? ` by ${s.text(f.by)}` : ''}${f.reason ? `: ${s.text(f.reason)}` : ', without a reason'}. Amend it and enter a new date of submission.`,
  'update.weekly.1': (f, s) =>
    `${s.text(f.department)}: ${s.number((f.items as readonly string[]).length)} not updated this week; due ${s.date(f.by)} ${s.text(f.time)}.`,
  'update.weekly.2': (f, s) =>
    `${s.text(f.department)}: ${s.number((f.items as readonly string[]).length)} not updated by ${s.date(f.by)} ${s.text(f.time)}.`,
  'digest.keeper': (f, s) => `Something in ${s.tab(f.tab)} needs mending${rows(s.number(f.count))}.`,
} satisfies Record<string, Sentence>;

/** Why nothing is said. */
export const quiet = {
  closed: (f, s) => `It is ${s.status(f.status).toLowerCase()}: nobody is told about it any more.`,
  told: (f, s) => `Already told on ${s.date(f.day)}; the same thing is not said twice.`,
  'day-off': (f, s) => `${s.date(f.date)} is a day off: no mail.`,
  inactive: (f, s) => `${s.list(f.names)} cannot be reached: marked inactive, and nobody covers.`,
  'no-address': (f, s) => `${s.list(f.names)} cannot be reached: no valid address in the directory.`,
  nobody: () => 'Nobody holds the role this goes to.',
  replanned: (f, s) => `Re-planned from ${s.date(f.from)} to ${s.date(f.due)}: only the new date counts.`,
  escalates: () => 'It escalates today; from now on the owner is reminded once a week.',
  weekly: (f, s) => `It has been escalated; the owner is reminded again on ${s.date(f.next)}.`,
  'reason-given': (f, s) => `The reason is written: ${s.text(f.reason)}`,
  history: (f, s) => `Was due on ${s.date(f.due)} and done before Baton first saw it: history is not collected.`,
  'level-2': (f, s) => `Already with the executive since ${s.date(f.told)}.`,
  blind: () => 'A column or a sheet that tells tasks apart is missing: nothing is said about tasks until it is back.',
  decided: () => 'A decision is written: the clock has stopped.',
  'not-yet': (f, s) =>
    `Unchanged since ${s.date(f.since)}; escalates to level ${s.number(f.level)} after ${s.date(f.on)}.`,
  'still-fits': (f, s) =>
    `Its predecessor ${s.text(f.predecessor)} is late, but it starts on ${s.date(f.start)} all the same.`,
  updated: (f, s) => `${s.text(f.department)} has updated everything due by ${s.date(f.by)}.`,
  'in-time': (f, s) => `There is time until ${s.date(f.end)}.`,
  later: () => 'One of many findings: it comes with a later digest.',
} satisfies Record<string, Sentence>;

const DATE_WHY: Record<string, string> = {
  ambiguous: 'could be two dates',
  'no-year': 'has no year',
  relative: 'is no calendar date',
  'not-a-date': 'is not a date',
};

/** What is wrong, and what to write instead. */
export const problem = {
  required: (f, s) => `${s.column(f.tab, f.column)} is empty. Please fill it in.`,
  'not-a-date': (f, s) =>
    `“${s.text(f.text)}” ${DATE_WHY[s.text(f.why)] ?? DATE_WHY['not-a-date']}. Write it with its year, such as 2026-03-06.`,
  'not-a-clock': (f, s) => `“${s.text(f.text)}” is not a time of day. Write hours and minutes, such as 14:30.`,
  'date-order': (f, s) =>
    f.earlier
      ? `${s.column(f.tab, f.column)} (${s.date(f.date)}) lies before ${s.column(f.tab, f.earlier)} (${s.date(f.after)}). Correct one of the dates.`
      : `It starts on ${s.date(f.start)}, after it is due on ${s.date(f.due)}. Swap or correct the dates.`,
  'not-a-number': (f, s) =>
    f.to === undefined
      ? `“${s.text(f.text)}” is not a number.`
      : `“${s.text(f.text)}” is not between ${s.text(f.from)} % and ${s.text(f.to)} %.`,
  'unknown-option': (f, s) =>
    `“${s.text(f.text)}” is none of the choices for ${s.column(f.tab, f.column)}. Pick one from the list.`,
  'unknown-person': (f, s) =>
    f.namesakes === true
      ? `Two people in the directory are called “${s.text(f.text)}”. Write the address instead.`
      : `“${s.text(f.text)}” is not in the directory. Add the person there, or correct the name.`,
  'unknown-department': (f, s) =>
    `“${s.text(f.text)}” is not among the departments. Add it there, or correct the name.`,
  'collective-owner': (f, s) => `“${s.text(f.text)}” is not a person. Name the one who answers for it.`,
  'no-lead': () => 'Nobody is responsible (R). Name one person.',
  'two-leads': (f, s) => `${s.list(f.names)}: only one can be responsible (R). Keep one, and move the others to S.`,
  'no-accountable': () => 'Nobody is accountable (A). Name one person.',
  'two-accountables': (f, s) =>
    `${s.list(f.names)}: only one can be accountable (A). Keep one, and move the others to C.`,
  'duplicate-id': (f, s) =>
    `${s.text(f.id)} is also in row ${s.text(f.row)}. Clear this ID and Baton gives the row a new one.`,
  'duplicate-person': (f, s) =>
    `“${s.text(f.name)}” is in the directory twice. Tell the two apart, for example by department.`,
  'unknown-id': (f, s) => `There is no item “${s.text(f.text)}”. Correct the ID, or remove it.`,
  cycle: (f, s) => `It waits, through ${s.list(f.ids)}, for itself. Remove one of the predecessors.`,
  'formula-text': (f, s) =>
    `“${s.text(f.text)}” would run as a formula. Begin with a word, or put an apostrophe in front.`,
  'bad-address': (f, s) =>
    `“${s.text(f.text).replace(/\s+/g, ' ')}” is not one mail address. Write it like name@example.com.`,
  'header-missing': (f, s) =>
    f.column === '' || f.column === undefined
      ? `${s.text(f.title) || s.tab(f.tab)} has no header row that could be recognised.`
      : `${s.text(f.title) || s.tab(f.tab)} has no column “${s.column(f.tab, f.column)}”. Add it, or rename the column that holds it.`,
  'header-double': (f, s) =>
    `${s.text(f.title) || s.tab(f.tab)} has two columns “${s.text(f.header) || s.column(f.tab, f.column)}”. Only the first is read; rename the other.`,
  'tab-missing': (f, s) =>
    `The sheet “${s.text(f.title)}” is gone. Give it its name back, or write its new name into the settings.`,
  'tab-double': (f, s) =>
    `“${s.text(f.title)}” and “${s.text(f.used)}” are both ${s.tab(f.tab)}. Only the latter is read; rename the other.`,
  'merged-cells': (f, s) =>
    `${s.text(f.rows)} × ${s.text(f.columns)} cells are merged: only the first row has the value. Unmerge them and fill each row.`,
  'no-cached-value': () =>
    'The formula has no calculated value. Open the workbook once in a spreadsheet program and save it.',
  'cell-error': (f, s) => `The formula ends in ${s.text(f.text)}. Correct it, or type the value.`,
  'bad-setting': (f, s) =>
    `“${s.text(f.text)}” is no value for ${s.text(f.key)}. The default ${s.text(f.fallback) || '(empty)'} is used.`,
  'role-missing': (f, s) => `Nobody is set as ${s.text(f.key)}. Write a name from the directory.`,
  'inactive-person': (f, s) =>
    `${s.text(f.name)} is marked inactive and nobody covers. Name somebody else, or a delegate in the directory.`,
  'no-address': () => 'No mail address: nothing can be sent to this person.',
  vague: (f, s) => `${s.list(f.words)}: say who, what and by which date.`,
  'done-without-output': () => 'Done, but no output is written. Add a link, a file name or the result.',
  'late-without-reason': () => 'Late without a reason. Write what holds it up, or a new date.',
  'day-off': (f, s) => `${s.date(f.date)} is a day off. The workday before is ${s.date(f.before)}.`,
  'short-buffer': (f, s) =>
    `It starts on ${s.date(f.start)}, right after ${s.text(f.other)} of another department ends (${s.date(f.due)}). Leave a workday or two between.`,
  'goal-not-measurable': () =>
    'Nobody can tell when this goal is reached. Add a number, a date, or what passes and what fails.',
  'date-past': (f, s) => `${s.date(f.date)} is over already. Write a date to come.`,
  'before-predecessor': (f, s) =>
    `It starts on ${s.date(f.start)}, but ${s.text(f.other)} ends only on ${s.date(f.due)}.`,
  'progress-mismatch': (f, s) => `${s.status(f.status)} and ${s.text(f.progress)} % do not go together.`,
  'calendar-horizon': (f, s) =>
    `Holidays are known until ${s.date(f.horizon)}. After that Monday–Friday is assumed; add the new list when it is out.`,
  'near-duplicate': (f, s) =>
    `The same task, person and date as ${s.text(f.other)}. Delete one if it was pasted twice.`,
  undated: (f, s) =>
    `${s.column(f.tab, f.what)} is filled in, but not its date. Enter ${s.column(f.tab, f.column)}: clocks count from it.`,
  unexplained: (f, s) =>
    `${s.column(f.tab, f.what)} is filled in, but ${s.column(f.tab, f.column)} is empty. Write it, so that the others know what to change.`,
  'duplicate-answer': (f, s) =>
    `${s.text(f.department)} answers ${s.text(f.request)} in ${s.text(f.other)} already. Keep one of the two rows.`,
  'lead-missing': (f, s) => `It can be done, but nobody in ${s.text(f.department)} leads it. Name the person.`,
  'mail-held': (f, s) =>
    `A mail to ${s.text(f.to)} may or may not have been sent before a check broke off on ${s.date(f.day)}. It is held; ask whether it arrived.`,
  copy: () =>
    'This is a copy of another workbook and mails nobody. To run it as one of its own: npm run -s baton -- adopt FILE',
} satisfies Record<ProblemCode, Sentence>;

/** What Baton does next if nothing moves, as the sheet shows it. */
export const next = {
  soon: (f, s) => `${s.date(f.on)}: reminds ${s.text(f.who)}`,
  due: (f, s) => `Late after ${s.date(f.on)} ${s.clock(f.time)}`,
  escalate: (f, s) => `After ${s.date(f.on)} ${s.clock(f.time)}: ${s.list(f.who) || 'nobody is named to be told'}`,
  executive: (f, s) => `Waits for ${s.text(f.who) || 'the executive'}`,
} satisfies Record<string, Sentence>;

/** What Baton writes into a person's sheet. */
export const written = {
  'escalation.duty': (f, s) => `${s.text(f.name)}: ${s.text(f.waits)}, unmoved since ${s.date(f.since)}.`,
  'escalation.issue': (f, s) =>
    `“${s.text(f.name)}” has not moved since ${s.date(f.since)}${f.due ? ` (due ${s.date(f.due)})` : ''}; responsible: ${s.text(f.owner) || 'nobody'}.`,
} satisfies Record<string, Sentence>;
