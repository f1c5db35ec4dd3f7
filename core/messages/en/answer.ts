/** Every sentence of the answer pages, in English. */
import { strong } from '../../text/span.ts';
import { capitalise } from '../../text/words.ts';
import type { AnswerMessages } from '../answer-messages.ts';
import { AS_AGREED } from '../findings.ts';
import { countWord, listOf, plural } from './format.ts';

const list = listOf;
const NAMED = 3;
const some = (names: readonly string[]) =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${countWord(names.length - NAMED)} more`
    : list(names);
const NODE = { stage: 'Stage', acceptance: 'Acceptance', 'wanted-finish': 'Wanted finish' } as const;

export const answer: AnswerMessages = {
  title: (what, name) => `${what}: ${name}`,
  kind: {
    done: { title: 'Done', submit: 'It is done', choose: 'It is done', did: 'Marked as done' },
    result: { title: 'Result', submit: 'Add the result', choose: 'Add the result', did: 'The result is added' },
    progress: {
      title: 'Progress',
      submit: 'Update progress',
      choose: 'Update progress',
      did: 'The progress is updated',
    },
    redate: { title: 'New date', submit: 'Set the new date', choose: 'Set a new date', did: 'The new date is set' },
    help: { title: 'Help', submit: 'Ask for help', choose: 'I need help', did: 'You have asked for help' },
    question: { title: 'Question', submit: 'Ask', choose: 'I have a question', did: 'Your question is asked' },
    complete: {
      title: 'What is missing',
      submit: 'Fill it in',
      choose: 'Fill in what is missing',
      did: 'The request is filled in',
    },
    submit: { title: 'Hand in', submit: 'Hand it in', choose: 'Hand it in', did: 'The request is handed in' },
    review: { title: 'Review', submit: 'Send the review', choose: 'Review it', did: 'Your review is in' },
    assess: { title: 'Answer', submit: 'Send the answer', choose: 'Answer it', did: 'Your answer is in' },
    settle: {
      title: 'What was agreed',
      submit: 'Write down what was agreed',
      choose: 'Write down what was agreed',
      did: 'What you agreed is written down',
    },
    talk: { title: 'Talk', submit: 'Save the talk', choose: 'Note a talk', did: 'The talk is noted' },
    kickoff: {
      title: 'Kick-off',
      submit: 'Call the kick-off',
      choose: 'Call the kick-off',
      did: 'The kick-off is called',
    },
    forward: {
      title: 'Kick-off',
      submit: 'Bring it forward',
      choose: 'Bring the kick-off forward',
      did: 'The kick-off is brought forward',
    },
    consensus: {
      title: 'What was agreed',
      submit: 'Save the list',
      choose: 'Write down what was agreed',
      did: 'The list is saved',
    },
    divide: {
      title: 'Division of work',
      submit: 'Save it',
      choose: 'Complete the division of work',
      did: 'The division of work is saved',
    },
    sign: { title: 'Signature', submit: 'Sign', choose: 'Sign it', did: 'Signed' },
    materials: {
      title: 'Materials',
      submit: 'Send the materials',
      choose: 'Send the materials',
      did: 'The materials are ready to go',
    },
    feedback: { title: 'Feedback', submit: 'Send the feedback', choose: 'Give feedback', did: 'Your feedback is in' },
    minutes: {
      title: 'Hand in the minutes',
      submit: 'Hand them in',
      choose: 'Hand in the minutes',
      did: 'The minutes are handed in',
    },
    approve: { title: 'Minutes', submit: 'Approve', choose: 'Approve the minutes', did: 'The minutes are approved' },
    research: {
      title: 'Findings',
      submit: 'Send the findings',
      choose: 'Say what you found out',
      did: 'Your findings are in',
    },
    handin: {
      title: 'Hand in for acceptance',
      submit: 'Hand it in',
      choose: 'Hand in for acceptance',
      did: 'Handed in for acceptance',
    },
    confirm: {
      title: 'Confirm the output',
      submit: 'Confirm for my department',
      choose: 'Confirm the output',
      did: 'Confirmed for your department',
    },
    conclude: {
      title: 'Conclusion',
      submit: 'Save the conclusion',
      choose: 'Conclude the acceptance',
      did: 'The conclusion is saved',
    },
    reworked: {
      title: 'Rework',
      submit: 'The rework is done',
      choose: 'The rework is done',
      did: 'The rework is marked as done',
    },
    lookback: {
      title: 'Retrospective',
      submit: 'Save it',
      choose: 'Write the retrospective',
      did: 'The retrospective is saved',
    },
    archive: { title: 'Archive', submit: 'Archive it', choose: 'Archive it', did: 'Archived' },
    stage: { title: 'Stage', submit: 'Save it', choose: 'Done, or a new date', did: 'The stage is updated' },
    promise: {
      title: 'Later date',
      submit: 'Move the date',
      choose: 'Move the promised date',
      did: 'The promised date is moved',
    },
    agree: { title: 'Agree', submit: 'Agree', choose: 'Agree', did: 'Agreed' },
    propose: { title: 'Propose', submit: 'Propose', choose: 'Propose something else', did: 'Your proposal is made' },
    rule: { title: 'Decision', submit: 'Decide', choose: 'Decide', did: 'Decided' },
    decide: { title: 'Decision', submit: 'Decide', choose: 'Decide', did: 'Decided' },
    report: {
      title: 'Feedback',
      submit: 'Send the feedback',
      choose: 'Say what came of it',
      did: 'Your feedback is in',
    },
    follow: { title: 'As decided', submit: 'As decided', choose: 'As decided', did: 'It goes on as decided' },
    carry: { title: 'As decided', submit: 'As decided', choose: 'As decided', did: 'It goes on as decided' },
    snooze: {
      title: 'Remind me later',
      submit: 'Remind me then',
      choose: 'Remind me later',
      did: 'The reminder is put off',
    },
    ack: { title: 'Got it', submit: 'Got it', choose: 'Got it', did: 'Noted' },
    preferences: {
      title: 'How you hear from Baton',
      submit: 'Save',
      choose: 'How you hear from Baton',
      did: 'Saved',
    },
  },
  preferences: {
    news: {
      label: 'What to send me',
      help: 'Changes to tasks of your own, minutes and decisions that concern you come in either case.',
    },
    everything: 'Everything that concerns me',
    mine: 'Only what I have to do, answer or decide',
    quietDays: 'Days without mail',
    oneLeft: 'Leave at least one workday.',
    hour: 'Such as 10:30. What is new before that comes with the first check after it. Empty: as soon as it is found.',
    hourNotKept: (clock) =>
      `Here Baton checks once a day, at about ${clock}, so another hour cannot be kept yet. It is remembered for when it can.`,
    language: { label: 'Language', help: '' },
    way: { label: 'Where I want it', help: 'If you cannot be reached there, it comes by another way.' },
    anyWay: 'Wherever it reaches me first',
    whatever: 'Whatever you choose',
    always:
      'Escalations come at once, and so does what others are waiting for when it would be too late by your next mail.',
    fromBook: 'Your language and where you get your mails stand in the company’s address book; they are changed there.',
  },
  others: { first: 'What would you like to do', else: 'Something else' },
  back: 'Leave it as it is',
  undo: (minutes) => `Undo (${minutes} minutes)`,
  preview: 'See what else moves',
  look: 'Check what Baton reads in them',
  improving: 'An improvement: what, who, by when',
  remarks: 'A remark on each',
  capacity: 'What the department can give',
  judging: 'Who accepts it',
  itemByItem: (count) => `Item by item: ${count} agreed items`,
  forRework: 'For rework: who, by when',
  adjusting: 'What to adjust, or why not',

  note: {
    as: (name) => `Answering as ${name}.`,
    asFor: (name, owner) => `Answering as ${name}, for ${owner}.`,
    before: (minutes) => `Nothing changes until you confirm; you can undo it for ${minutes} minutes.`,
  },

  field: {
    output: { label: 'Evidence', help: 'A link, a file name or the result.' },
    progress: { label: 'Progress', help: '0 to 100.' },
    status: { label: 'Status', help: '' },
    risk: { label: 'Risk', help: 'What could get in the way; leave it empty if nothing could.' },
    result: { label: 'Results so far', help: 'A link, a file name or a result; leave it empty if there is none yet.' },
    newDue: { label: 'New date', help: '' },
    reason: { label: 'Reason', help: '' },
    detail: { label: 'What is holding it up, for everyone to see', help: '' },
    helpKind: { label: 'It is about', help: '' },
    issue: {
      label: 'What help is needed',
      help: 'What is the matter, and who should do what. Everyone can see it.',
    },
    question: { label: 'Your question', help: 'What is unclear, or does not fit. Everyone can see it.' },
    dueOn: { label: 'Needed by', help: 'Leave it empty if there is no deadline.' },
    reviewResult: { label: 'Result', help: '' },
    reviewReason: {
      label: 'Reason or remark',
      help: 'Sent back: what is missing, and how it should be. Passed: a remark, if there is one.',
    },
    answer: { label: 'Can it be done', help: '' },
    adjustment: {
      label: 'What to adjust',
      help: 'Which point is to change, and into what; if it cannot be done, why not.',
    },
    lead: { label: 'Lead', help: 'Who leads this request in the department.' },
    settlement: { label: 'What was agreed', help: 'What both sides agreed in writing.' },
    option: { label: 'Which option', help: '' },
    decision: { label: 'Decision', help: 'What happens now, in a sentence. Everyone can see it.' },
    newOwner: { label: 'Who', help: 'Choose, or type a name.' },
    support: { label: 'Support', help: 'What, from whom, and by when.' },
    followedDue: { label: 'New date', help: 'As the decision says it; change it if something else was meant.' },
    proposal: { label: 'What you propose', help: 'How it could be settled. The other side reads it word for word.' },
    kickoffOn: { label: 'Day', help: '' },
    talkOn: { label: 'Date of the talk', help: '' },
    talkResult: { label: 'What came of it', help: 'What you agreed on: who does what, by which date.' },
    talkSettles: { label: 'Does that settle it', help: 'If it does, it also counts as the written answer.' },
    agreedItems: {
      label: 'What was agreed, a line each',
      help: 'Item: delivery standard. The standard says how you can tell that it is good enough: a number, a date, or pass or fail.',
    },
    host: { label: 'Host', help: 'Leads the meeting and approves its minutes.' },
    minutes: { label: 'Minutes', help: 'Paste the text, from Word, Excel or a chat; a link will do, too.' },
    minutesFile: { label: 'Or choose a file', help: 'Word, Excel, plain text or Markdown, up to 1 MB.' },
    handinBy: { label: 'Handed in by', help: 'Who made it, for the responsible department.' },
    acceptor: { label: 'Accepted by', help: 'Checks it against what was agreed.' },
    acceptResult: { label: 'Conclusion', help: '' },
    findings: { label: 'Findings', help: 'What isn’t as agreed, and what has to change.' },
    reworkOwner: { label: 'Who reworks it', help: '' },
    reworkDue: { label: 'Rework by', help: '' },
    stageSaid: { label: 'Where it stands', help: '' },
    stageDue: { label: 'New date', help: 'Only if it moves.' },
    promisedDue: { label: 'Later date', help: 'Agree on it with the contact first.' },
    stageNote: { label: 'Reason or remark', help: 'Everyone on the request can see it.' },
    again: { label: 'Remind me on', help: '' },
    signRead: { label: 'I have read the above, and I sign it', help: '' },
    approveRead: { label: 'I have read the minutes above, and I approve them', help: '' },
  },
  verdicts: { fits: /* @__PURE__ */ (() => AS_AGREED.en)(), misses: 'not as agreed' },
  stage: { done: 'It is done', moved: 'It gets a new date' },
  settles: { yes: 'Yes, it is settled', no: 'No, still open' },
  kickoffOf: (request) => `${request} kick-off`,

  proposed: (day) => `Proposed: ${day}.`,
  decide: {
    due: 'Move it to a new date',
    owner: 'Somebody else does it',
    support: 'Give support',
    words: 'In your own words',
  },
  otherOption: 'Something else',

  error: {
    empty: 'Please fill this in.',
    choose: 'Choose one of the list.',
    unticked: 'Tick this once you have read it.',
    past: (day) => `${day} has passed; choose a day to come.`,
    early: (day) => `The earliest is ${day}.`,
    far: (day) => `The latest is ${day}.`,
    long: (most) => `This is too long; keep it under ${most} characters and link a file for the rest.`,
    same: 'That is the date it has already; choose another.',
    detail: 'With “Other”, say what it is.',
    standard: (line) => `“${line}” has no delivery standard; write it after a colon.`,
    ruled: 'Say what you decide: an option, a date, somebody to do it, support, or a sentence.',
    allDone: 'If all of it is done, use “It is done”.',
    anything: 'Please fill in at least one of these.',
    file: 'This file cannot be read: choose a .docx, .xlsx, .txt or .md, or paste its text.',
    goal: 'Nobody can tell when this is reached: add a number, a date, or what has to be passed.',
    lookAgain: 'The text has changed: check what Baton reads in it now, then hand it in.',
  },

  effect: {
    moved: 'What this changes',
    next: 'What happens next',
    moves: (name, owner, from, to) => [strong(name), `${owner && ` (${owner})`} ${from} → ${to}`],
    node: (kind, name, from, to, planned) => {
      const broken = planned === null ? ', not affected' : `, missed by the plan as it is (${planned})`;
      const what = kind === 'stage' ? `${NODE.stage} “${name}”` : `${NODE[kind]} of “${name}”`;
      return [`${what}: ${from}${to === null ? broken : ` → ${to}`}`];
    },
    more: (count) =>
      `${countWord(count)} more ${plural(count, 'task')} will move too.`.replace(/^./, (l) => l.toUpperCase()),
    waits: (name, day) => `It waits for “${name}”, which ends on ${day}.`,
    told: (count, names) => `${count} ${plural(count, 'person', 'people')} will be told: ${some(names)}.`,
    signedAgain: 'The wanted finish moves, so the departments that signed are asked to sign again.',
    nobodyTold: 'Nobody else is told.',
    frees: (names) => `${some(names)} can start.`,
    asks: (day, clock, names) => `On ${day} at ${clock}, ${list(names)} will be asked to help.`,
    blocked: 'The status becomes “Blocked”.',
    questionTo: (day, clock, name, days) =>
      `${name} gets it on ${day} at ${clock} at the latest. If it isn’t settled ${days} ${plural(days, 'workday')} later, the division leaders are asked.`,
    reviewNext: (name) => `${name} is asked to review it.`,
    departmentsAsked: (names) => `${list(names)} will be asked for an answer.`,
    sentBack: (name) => `It goes back to ${name} with the reason.`,
    signNext: (name) =>
      name === null ? 'You are asked to sign it next.' : `${name || 'The head of the department'} is asked to sign.`,
    settleNext: (name) => `${name} is asked to answer it in writing.`,
    invited: (day, clock, names) =>
      `On ${day} at ${clock}, ${some(names)} ${plural(names.length, 'is', 'are')} invited.`,
    agendaWritten: 'Its four usual topics are put on the agenda.',
    materialsTo: (day, clock, names) => `They go to ${some(names)} on ${day} at ${clock}.`,
    minutesNext: (host) =>
      host === null ? 'You are asked to approve them next.' : `${host || 'The host'} is asked to approve them.`,
    moreTasks: 'This is the first task; enter the others in the sheet, or here, one after the other.',
    moreGaps: (count) =>
      `${countWord(count)} more ${plural(count, 'task')} will be asked for after these.`.replace(/^./, (l) =>
        l.toUpperCase(),
      ),
    confirmAsked: (departments) =>
      `${list(departments)} ${plural(departments.length, 'is', 'are')} asked to confirm it.`,
    concludeAsked: (name) => `${name} is asked for the conclusion.`,
    tracked: (owner) => `${owner} hears of it, and the improvement is tracked like a task.`,
    archived: 'That closes the request: nobody gets mail about it any more.',
    notLookedBack: 'There is no retrospective yet, and nobody will be asked for one after this.',
    clock: (days) =>
      `The count starts again today; it escalates after another ${days} ${plural(days, 'workday')} without change.`,
    ruled: 'Everyone involved is told.',
    change: (where, from, to) => [`${where}: ${from ? `${from} → ` : ''}`, strong(to)],
    instead: (day, moves) => `For example ${day}${moves.length > 0 ? `; that moves ${some(moves)}` : ''}.`,
    loads: (people) => list(people.map(({ name, open }) => `${name} (${open === 0 ? 'nothing' : open} open)`)),
    concludedNext: 'Once all departments have confirmed, the conclusion is asked for.',
    concluded: 'Everyone on the request is told.',
    passedThough: 'It passes although an item is not as agreed.',
    nextRound: 'The next round of acceptance begins, with the same output handed in today.',
    proposed: (others) =>
      `It holds once ${others.length > 1 ? 'one of the other side' : (others[0] ?? 'the other side')} agrees.`,
    quietBefore: (day) => `You won’t be reminded of this before ${day}.`,
    escalates: (day, clock, names) =>
      `If nothing changes by ${day} ${clock}, ${list(names)} will still be asked to step in.`,
  },

  document: {
    changed: 'Changed since the last signature',
    foundBefore: 'Found in the last round',
    agreed: 'Agreed',
    topicsRead: (count) => `${count} ${plural(count, 'topic')} read`,
    actionsRead: (count) => `${count} ${plural(count, 'action')} read`,
    nothingRead: 'No topics and no actions read',
    notRead: 'Not read as a topic or an action',
    moreLines: (count) => `and ${count} more ${plural(count, 'line')}`,
    textKept: 'The whole text is kept in the minutes.',
    archived: 'What is listed in the archive',
    task: (owner, accountable, dates, output) =>
      [owner && `Responsible ${owner}`, accountable && `accountable ${accountable}`, dates, output]
        .filter(Boolean)
        .join(' · '),
    late: 'The plan ends later than was promised',
    promised: (stage, day) => `${stage ? `Stage “${stage}”` : NODE['wanted-finish']}: ${day}`,
    lateTask: (name, day, days) => `${name}: ${day}, ${days} ${plural(days, 'workday')} later`,
    others: ({ supporting, consulted, informed }) =>
      capitalise(
        [
          supporting.length > 0 && `Supporting ${list(supporting)}`,
          consulted.length > 0 && `consulted ${list(consulted)}`,
          informed.length > 0 && `informed ${list(informed)}`,
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    needs: (after, support) =>
      capitalise(
        [after.length > 0 && `after ${list(after)}`, support && `needs: ${support}`].filter(Boolean).join(' · '),
      ),
    action: (owner, due, output) => [owner, due && `by ${due}`, output].filter(Boolean).join(' · '),
    cut: (workbook) =>
      `This is long, and only part of it is shown; the whole text is in the workbook “${workbook}”. Read it before you sign.`,
    proposed: (name) => `What ${name} proposes`,
    decided: (by, day) => ['Decided', by && `by ${by}`, day && `on ${day}`].filter(Boolean).join(' '),
    typed: 'What you wrote',
    asksAbout: (by, name) => `${by} has a question about “${name}”`,
    signedFor: (signer, by) => `Signed by ${by} for ${signer}`,
  },

  empty: '(empty)',

  result: {
    nextMails: (day, clock) => `The next mails, on ${day} at ${clock}, take it into account.`,
    settled: 'Nothing more is needed from you on this.',
    still: 'Still with you',
    nothingStill: 'Nothing else is waiting for you.',
    moreStill: (count) => `and ${countWord(count)} more`,
    undone: { title: 'Undone', lines: ['The workbook is back to what it said before.'] },
    already: {
      title: 'You have answered this already',
      lines: ['The same form came twice; it was saved once.'],
    },
    changed: {
      title: 'Somebody changed this row just now',
      lines: ['Nothing is saved yet. Below is how it stands now; look at it and confirm once more.'],
    },
    busy: {
      title: 'The workbook is in use',
      lines: ['Nothing is saved yet; what you filled in is below. Confirm again in a moment.'],
    },
    undoChanged: {
      title: 'Not undone',
      lines: ['Somebody has changed the same row since. So that their words stay, change it in the workbook.'],
    },
    undoBusy: { title: 'Not undone yet', lines: ['The workbook is in use; try again in a moment.'] },
    undoLate: (minutes) => ({
      title: 'Too late to undo',
      lines: [`An answer can be undone for ${minutes} minutes. From now on, change it in the workbook.`],
    }),
    closed: { title: 'This is closed', lines: ['There is nothing left to answer.'] },
    notYours: {
      title: 'This is not with you now',
      lines: ['Somebody may have dealt with it, or it has another owner. You don’t have to do anything.'],
    },
    gone: {
      title: 'This is not in the workbook any more',
      lines: ['It may have been deleted. There is nothing left to answer.'],
    },
    lost: (why, standing, copy) => ({
      title: 'Nothing was saved',
      lines: [`${why}.`, ...standing, ...(copy ? ['What you wrote stands below, to copy.'] : [])],
    }),
    now: {
      standing: (text) => `Status: ${text}.`,
      isWith: (names) => `It is with ${list(names)} now.`,
      decided: (by, day, decision) =>
        `${['Decided', by && `by ${by}`, day && `on ${day}`].filter(Boolean).join(' ')}: ${decision}`,
    },
    helpOpen: (row, names) => ({
      title: 'Help has been asked for already',
      lines: [
        `${row}${names.length > 0 ? ` is with ${list(names)}` : ' is open'}. What has to be added to it, write there.`,
      ],
    }),
    other: {
      title: 'This answer is not needed any more',
      lines: ['Things have changed; below is what you can answer now.'],
    },
  },
  plain: {
    expired: {
      title: 'This link has expired',
      lines: ['Use the buttons of your latest mail, or write into the workbook.'],
    },
    ended: {
      title: 'This calendar address no longer works',
      lines: ['Your next mail that brings dates has a new one.'],
    },
    invalid: {
      title: 'This link is not complete',
      lines: ['Press the button in the mail once more, or copy the whole link into the browser.'],
    },
    stranger: {
      title: 'This link does not work any more',
      lines: [
        'Whoever it was made for is not in the directory, or has another address. Use the buttons of your latest mail.',
      ],
    },
    gone: {
      title: 'The workbook cannot be found',
      lines: ['It may have been moved or deleted; ask the keeper of the workbook.'],
    },
    paused: {
      title: 'The workbook is paused',
      lines: ['Answers are not taken here for now; ask the keeper of the workbook.'],
    },
    busy: { title: 'The workbook is in use', lines: ['Nothing was saved; open the link again in a moment.'] },
    late: { title: 'Too late to undo', lines: ['From now on, change it in the workbook.'] },
    'too-long': {
      title: 'This is too long',
      lines: ['Nothing was saved. Go back, keep it shorter, and link a file for the rest.'],
    },
    failed: {
      title: 'Answers are not possible right now',
      lines: ['Nothing was saved. Try again in a moment, or write into the workbook.'],
    },
    unsure: {
      title: 'We cannot tell whether it was saved',
      lines: ['Look at the workbook; if it is not there, answer once more.'],
    },
  },
};
