/** In English: why a notice is sent or not, what would stop it, what is wrong in a sheet, what comes next, and what cells say. */
import type { ProblemFacts } from '../../problem.ts';
import { rowShown } from '../../text/row-number.ts';
import type { IsoDate } from '../../time/day.ts';
import type { NextFacts, QuietFacts, ReasonFacts, SentBack, StopFacts, WrittenFacts } from '../facts.ts';
import { INITIALS } from '../facts.ts';
import { findingsOf } from '../findings.ts';
import type { ProblemSentences, Sentences, Speaker } from '../speaker.ts';
import { plural } from './format.ts';

const days = (n: number) => `${n} ${plural(n, 'workday')}`;
/** People's words inside a sentence that ends by itself. */
const withoutStop = (text: string) => text.replace(/(?<![.。\s])[.。\s]+$/, '');
/** The same as a sentence of its own, which a question is already. */
const ended = (text: string) => (/[?!…]$/.test(text) ? text : `${withoutStop(text)}.`);
/** Titles of sheets in quotation marks, as a list. */
const quoted = (s: Speaker, titles: readonly string[]) => s.list(titles.map((title) => `“${title}”`));
const rows = (n: number) => (n > 1 ? ` (${n} rows)` : '');

/** Who sent a request back, and their words: the reason, then the remarks to each question. */
const saidBy = ({ by, reason, questions, remarks }: SentBack, s: Speaker): string => {
  const said = [
    reason,
    ...questions.map((column, i) => `${s.column('requests', column)}: ${remarks[i] || 'no'}`),
  ].filter(Boolean);
  const words = said.length > 0 ? `: ${said.map(withoutStop).join('; ')}.` : ', without a reason.';
  return `${by ? ` by ${by}` : ''}${words}`;
};

/** Why a notice is sent. */
export const because: Sentences<ReasonFacts> = {
  'task.soon': (f, s) => `Due on ${s.date(f.due)}, in ${days(s.number(f.days))}.`,
  'task.due': (f, s) => `Due on ${s.date(f.due)} and still open.`,
  'task.overdue': (f, s) => `Was due on ${s.date(f.due)}, ${days(s.number(f.days))} ago.`,
  'task.quiet': (f, s) =>
    `No update since ${s.date(f.since)} (${days(s.number(f.days))}): say how far it is, even if nothing has changed.`,
  'task.reason': (f, s) => `Past its due date (${s.date(f.due)}) without a reason or a new date.`,
  'task.collect': (f, s) => `Was due on ${s.date(f.due)}; no output has been handed over yet.`,
  'task.collect.done': () => 'Called done, but nothing is written as its output.',
  'task.stuck.1': (f, s) => `Unchanged since ${s.date(f.since)}, ${days(s.number(f.days))}: escalated to level 1.`,
  'task.stuck.last': (f, s) => `Still unchanged since ${s.date(f.since)}: level 2 is asked once today is over.`,
  'task.stuck.2': (f, s) =>
    `Still unchanged since ${s.date(f.since)}; level 1 was told on ${s.date(f.told)}: escalated to level 2.`,
  'task.blocked': (f, s) =>
    `Waits for “${s.text(f.predecessorName)}”, which is late: earliest start ${s.date(f.earliestStart)}.`,
  'task.start': (f, s) =>
    `“${s.text(f.predecessorName)}”${f.owner ? ` of ${s.text(f.owner)}` : ''} was done on ${s.date(f.done)}: you can start${f.start ? `, planned for ${s.date(f.start)}` : ''}.`,
  'task.changed': () => 'Due date, owner, scope or delay changed since the last check.',
  'task.assigned': (f, s) =>
    `${s.text(f.who)} is ${INITIALS[f.letter]} in it${f.start ? `, from ${s.date(f.start)}` : ''}${f.due ? `${f.start ? ' until' : ', due'} ${s.date(f.due)}` : ''}.`,
  'task.assigned.first': (f, s) =>
    `The workbook is new to Baton: ${s.text(f.who)} hears what is theirs in it (${s.number(f.items.length)}).`,
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
    `Sent back on ${s.date(f.since)}${saidBy(f, s)} Mend it and hand it in again; in the sheet, with a new date of submission, and on the day of the review itself also by clearing its result.`,
  'request.resubmit.undated': (_f, s) =>
    `Everything is filled in but ${s.column('requests', 'submittedOn')}, so nobody has seen it yet. Hand it in when it is ready.`,
  'request.resubmit.unread': (f, s) =>
    `“${s.text(f.text)}” under ${s.column('requests', 'submittedOn')} cannot be read as a date, so it does not count as handed in. Hand it in, or write the date with its year, such as 2026-03-06.`,
  'request.resubmit.mended': (f, s) =>
    `Changed since it was sent back on ${s.date(f.since)}${saidBy(f, s)} If all of that is mended, hand it in again; until then nobody reviews it.`,
  'assessment.incomplete': (f, s) => {
    const lead = f.missing.includes('lead') ? 'who leads it' : '';
    const capacity = f.missing.includes('capacity')
      ? 'what you can give to it (people, budget, data, time or rights)'
      : '';
    const both = [lead, capacity].filter(Boolean).join(' and ');
    return `${s.text(f.department)} can do it, but does not say ${both}. Add that before you sign.`;
  },
  'request.changed': (f, s) => {
    const parts = s.parts(f.changed);
    const signers = s.list(f.signers);
    const what = parts
      ? `Changed after the departments were asked: ${parts}${f.wanted ? ` (now ${s.date(f.wanted)})` : ''}.`
      : 'Changed after the departments were asked: please read it again.';
    const n = f.signers.length;
    return n > 0
      ? `${what} The ${plural(n, 'signature')} of ${signers} lapsed and ${plural(n, 'is', 'are')} asked for again.`
      : what;
  },
  'stage.moved': (f, s) =>
    `Moved ${f.from ? `from ${s.date(f.from)} ` : ''}to ${s.date(f.due)}.${f.note ? ` Note: ${withoutStop(s.text(f.note))}.` : ''}`,
  'plan.late': (f, s) => {
    const promised = f.promises.map((stage, i) => `${stage ? `“${stage}”` : 'wanted finish'} ${s.date(f.until[i])}`);
    const late = f.names
      .slice(0, LATE)
      .map((name, i) => `“${name}” on ${s.date(f.dues[i])}, ${days(Number(f.later[i]))} later`);
    const more = f.names.length > LATE ? [`and ${f.names.length - LATE} more`] : [];
    const who = f.contact ? ` with ${s.text(f.contact)}` : '';
    const other = f.promises.includes('')
      ? `agree on a later date${who} and write it into the request`
      : `agree on a later date${who} and move the stage`;
    return `The plan ends later than was promised: ${s.list(promised)}. After that end ${[...late, ...more].join('; ')}. Bring that forward, or ${other}.`;
  },
  'update.weekly.1': (f, s) =>
    `${s.text(f.department)}: ${s.number(f.items.length)} not updated this week; due ${s.date(f.by)} ${s.text(f.time)}.`,
  'update.weekly.2': (f, s) =>
    `${s.text(f.department)}: ${s.number(f.items.length)} not updated by ${s.date(f.by)} ${s.text(f.time)}.`,
  'escalation.over': (f, s) => {
    const how =
      f.end === 'overtaken'
        ? 'no longer needed'
        : `${f.status === 'not-started' ? 'changed since' : 'moving again'}${f.status ? ` (${s.status(f.status).toLowerCase()}${f.due ? `, due ${s.date(f.due)}` : ''})` : ''}`;
    return `${how}. You were asked to step in on ${s.date(f.asked)}; nothing more is needed from you.`;
  },
  'dispute.proposed': (f, s) =>
    `${s.text(f.by)} proposes: “${withoutStop(s.text(f.proposal))}”. Agree, or propose something else.`,
  'dispute.ruled': (f, s) => {
    const isAgreed = f.by === '' && f.agreed.length > 1;
    const who = f.by ? ` by ${s.text(f.by)}` : isAgreed ? ` between ${s.list(f.agreed)}` : '';
    const writer = f.writer ? `, written down by ${s.text(f.writer)}` : '';
    const decided = isAgreed ? 'Agreed' : 'Decided';
    const words = [
      s.text(f.decision),
      f.due && `new date ${s.date(f.due)}`,
      f.owner && `${s.text(f.owner)} takes over`,
      f.support && `support: ${s.text(f.support)}`,
    ].filter(Boolean);
    return `${f.again ? 'The decision has a new wording' : decided}${who} on ${s.date(f.on)}${writer}: ${words.join('; ')}${f.feedback ? ` (feedback by ${s.date(f.feedback)})` : ''}`;
  },
  'acceptance.concluded': (f, s) => {
    const how = { pass: 'passed', rework: 'needs rework', fail: 'failed' }[f.result];
    const by = f.by ? ` by ${s.text(f.by)}` : '';
    const found = f.findings ? ` Findings: ${findingsOf(f.findings).join('; ')}.` : '';
    return `Round ${s.number(f.round)} of acceptance ${how}, concluded${by} on ${s.date(f.on)}.${found}${afterRound(f, s)}`;
  },
  talk: (f, s) => `agreed on ${s.date(f.on)} by ${s.list(f.people)}${f.channel ? ` (${s.text(f.channel)})` : ''}.`,
  'update.weekly.3': (f, s) =>
    `${s.text(f.department)}: ${s.number(f.items.length)} without the daily update of ${s.date(f.by)}.`,
  'digest.manager': (f, s) => `The week of ${s.list(f.departments)}, as it stands on ${s.date(f.on)}.`,
  'digest.keeper': (f, s) => `Something in ${s.tab(f.tab)} needs mending${rows(s.number(f.count))}.`,
  'meeting.invite': (f, s) => {
    const place = f.place ? `, ${s.text(f.place)}` : '';
    const time = f.start === null ? '' : `, ${s.clock(f.start)}${f.end === null ? '' : `–${s.clock(f.end)}`}`;
    if (f.cancelled) return `Cancelled: it does not take place on ${s.date(f.meeting)}${time}.`;
    const goal = f.goal ? ` Goal: ${withoutStop(s.text(f.goal))}.` : '';
    const about = f.topics.length > 0 ? ` Topics: ${f.topics.join('; ')}.` : '';
    const yours = f.yours ? ` You present: ${s.list(f.yours)}.` : '';
    const role = f.role === 'decider' ? ' You are there to decide.' : '';
    const shifted = f.shifted ? ` Moved from ${s.date(f.shifted)}, a day off.` : '';
    return `${f.moved ? 'Changed, now ' : ''}${s.date(f.meeting)}${time}${place}.${f.moved ? '' : ' You are invited.'}${shifted}${goal}${about}${yours}${role}`;
  },
  'meeting.materials.sent': (f, s) => {
    const text = f.text ? ` ${ended(s.text(f.text))}` : '';
    const back = f.by
      ? ` ${s.list(f.departments)} ${plural(f.departments.length, 'writes', 'write')} back by ${s.date(f.by)}.`
      : '';
    const link = f.link ? ` ${s.text(f.link)}` : '';
    return `To read before the meeting on ${s.date(f.meeting)}.${text}${back}${link}`;
  },
  'meeting.minutes.sent': (f, s) => {
    const count = f.actions.length;
    const actions = count > 0 ? ` ${plural(count, 'One action was', `${count} actions were`)} agreed.` : '';
    const yours = f.yours ? ` Yours: ${s.list(f.yours)}.` : actions;
    const agreed = f.agreed;
    const settled = agreed.length > 0 ? ` Agreed: ${withoutStop(agreed.join('; '))}.` : '';
    const text = f.text ? ` ${withoutStop(s.text(f.text))}.` : '';
    const link = f.link ? ` ${s.text(f.link)}` : '';
    return `The minutes of ${s.date(f.meeting)} are approved.${text}${settled}${yours}${link}`;
  },
  'topic.back': (f, s) =>
    `It was left open last time and is on the agenda again${f.meeting ? `, on ${s.date(f.meeting)}` : ''}: give it time, and make sure that whoever presents it is there.`,
};

/** So many tasks are named that end too late. */
const LATE = 5;

/** Who does what after a round of acceptance. */
function afterRound(f: ReasonFacts['acceptance.concluded'], s: Speaker): string {
  const by = (day: IsoDate | null) => (day ? ` by ${s.date(day)}` : '');
  if (f.result === 'rework') {
    return f.owner ? ` ${s.text(f.owner)} reworks it${by(f.due)}; then the next round begins.` : '';
  }
  if (f.result === 'fail') return f.owner ? ` ${s.text(f.owner)} starts a new round when it is handed in again.` : '';
  const next = [
    ...(f.lookingBack ? [`${s.text(f.lookingBack)} writes the retrospective${by(f.lookBackBy)}`] : []),
    ...(f.archiving ? [`${s.text(f.archiving)} archives it${by(f.archiveBy)}`] : []),
  ];
  return next.length > 0 ? ` Next: ${next.join('; ')}.` : '';
}

const FINISHED = 'Not said once the task is done or cancelled, or has a later date.';
const ONCE = 'Said once.';

/** What keeps a notice from being sent, or from being sent again; of duties that is what they ask for. */
export const stops: Sentences<StopFacts> = {
  'task.soon': () => FINISHED,
  'task.due': () => FINISHED,
  'task.overdue': () => 'Ends when the task is done or cancelled, or has a new date that is still to come.',
  'task.quiet': () =>
    'Ends with any progress in the tracker or a word on the page about how far it is, once it has a due date, or with a written decision.',
  'task.reason': () => 'Ends when the tracker has a reason or a new date, or the task is done.',
  'task.collect': (_, s) => `Ends when the tracker has what was handed over, under “${s.column('tracker', 'output')}”.`,
  'task.stuck': () =>
    'Ends with any progress in the tracker (status, progress, evidence, risk, reason or a new date), or with a written decision.',
  'task.blocked': (f, s) =>
    f
      ? `Not said once “${s.text(f.predecessorName)}” is done or on time again, or this task starts on ${s.date(f.earliestStart)} or later.`
      : 'Not said once what it waits for is done or on time again.',
  'task.start': () => `${ONCE} Not said once the task has begun, or is over.`,
  'task.assigned': () => `${ONCE} Not said once the task is done or cancelled, or the letter is somebody else’s.`,
  'task.changed': () => `${ONCE} Not said where the old value is back before the sweep.`,
  'request.incomplete': () => 'Ends when what is missing is filled in, and the goal can be measured.',
  'request.sent-back': () => 'Ends when it is handed in again.',
  'request.resubmit': () => `${ONCE} Ends when it is handed in.`,
  'assessment.incomplete': () => `${ONCE} Ends when it is filled in.`,
  'request.changed': () => `${ONCE} Not said where the old text is back before the sweep.`,
  'stage.moved': () => `${ONCE} Not said where the old date is back before the sweep.`,
  'plan.late': () =>
    'Ends when all tasks end in time again, or the promised date is later; said again only when it gets worse.',
  'topic.back': () => `${ONCE} Not said once the topic is taken off the meeting.`,
  'dispute.proposed': () => `${ONCE} Said again when something else is proposed.`,
  'dispute.ruled': () => `${ONCE} Said again when the decision is reworded.`,
  'acceptance.concluded': () => `${ONCE} Said again where the conclusion is another.`,
  'escalation.over': () => ONCE,
  talk: () => ONCE,
  'meeting.invite': () =>
    `${ONCE} Said again when date, time or place change or it is cancelled, and not once the meeting is over.`,
  'meeting.materials.sent': () => `${ONCE} Said again when they are sent with another date.`,
  'meeting.minutes.sent': () => ONCE,
  'update.weekly': (f, s) =>
    f ? `Ends with an update of ${s.list(f.items)} in the tracker.` : 'Ends with an update in the tracker.',
  'digest.manager': () => 'Comes once a week, and not where there is nothing to say.',
  'digest.keeper': () => `${ONCE} Not said once it is mended.`,
};

/** A duty ends when it is done; what is asked is a sentence of its own. */
export const stopOfDuty = (ask: string): string => `Ends with this: ${ask}`;

/** Why nothing is said. */
export const quiet: Sentences<QuietFacts> = {
  closed: (f, s) => `It is ${s.status(f.status).toLowerCase()}: nobody is told about it any more.`,
  told: (f, s) => `Already told on ${s.date(f.day)}; the same thing is not said twice.`,
  'day-off': (f, s) => `${s.date(f.date)} is a day off: no mail.`,
  acknowledged: (f, s) =>
    `${s.list(f.names)} has seen it and is not reminded through ${s.date(f.until)}; escalation goes on as usual.`,
  inactive: (f, s) => `${s.list(f.names)} cannot be reached: marked inactive, and nobody covers.`,
  'own-doing': (f, s) => `It is the doing of ${s.list(f.names)}, and nobody else’s to know.`,
  preferred: (f, s) =>
    f.time === null
      ? `${s.list(f.names)} ${plural(f.names.length, 'wants', 'want')} no mail today: it comes on ${s.date(f.on)}.`
      : `${s.list(f.names)} ${plural(f.names.length, 'wants', 'want')} mail from ${s.clock(f.time)} on: it comes then.`,
  spared: (f, s) => `${s.list(f.names)} ${plural(f.names.length, 'wants', 'want')} nothing that is only to know.`,
  waits: (f, s) =>
    `It asks nothing of ${s.list(f.names)}: they hear of it with their next mail, on ${s.date(f.on)} at the latest.`,
  'no-address': (f, s) => `${s.list(f.names)} cannot be reached: no valid address in the directory.`,
  nobody: () => 'Nobody holds the role this goes to.',
  replanned: (f, s) => `Re-planned from ${s.date(f.from)} to ${s.date(f.due)}: only the new date counts.`,
  escalates: () => 'It escalates today; from now on the owner is reminded once a week.',
  weekly: (f, s) => `It has been escalated; the owner is reminded again on ${s.date(f.next)}.`,
  'weekly-only': (f, s) => `It is reminded of once a week: next on ${s.date(f.next)}.`,
  'reason-given': (f, s) => `The reason is written: ${s.text(f.reason)}`,
  history: (f, s) => `Was due on ${s.date(f.due)} and done before Baton first saw it: history is not collected.`,
  help: (f, s) => `Help has been asked for, and ${s.text(f.row)} escalates instead.`,
  'level-2': (f, s) => `Already with the executive since ${s.date(f.told)}.`,
  blind: () => 'A column or a sheet that tells tasks apart is missing: nothing is said about tasks until it is back.',
  decided: () => 'A decision is written: the clock has stopped.',
  'not-yet': (f, s) =>
    `Unchanged since ${s.date(f.since)}; escalates to level ${s.number(f.level)} after ${s.date(f.on)}.`,
  'own-predecessor': (f, s) =>
    `Its predecessor ${s.text(f.predecessor)} is with ${s.text(f.name)} too, who knows that it is late.`,
  'still-fits': (f, s) =>
    `Its predecessor ${s.text(f.predecessor)} is late, but it starts on ${s.date(f.start)} all the same.`,
  updated: (f, s) => `${s.text(f.department)} has updated everything due by ${s.date(f.by)}.`,
  'not-asked': (f, s) => `${s.text(f.department)} was not asked for an update by ${s.date(f.by)}, so none is late.`,
  'in-time': (f, s) => `There is time until ${s.date(f.end)}.`,
  'nothing-new': (f, s) => `Nothing is late, at risk, to decide or coming up on ${s.date(f.on)}.`,
  later: () => 'One of many findings: it comes with a later digest.',
};

/** What is wrong with what should be a date, and what to write, up to the example. */
const DATE_WHY: Record<ProblemFacts['not-a-date']['why'], string> = {
  ambiguous: 'could be two dates. Write year, month and day, such as',
  'no-year': 'has no year. Write it with its year, such as',
  relative: 'is no calendar date. Write year, month and day, such as',
  'not-a-date': 'is not a date. Write one like',
};

/** Why sheets that have a tab's headers are not read as it. */
const UNSURE = {
  several: (sheets: string, name: string) => `The sheets ${sheets} all have the headers of ${name}, and none is read.`,
  mixed: (sheets: string, name: string) =>
    `The sheet ${sheets} has the headers of ${name} and of another sheet, and is not read.`,
  copy: (sheets: string, name: string) =>
    `The sheet ${sheets} has the headers of ${name}, but is called a copy, and is not read.`,
  rows: (sheets: string, name: string) =>
    `The sheet ${sheets} has the headers of ${name}, but lacks the rows added most recently, and is not read.`,
};

/** What is likely meant, as a question; whoever typed it knows. */
const meant = (s: Speaker, near: string | undefined) => (near ? ` Did you mean “${s.text(near)}”?` : '');

/** What is wrong, and what to write instead. */
export const problem: ProblemSentences = {
  required: (f, s) => `${s.column(f.tab, f.column)} is empty. Please fill it in.`,
  'not-a-date': (f, s) => `“${s.text(f.text)}” ${DATE_WHY[f.why]} ${f.near ? s.text(f.near) : '2026-03-06'}.`,
  'not-a-rhythm': (f, s) =>
    `“${s.text(f.text)}” does not say how often. Write, for example: every Monday; monthly, last workday; every 2 weeks; 10 workdays after done.`,
  'not-a-clock': (f, s) => `“${s.text(f.text)}” is not a time of day. Write hours and minutes, such as 14:30.`,
  'not-weekdays': (f, s) =>
    `“${s.text(f.text)}” does not say weekdays, or names all seven. Write them like Friday, or Wed and Fri.`,
  'date-order': (f, s) =>
    f.earlier !== undefined
      ? `${s.column(f.tab, f.column)} (${s.date(f.date)}) lies before ${s.column(f.tab, f.earlier)} (${s.date(f.after)}). Correct one of the dates.`
      : `It starts on ${s.date(f.start)}, after it is due on ${s.date(f.due)}. Swap or correct the dates.`,
  'not-a-number': (f, s) =>
    f.to === undefined
      ? `“${s.text(f.text)}” is not a number. Write digits, such as 30.`
      : `“${s.text(f.text)}” is not between ${s.text(f.from)} % and ${s.text(f.to)} %. Write a number in between.`,
  'unknown-option': (f, s) =>
    f.own === true
      ? `“${s.text(f.text)}” is not a status that Baton knows.${meant(s, f.near)} Write one such as “In progress” or “Done”, or add the word to ${s.tab('settings')}, in a row status.in-progress.`
      : `“${s.text(f.text)}” is none of the choices for ${s.column(f.tab, f.column)}.${meant(s, f.near)} Pick one from the list.`,
  'unknown-person': (f, s) =>
    f.namesakes === true
      ? `Two people in the directory are called “${s.text(f.text)}”. Write the address instead.`
      : `“${s.text(f.text)}” is not in the directory.${meant(s, f.near)} Add the person there, or correct the name.`,
  'unknown-department': (f, s) =>
    `“${s.text(f.text)}” is not among the departments.${meant(s, f.near)} Add it there, or correct the name.`,
  'collective-owner': (f, s) => `“${s.text(f.text)}” is not a person. Name the one who answers for it.`,
  'no-lead': () => 'Nobody is responsible (R). Name one person.',
  'two-leads': (f, s) => `${s.list(f.names)}: only one can be responsible (R). Keep one, and move the others to S.`,
  'several-owners': (f, s) =>
    f.column === 'accountable'
      ? `${s.list(f.names)} are all to approve; ${s.text(f.names[0])} decides, and the others are asked. Put another first if that is wrong.`
      : `${s.list(f.names)} share it; ${s.text(f.names[0])} leads and gets the reminders, and the others are told of it. Put another first if that is wrong.`,
  'no-accountable': () => 'Nobody is accountable (A). Name one person.',
  'two-accountables': (f, s) =>
    `${s.list(f.names)}: only one can be accountable (A). Keep one, and move the others to C.`,
  'duplicate-id': (f, s) =>
    `${s.text(f.id)} is also in row ${s.text(rowShown(f.otherRow))}${f.otherSheet ? ` of “${s.text(f.otherSheet)}”` : ''}. Clear this ID and Baton gives the row a new one.`,
  'duplicate-person': (f, s) =>
    `“${s.text(f.name)}” is in the directory twice. Tell the two apart, for example by department.`,
  'unknown-id': (f, s) =>
    f.several
      ? `Several rows are called “${s.text(f.text)}”. Write the ID of the one you mean.`
      : `Nothing has the name or the ID “${s.text(f.text)}”.${meant(s, f.near)} Correct it, or remove it.`,
  cycle: (f, s) => `It waits, through ${s.list(f.ids)}, for itself. Remove one of the predecessors.`,
  'formula-text': (f, s) => `“${s.text(f.text)}” would run as a formula. Begin with a word.`,
  'bad-address': (f, s) =>
    `“${s.text(f.text).replace(/\s+/g, ' ')}” is not one mail address. Write it like name@example.com.`,
  'header-missing': (f, s) =>
    f.column === ''
      ? `${s.text(f.title) || s.tab(f.tab)} has no header row that could be recognised.`
      : `${s.text(f.title) || s.tab(f.tab)} has no column “${s.column(f.tab, f.column)}”. Add it, or rename the column that holds it.`,
  'header-double': (f, s) =>
    `${s.text(f.title) || s.tab(f.tab)} has two columns “${s.text(f.header) || s.column(f.tab, f.column)}”. Only the first is read; rename the other.`,
  'tab-missing': (f, s) =>
    `The sheet “${s.text(f.title)}” is gone. Give it its name back, or write its new name into the settings.`,
  'tab-double': (f, s) =>
    `“${s.text(f.title)}” and “${s.text(f.used)}” are both ${s.tab(f.tab)}. Only the latter is read; rename the other.`,
  'tab-renamed': (f, s) =>
    `The sheet “${s.text(f.text)}” has the headers of ${s.text(f.title) || s.tab(f.tab)} and is read as it: nothing needs doing. If it is something else, write - beside tab.${s.text(f.tab)} in the settings.`,
  'sheet-left': (f, s) => {
    const [title, used] = [s.text(f.title), s.text(f.used)];
    if (f.why === 'newer')
      return `“${title}” has the same columns as “${used}”, which is followed, and seems to be newer. To follow it from now on: npm run -s baton -- adopt FILE --sheet "${title}"`;
    return `“${title}” has the same columns as “${used}”${f.why === 'no-ids' ? ', but none for IDs yet' : ''}, and isn’t followed. To follow it too: npm run -s baton -- adopt FILE --together`;
  },
  'tab-unsure': (f, s) => {
    const [name, sheets] = [s.text(f.title) || s.tab(f.tab), quoted(s, f.titles)];
    if (f.why === 'notes')
      return `In the sheet ${sheets} Baton keeps its notes, and finds them by the name ${name} alone. Call it ${name} again; until then nobody gets mail.`;
    return `${UNSURE[f.why](sheets, name)} Give the one that counts the name ${name}.`;
  },
  'merged-cells': (f, s) =>
    `${s.text(f.mergedRows)} × ${s.text(f.columns)} cells are merged: only the first row has the value. Unmerge them and fill each row.`,
  'no-cached-value': () =>
    'The formula has no calculated value. Open the workbook once in a spreadsheet program and save it.',
  'cell-error': (f, s) =>
    f.of === undefined
      ? `The formula ends in ${s.text(f.text)}. Correct it, or type the value.`
      : `The ID${f.of === '' ? '' : ` of “${s.text(f.of)}”`} is ${s.text(f.text)}, so Baton leaves the row alone. Type the ID it had; if it never had one, clear the cell and Baton gives it one.`,
  'bad-setting': (f, s) =>
    `“${s.setting(f.key)}” cannot be “${s.text(f.text)}”. The default ${s.text(f.fallback) || '(empty)'} is used until it is corrected.`,
  'role-missing': (f, s) => `Nobody is named as “${s.setting(f.key)}”. Write a name from the directory.`,
  'inactive-person': (f, s) =>
    `${s.text(f.name)} is marked inactive and nobody covers. Name somebody else, or a delegate in the directory.`,
  'no-address': () => 'No mail address: nothing can be sent to this person. Fill it in.',
  vague: (f, s) => {
    const [who, day, what] = [s.text(f.owner), s.date(f.due), s.text(f.what)];
    const done = what ? `${who}: ${what}, by ${day}` : `Done by ${day}, by ${who}`;
    const accepted = `Accepted by ${who} by ${day}${what && `: ${what}`}`;
    const proposal = f.owner ? ` For example: “${f.accepts ? accepted : done}”.` : '';
    const asked = f.owner && !what ? ' Add what will be there on that day.' : '';
    return `${s.list(f.words)}: say who, what and by which date.${proposal}${asked}`;
  },
  'done-without-output': () => 'Done, but no output is written. Add a link, a file name or the result.',
  'late-without-reason': () => 'Late without a reason. Write what holds it up, or a new date.',
  'day-off': (f, s) => {
    const before = f.before ? ` The workday before is ${s.date(f.before)}.` : '';
    const after = f.after ? ` The next workday is ${s.date(f.after)}.` : '';
    return `${s.date(f.date)} is a day off.${before}${after}`;
  },
  'short-buffer': (f, s) =>
    `It starts on ${s.date(f.start)}, right after ${s.text(f.other)} of another department ends (${s.date(f.due)}). Leave a workday or two between.`,
  'goal-not-measurable': () =>
    'Nobody can tell when this goal is reached. Add a number, a date, or what passes and what fails.',
  'date-past': (f, s) => `${s.date(f.date)} is over already. Write a date to come.`,
  'before-predecessor': (f, s) =>
    `It starts on ${s.date(f.start)}, but ${s.text(f.other)} ends only on ${s.date(f.due)}. Move one of the two.`,
  'progress-mismatch': (f, s) =>
    `${s.status(f.status)} and ${s.text(f.progress)} % do not go together. Correct one of them.`,
  'calendar-horizon': (f, s) =>
    `Holidays are known until ${s.date(f.horizon)}. After that Monday–Friday is assumed; add the new list when it is out.`,
  'book-behind': (f, s) =>
    `${s.text(f.behind)} ${f.behind === 1 ? 'row differs' : 'rows differ'} from the shared address book, and without a column “Source” Baton cannot tell whether to follow it. Add the column (npm run -s baton -- doctor FILE --fix) and write “Shared” on the rows that the book is to keep.`,
  'near-duplicate': (f, s) =>
    `The same task, person and date as ${s.text(f.other)}. Delete one if it was pasted twice.`,
  undated: (f, s) =>
    `${s.column(f.tab, f.what)} is filled in, but not its date; until then the day Baton first saw it counts. Enter ${s.column(f.tab, f.column)}.`,
  unexplained: (f, s) =>
    `${s.column(f.tab, f.what)} is filled in, but ${s.column(f.tab, f.column)} is empty. Write it, so that the others know what to do.`,
  'duplicate-answer': (f, s) =>
    `${s.text(f.department)} answers ${s.text(f.request)} in ${s.text(f.other)} already. Keep one of the two rows.`,
  'lead-missing': (f, s) => `It can be done, but nobody in ${s.text(f.department)} leads it. Name the person.`,
  'clock-order': (f, s) => `It ends at ${s.clock(f.end)}, and starts only at ${s.clock(f.start)}. Correct the times.`,
  'meeting-length': (f, s) =>
    `${s.text(f.length)} minutes; such a meeting should take ${s.text(f.from)} to ${s.text(f.to)}.`,
  'topics-count': (f, s) =>
    s.number(f.count) < s.number(f.from)
      ? `${s.text(f.count)} ${plural(s.number(f.count), 'topic')}; a meeting is worth its time with ${s.text(f.from)} to ${s.text(f.to)}.`
      : `${s.text(f.count)} topics; no more than ${s.text(f.to)} get the time they need. Move some to another meeting.`,
  'minutes-exceed': (f, s) =>
    `Up to this topic they take ${s.text(f.minutes)} minutes, and the meeting lasts ${s.text(f.length)}. Adjust them.`,
  'two-kickoffs': (f, s) =>
    `${s.text(f.other)} is the kick-off of ${s.text(f.request)} already. Choose another kind, or correct the request.`,
  'no-decider': () => 'Nobody is named who can decide. Name at least one, so that the meeting can decide something.',
  'materials-late': (f, s) =>
    `The materials are dated ${s.date(f.date)}, after the meeting on ${s.date(f.meeting)}. Correct one of the dates.`,
  'topic-open': () =>
    'The minutes are approved, and this topic has no outcome. Choose: agreed, next meeting, or a department looks into it.',
  'minutes-locked': (f, s) =>
    `It was changed after the minutes were approved on ${s.date(f.approved)}. Put it back, or agree on it again and enter a new date of approval.`,
  'round-order': (f, s) =>
    f.why === 'double'
      ? `Round ${s.text(f.round)} of ${s.text(f.request)} is also in ${s.text(f.other)}. Number the rounds in their order.`
      : f.why === 'passed'
        ? `${s.text(f.request)} has passed in ${s.text(f.other)} already. Remove this round, or correct that result.`
        : `The round before, ${s.text(f.other)}, has no result yet. Enter it first.`,
  'nothing-agreed': (f, s) =>
    `Nothing is on the consensus list for ${s.text(f.request)}, so there is nothing to hold the output against. Add what was agreed.`,
  'too-early': (f, s) =>
    `${s.text(f.request)} has not passed acceptance yet; ${f.tab === 'archive' ? 'the archive' : 'a retrospective'} comes after it.`,
  'duplicate-signature': (f, s) =>
    `${s.text(f.name)} signs this version of ${s.text(f.document)} in ${s.text(f.other)} already. Keep one of the two rows.`,
  'stranger-signed': (f, s) =>
    `${s.text(f.document)} is for ${s.list(f.names)} to sign; the signature of ${s.text(f.name)} does not count.`,
  'date-ahead': (f, s) => `${s.date(f.date)} is still to come. Enter the day on which it was done.`,
  'mail-held': (f, s) =>
    `A mail to ${s.text(f.to)} may or may not have been sent before a check broke off on ${s.date(f.day)}. It is held; ask whether it arrived. If not: npm run -s baton -- resend FILE ${s.text(f.mail).slice(0, 8)}`,
  'mail-refused': (f, s) =>
    `No mail reaches ${s.text(f.text)} (${s.text(f.name)}): it was refused on ${s.date(f.day)}.${f.said ? ` The mail server said: “${s.text(f.said)}”.` : ''} ${f.why === 'outside-address' ? 'The address lies outside the domains that may be mailed (BATON_RECIPIENTS). ' : ''}Correct the address, or enter that the person has left.`,
  'mail-deferred': (f, s) =>
    `The mail system has not taken mail for ${s.text(f.name)} (${s.text(f.to)}) since ${s.date(f.since)}${f.said ? `: “${s.text(f.said)}”` : ''}. Every check tries again; ask whether the mailbox is full.`,
  'group-untold': (f, s) =>
    f.said === 'BATON_GROUPS'
      ? 'Nothing is posted in this group: the administrator has not named it among those that may be told (BATON_GROUPS). Ask for it, or clear this cell.'
      : `The group did not take the card of ${s.date(f.day)}: “${s.text(f.said)}”. Check the bot’s address here and the bot’s own rules; the next card goes out by itself.`,
  'hours-unkept': (f, s) =>
    `Due within ${s.text(f.hours)} working hours, but for up to ${s.text(f.gap)} hours nobody checks this workbook. Check it every ${s.text(f.hours)} hours from ${s.clock(f.from)} to ${s.clock(f.to)}, or allow more.`,
  'webhook-untold': (f, s) =>
    f.gone
      ? `The program that takes events wants no more (“${s.text(f.said)}”), and gets none. Ask the administrator for another (BATON_WEBHOOK).`
      : `The program that takes events has not taken all of them since ${s.date(f.since)}: “${s.text(f.said)}”. Each is tried for two weeks; ask the administrator (BATON_WEBHOOK).`,
  'no-heartbeat': (f, s) =>
    `The triggers in Google Sheets have not reported since ${s.date(f.since)}: edits are no longer watched. Open Baton in the sheet’s menu and take over the triggers.`,
  copy: () =>
    'This is a copy of another workbook and mails nobody. To run it as one of its own: npm run -s baton -- adopt FILE',
};

/** What Baton does next if nothing moves, as the sheet shows it. */
export const next: Sentences<NextFacts> = {
  help: (f, s) => `Help is asked for; see ${s.text(f.row)}`,
  soon: (f, s) => `${s.date(f.on)}: reminds ${s.text(f.who)}`,
  due: (f, s) => `Late after ${s.date(f.on)} ${s.clock(f.time)}`,
  escalate: (f, s) => `After ${s.date(f.on)} ${s.clock(f.time)}: ${s.list(f.who) || 'nobody is named to be told'}`,
  executive: (f, s) => `Waits for ${s.text(f.who) || 'the executive'}`,
};

/** What Baton writes into a person's sheet. */
export const written: Sentences<WrittenFacts> = {
  'stage.confirm': () => 'Confirmations signed by all departments',
  'stage.kickoff': () => 'Plan, division of work and minutes of the kick-off',
  'stage.deliverable': () => 'The first deliverable',
  'stage.review': () => 'Findings of the review',
  'stage.acceptance': () => 'Acceptance with its conclusion',
  'agenda.background': () => 'Background and goal',
  'agenda.division': () => 'Division of work down to each person',
  'agenda.nodes': () => 'Milestones and delivery standards',
  'agenda.risks': () => 'Risks and how to meet them',
  'agenda.actions': () => 'Open actions of the last meetings',
  'agenda.delayed': () => 'Delayed tasks',
  'agenda.decisions': () => 'Risks and decisions needed',
  'agenda.none': () => 'None.',
  'agenda.item': (f, s) => {
    const due = f.due ? `due ${s.date(f.due)}` : '';
    const who = [s.text(f.owner), due].filter(Boolean).join(', ');
    return `${s.text(f.id)} ${s.text(f.name)}${who ? ` (${who})` : ''}${f.risk ? `: ${s.text(f.risk)}` : ''}`;
  },
  'agenda.more': (f, s) => `and ${s.text(f.count)} more`,
  'task.leftOut': (f, s) =>
    f.count === 1
      ? `The one for ${s.date(f.from)} was left out: nobody checked the workbook then.`
      : `${s.text(f.count)} were left out, from ${s.date(f.from)} to ${s.date(f.to)}: nobody checked the workbook then.`,
  'meeting.shifted': (f, s) => `Moved here from ${s.date(f.from)}, a day off.`,
  'escalation.step': (f, s) =>
    `${s.text(f.on)}: ${['both sides asked', 'level 1 asked', 'level 2 asked'][s.number(f.level)]}: ${s.list(f.people) || 'nobody could be reached'}`,
  'escalation.withdrawn': () => 'Withdrawn, nothing left to decide.',
  'decision.due': (f, s) => `New date ${s.date(f.due)}`,
  'decision.owner': (f, s) => `${s.text(f.owner)} takes over`,
  'decision.support': (f, s) => `Support: ${s.text(f.support)}`,
  'mark.lapsed': (f, s) =>
    `This was signed by ${s.text(f.who)}. The text has changed since: the signature no longer holds, and is asked for again.`,
  'mark.twice': (f, s) =>
    `${s.text(f.id)} is in row ${s.text(rowShown(f.otherRow))}${f.otherSheet && ` of “${s.text(f.otherSheet)}”`} and again in row ${s.text(rowShown(f.row))}. Clear it in row ${s.text(rowShown(f.row))} and Baton gives that row a new one.`,
  'escalation.duty': (f, s) => `${s.text(f.name)}: ${s.text(f.waits)}, unmoved since ${s.date(f.since)}.`,
  'escalation.issue': (f, s) =>
    `“${s.text(f.name)}” has not moved since ${s.date(f.since)}${f.due ? ` (due ${s.date(f.due)})` : ''}; responsible: ${s.text(f.owner) || 'nobody'}.`,
};
