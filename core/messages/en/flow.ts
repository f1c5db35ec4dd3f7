/** In English: where a matter of the process stands, what each duty waits for, and what is asked. */
import { capitalise } from '../../text/words.ts';
import type { DutyFacts, LimitFacts, StandingFacts, StepFacts } from '../facts.ts';
import { findingsOf } from '../findings.ts';
import type { DutyTable, Sentence, Sentences, Speaker } from '../speaker.ts';
import { plural } from './format.ts';

/** Where something stands, as the sheet and the mails say it. */
export const standing: Sentences<StandingFacts> = {
  draft: () => 'Draft',
  'in-review': () => 'In review',
  'sent-back': () => 'Sent back',
  'with-departments': (f, s) => `With departments (${s.number(f.confirmed)} of ${s.number(f.needed)} confirmed)`,
  confirmed: () => 'Confirmed',
  'kicked-off': () => 'Kicked off',
  running: (f, s) => `Running (${s.number(f.done)} of ${s.number(f.tasks)} tasks done)`,
  acceptance: () => 'Acceptance',
  retrospective: () => 'Retrospective',
  archived: () => 'Archived',
  cancelled: () => 'Cancelled',
  asked: () => 'Waiting for an answer',
  adjusting: () => 'Being adjusted',
  'to-sign': () => 'Waiting for a signature',
  agreed: () => 'Confirmed',
  refused: () => 'Cannot be done',
  'not-needed': () => 'Not needed any more',
  unsigned: () => 'Not signed yet',
  signed: () => 'Signed',
  lapsed: (f, s) => `Lapsed: ${s.parts(f.changed)} changed since`,
  replaced: () => 'Replaced by a later version',
  'not-asked': () => 'Not asked for now',
  planned: () => 'Planned',
  held: () => 'Held, minutes to come',
  minuted: () => 'Minutes wait for approval',
  approved: () => 'Minutes approved',
  reopened: () => 'Changed since the minutes were approved',
  open: () => 'Open',
  settled: () => 'Agreed',
  'next-meeting': (f, s) => (f.meeting ? `Comes back in ${s.text(f.meeting)}` : 'Comes back at the next meeting'),
  researched: (f, s) => `${s.text(f.department)} looks into it`,
  answered: () => 'Answered',
  done: () => 'Done',
  'with-owners': () => 'With both owners',
  'with-leaders': () => 'With the division leaders',
  'with-executive': () => 'With the executive',
  'escalation-over': (f) =>
    ({ overtaken: 'No longer needed', withdrawn: 'Withdrawn' })[f.end as string] ?? 'Over: it moves again',
  ruled: () => 'Decided',
  'feedback-due': (f, s) => `Decided, feedback by ${s.date(f.due)}`,
  submitted: (f, s) => `Waiting for ${s.list(f.departments)} to confirm`,
  judged: () => 'Waiting for a conclusion',
  passed: () => 'Passed',
  rework: (f, s) =>
    f.done ? `Reworked on ${s.date(f.done)}` : f.due ? `Rework by ${s.date(f.due)}` : 'Rework, no date yet',
  failed: () => 'Failed',
};

/** What each duty waits for (a clause without a full stop), and what the one it waits for is asked to do. */
export const duties: DutyTable = {
  'request.review': {
    details: asked,
    waits: () => 'Not reviewed yet',
    ask: () =>
      'Review it: is it complete, the goal measurable, are resources and dates realistic? Pass it on, or send it back with the reason.',
  },
  assessment: {
    details: asked,
    waits: (f, s) => `${s.text(f.department)} hasn’t answered yet`,
    ask: () => 'Answer: can do, needs adjusting or cannot do, with what you can give to it and who leads it.',
  },
  'assessment.adjust': {
    adjust: {
      waits: (f, s) => `${s.text(f.department)} asked for an adjustment and has no written answer yet`,
      ask: (f, s) =>
        `Talk it over with ${f.head ? s.text(f.head) : s.text(f.department)}, one to one, and write down what you agree on${f.adjustment ? ` about “${s.text(f.adjustment)}”` : ''}, with its date.`,
    },
    refused: {
      waits: (f, s) => `${s.text(f.department)} cannot take it on${f.adjustment ? ` (${s.text(f.adjustment)})` : ''}`,
      ask: (f, s) =>
        `Talk it over with ${f.head ? s.text(f.head) : s.text(f.department)}, one to one, and write down what you agree on, with its date; or take the department out of the request, or cancel it.`,
    },
  },
  'confirmation.sign': {
    waits: (f, s) => signature(f, s, 'the confirmation'),
    ask: () => 'Read the confirmation, then enter the date of your signature.',
    press: () => 'Read it, then sign.',
  },
  'request.confirmed': {
    waits: (f, s) =>
      f.planned
        ? `All departments confirmed, and the kick-off is only on ${s.date(f.planned)}`
        : 'All departments confirmed, kick-off still to come',
    ask: (f, s) =>
      f.planned
        ? `Bring it forward in “${s.tab('meetings')}”, or agree with the project lead that it can wait.`
        : `Call the kick-off in “${s.tab('meetings')}”: day, time and place. The ${plural(f.departments.length, 'head', 'heads')} of ${s.list(f.departments)} ${plural(f.departments.length, 'is', 'are')} invited with it.`,
    press: (f, s) =>
      f.planned
        ? 'Bring it forward, or agree with the project lead that it can wait.'
        : `Call the kick-off: day, time and place. The ${plural(f.departments.length, 'head', 'heads')} of ${s.list(f.departments)} ${plural(f.departments.length, 'is', 'are')} invited with it.`,
  },
  consensus: {
    details: (f, s) => f.departments.map((name, i) => `${s.text(name)}: ${s.text(f.settled[i])}`),
    waits: () => 'The list of what was agreed is still empty',
    ask: () =>
      'Before the kick-off, write down what was agreed, each item with its delivery standard: acceptance is checked against this list.',
  },
  division: {
    waits: (f, s) => {
      const { missing } = f;
      if (missing.length === 0) return 'The division of work has no tasks yet';
      const more = missing.length > GAPS ? `; and ${missing.length - GAPS} more` : '';
      return `The division of work is incomplete: ${missing.slice(0, GAPS).map(gap(s)).join('; ')}${more}`;
    },
    ask: () =>
      'Enter every task with one responsible and one accountable person, a due date, and its output or when it counts as done.',
  },
  'division.sign': {
    waits: (f, s) => signature(f, s, 'the division of work'),
    ask: () => 'Read the division of work, then enter the date of your signature.',
    press: () => 'Read it, then sign.',
  },
  'meeting.materials': {
    materials: {
      waits: (f, s) => `Materials for the meeting on ${s.date(f.meeting)} are not out`,
      ask: () => 'Send out background, topics, data and questions, and enter the date.',
      press: () => 'Write background, topics, data and questions, or put a link: everyone who is invited gets it.',
    },
    empty: {
      waits: (f, s) => `The materials for the meeting on ${s.date(f.meeting)} have a date, but nothing to read`,
      ask: () => 'Add the text or a link: everyone who is invited then gets it.',
    },
    feedback: {
      waits: (f, s) =>
        `${s.list(f.departments)} ${plural(f.departments.length, 'hasn’t', 'haven’t')} sent feedback for the meeting on ${s.date(f.meeting)} yet`,
      ask: () => 'Write your department’s feedback, so that it is on the table before the meeting.',
    },
  },
  'meeting.minutes': {
    write: {
      waits: (f, s) => `The minutes of ${s.date(f.meeting)} are not in`,
      ask: () => 'Enter the minutes and the date.',
      press: () => 'Hand in the minutes: paste them, or choose a file.',
    },
    approve: {
      waits: (f, s) => `The minutes of ${s.date(f.meeting)} are waiting for approval`,
      ask: () => 'Read the minutes and enter the date of your approval.',
      press: () => 'Read the minutes and approve them.',
    },
    again: {
      waits: (f, s) =>
        `The minutes of ${s.date(f.meeting)} are waiting for approval again; changed since: ${s.parts(f.changed)}`,
      ask: () => 'Read what changed: put it back, or agree on it again and enter a new date of approval.',
      press: () => 'Read what changed, and approve it again; or put it back in the sheet.',
    },
  },
  'minutes.sign': {
    waits: (f, s) => signature(f, s, 'the minutes'),
    ask: () => 'Read the minutes, then enter the date of your signature.',
    press: () => 'Read it, then sign.',
  },
  'topic.followup': {
    waits: (f, s) => `${s.text(f.department)} hasn’t said yet what it found out`,
    ask: () => 'Write down what you found out.',
  },
  'stage.due': {
    waits: (f, s) => `The stage “${s.text(f.stage)}” isn’t done yet`,
    ask: () => 'Enter the date it was done, or move its due date.',
    press: () => 'Say that it is done, or give it another day.',
  },
  dispute: {
    settle: {
      waits: (f, s) => {
        if (f.parties.length === 1) return 'Not decided yet';
        if (!f.proposal) return `${s.list(f.parties) || 'The owners'} haven’t agreed yet`;
        if (f.mine)
          return `${s.list(f.others) || 'The other side'} ${f.others.length > 1 ? 'haven’t' : 'hasn’t'} answered your proposal`;
        return `${s.text(f.proposer)} has made a proposal`;
      },
      ask: (f) => {
        if (f.parties.length === 1) return 'Decide how it goes on.';
        if (!f.proposal) return 'Propose a way forward; it holds once the other side agrees.';
        return f.mine ? 'Remind them, or propose something else.' : 'Agree, or propose something else.';
      },
      details: (f, s) => [...(f.proposal ? [`Proposed: ${s.text(f.proposal)}`] : []), ...weighed(f, s)],
      above: (f) =>
        f.level === 2
          ? 'Hear both sides, decide, and write the decision down, with its date.'
          : 'Agree between the divisions and write the decision down, with its date.',
    },
    help: {
      waits: (f, s) => `${s.text(f.asker) || 'Somebody'} asks for help with “${s.text(f.task)}”`,
      when: (f, s) => {
        if (!f.wanted) return f.fresh ? 'Asked for today' : `Asked for on ${s.date(f.since)}`;
        if (f.phase === 'late') {
          const late = s.number(f.days) > 0 ? ` · ${s.number(f.days)} ${plural(s.number(f.days), 'workday')} late` : '';
          return `Was needed by ${s.date(f.end)}${late}`;
        }
        return f.phase === 'day' ? `Needed today before ${s.clock(f.time)}` : `Needed by ${s.date(f.end)}`;
      },
      ask: () => HELP_OUT,
      details: (f, s) => [...(f.blocks.length > 0 ? [`Waiting for it: ${s.list(f.blocks)}`] : []), ...weighed(f, s)],
      above: () => HELP_OUT,
    },
  },
  'dispute.feedback': {
    waits: (f, s) =>
      f.decided ? `Feedback on the decision of ${s.date(f.decided)} is missing` : 'The promised feedback is missing',
    ask: (f) => (f.decided ? 'Write what came of it, and the date.' : 'Write how it stands, and the date.'),
    press: (f) => (f.decided ? 'Write what came of it.' : 'Write how it stands.'),
  },
  acceptance: {
    start: {
      waits: () => 'All tasks are done, but nothing has been handed in for acceptance yet',
      ask: (_, s) =>
        `Start the acceptance: enter in “${s.tab('acceptance')}” what is handed in, the date, and who accepts it.`,
      press: () => 'Hand it in for acceptance: what came of it, and who accepts it.',
    },
    confirm: {
      waits: (f, s) =>
        `${s.list(f.departments)} ${plural(f.departments.length, 'hasn’t', 'haven’t')} confirmed the output yet`,
      ask: (_, s) =>
        `Confirm your part of the output: add your department under ${s.column('acceptance', 'confirmedBy')}.`,
      press: () => 'Confirm your department’s part of the output.',
      details: (f, s) => [...handedIn(f, s), ...foundBefore(f, s)],
    },
    conclude: {
      waits: () => 'The output handed in has no conclusion yet',
      ask: () => 'Check it against the consensus list and write the conclusion: pass, rework or fail.',
      details: (f, s) => [
        ...handedIn(f, s),
        ...foundBefore(f, s),
        ...(f.external ? [`External party: ${s.text(f.external)}`] : []),
        ...agreed(f),
      ],
    },
    rework: {
      waits: () => 'The rework isn’t done yet',
      ask: () => 'Finish the rework and enter the date; then the next round can start.',
      press: () => 'Say when the rework is done; then the next round begins.',
      details: (f) => (f.findings ? [`Findings: ${findingsOf(f.findings).join('; ')}`] : []),
    },
    again: {
      waits: (f, s) => `Round ${s.number(f.failed)} of acceptance failed, and no new round has begun`,
      details: (f) => (f.findings ? [`Findings: ${findingsOf(f.findings).join('; ')}`] : []),
      ask: (_, s) =>
        `Agree on what has to change, and enter a new round in “${s.tab('acceptance')}” when it is handed in.`,
      press: () => 'Agree on what has to change, and hand it in again once that is done.',
    },
  },
  retrospective: {
    waits: (f, s) => `Accepted on ${s.date(f.passed)}, and no retrospective yet`,
    ask: (_f, s) =>
      `Write into “${s.tab('retrospective')}” what can be reused, what went wrong and why, and who will improve what.`,
    press: () => 'Write down what can be reused, what went wrong and why, and who will improve what.',
  },
  archive: {
    waits: (f, s) => `Accepted on ${s.date(f.passed)}, and not archived yet`,
    ask: (_f, s) => `Pack all its documents together for the archive; “${s.tab('archive')}” then lists them.`,
    press: () => 'Put all its documents in one place, and say where.',
  },
};

const HELP_OUT = 'Say what you can give, or who will resolve it, and write the decision down, with its date.';

/** So many tasks are named with what they lack. */
const GAPS = 3;

/** `T-0001|due|output`: a task with the columns that are empty. */
const gap =
  (s: Speaker) =>
  (entry: string): string => {
    const [id, ...columns] = entry.split('|');
    return `${id} lacks ${s.columns('raci', columns)}`;
  };

function agreed({ agreed: items, standards }: StepFacts['acceptance']['conclude']): string[] {
  return items.map((item, i) => `Agreed: ${item}${standards[i] && ` (${standards[i]})`}`);
}

function handedIn({ output }: { readonly output: string }, s: Speaker): readonly string[] {
  return output ? [`Handed in: ${s.text(output)}`] : [];
}

/** What the round before found: it is looked at first. */
function foundBefore(f: StepFacts['acceptance']['confirm' | 'conclude'], s: Speaker): readonly string[] {
  return f.before ? [`Round ${s.number(f.round - 1)} found: ${findingsOf(f.before).join('; ')}`] : [];
}

/** What is to be weighed in a decision. */
function weighed(f: StepFacts['dispute']['settle' | 'help'], s: Speaker): readonly string[] {
  return [...(f.facts ? [`Facts: ${s.text(f.facts)}`] : []), ...(f.options ? [`Options: ${s.text(f.options)}`] : [])];
}

/** Who asks for what until when: what a request is judged by. */
function asked(f: DutyFacts['request.review' | 'assessment'], s: Speaker): readonly string[] {
  const from = f.from ? ` (${s.text(f.from)})` : '';
  return [
    f.goal ? `Goal: ${s.text(f.goal)}` : '',
    f.asker ? `Asked for by ${s.text(f.asker)}${from}${f.wanted ? `, wanted by ${s.date(f.wanted)}` : ''}` : '',
  ].filter(Boolean);
}

function signature(f: DutyFacts['minutes.sign'], s: Speaker, what: string): string {
  const changed = f.changed ? `; the last signature lapsed because ${s.parts(f.changed)} changed` : '';
  if (f.mine)
    return `${capitalise(what)} ${what.endsWith('minutes') ? 'are' : 'is'} waiting for your signature${changed}`;
  const signer = s.text(f.signer) || s.list(f.departments);
  return `${signer} ${f.signer || s.number(f.departments?.length) === 1 ? 'hasn’t' : 'haven’t'} signed ${what} yet${changed}`;
}

/** A heading as the end of a sentence. */
export const limitAfter = (heading: string): string => `; ${heading.charAt(0).toLowerCase()}${heading.slice(1)}.`;

/** How a duty's limit stands, after what it waits for. */
export const dutyLimit: Sentence<LimitFacts> = (f, s) => {
  const end = `${s.date(f.end)} ${s.clock(f.time)}`;
  const days = `${s.number(f.days)} ${plural(s.number(f.days), 'workday')}`;
  if (f.level) {
    if (f.last) return `, unmoved since ${s.date(f.stuckSince)} (${days}): level 2 is asked once today is over.`;
    const told = f.told ? `; level 1 was told on ${s.date(f.told)}` : '';
    if (s.number(f.days) === 0) return `; it is with the ${f.level === 2 ? 'executive' : 'division leaders'} now.`;
    return `, unmoved since ${s.date(f.stuckSince)} (${days})${told}: escalated to level ${s.number(f.level)}.`;
  }
  if (f.phase !== 'late') return `; due by ${end}.`;
  return s.number(f.days) > 0 ? `; was due ${end}, ${days} ago.` : `; was due today, ${s.clock(f.time)}.`;
};
