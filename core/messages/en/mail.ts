/** Every sentence of a digest, in English. */
import type { AnswerKind } from '../../answers/model.ts';
import { strong, struck } from '../../text/span.ts';
import { capitalise } from '../../text/words.ts';
import type { Helper, MailMessages, NewsKind, Role } from '../mail-messages.ts';
import { countWord, listOf, plural } from './format.ts';

const [c, list] = [countWord, listOf];
const things = (n: number) => `${c(n)} ${plural(n, 'thing')}`;
const is = (n: number) => plural(n, 'is', 'are');
const days = (n: number) => `${n} ${plural(n, 'workday')}`;
const by = (owner: string) => (owner ? ` (${owner})` : '');
const among = (items: readonly string[], more: number) =>
  more > 0 ? `${items.join(', ')} and ${c(more)} more` : list(items);
/** Names while they are few. */
const few = (departments: readonly string[]) =>
  departments.length > 2 ? `${c(departments.length)} departments` : list(departments);
const trend = (more: number) =>
  more === 0 ? 'as many overdue as' : `${c(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} overdue than`;
const allOpen = (n: number) =>
  n > 2 ? `All ${n} open tasks are` : plural(n, 'The one open task is', 'Both open tasks are');
const bare = (sentence: string) => sentence.replace(/[.。]$/, '');

const HELPER: Readonly<Record<Helper['role'], string>> = {
  accountable: 'approver',
  'division-leader': 'division leader',
  'project-lead': 'project lead',
  executive: 'executive',
};
/** Several of one office share its name: "division leaders Zhao Yi and Lu Wei". */
const helpers = (people: readonly Helper[]) => {
  const offices = [...new Set(people.filter(({ name }) => name).map(({ role }) => role))];
  const named = offices.map((office) => {
    const names = people.flatMap(({ name, role }) => (name && role === office ? [name] : []));
    return `${plural(names.length, HELPER[office])} ${list(names)}`;
  });
  return list([...named, ...(people.some(({ name }) => !name) ? ['you'] : [])]);
};
const help = (people: readonly Helper[]) =>
  people.some(({ role }) => role === 'executive') ? 'to decide' : 'to step in';

const NEWS: Readonly<Record<NewsKind, (n: number) => string>> = {
  decided: (n) => `${n} decided`,
  decide: (n) => `${n} to decide`,
  late: (n) => `${n} overdue`,
  today: (n) => `${n} due today`,
  evidence: (n) => `${n} without evidence`,
  act: (n) => `${n} to do`,
  soon: (n) => `${n} due soon`,
  waiting: (n) => `${n} waiting for other tasks`,
  first: (n) => `${n} ${plural(n, 'task')} of yours`,
  assigned: (n) => `${n} new ${plural(n, 'task')}`,
  update: (n) => `${n} to update`,
  overview: () => 'the week',
  mend: (n) => `${n} sheet ${plural(n, 'entry', 'entries')} to mend`,
  know: (n) => (n === 1 ? 'FYI' : `${n} to know about`),
};

/** What an answer did, for whoever waited for it. */
const DID: Readonly<Partial<Record<AnswerKind, string>>> = {
  done: 'finished the task',
  complete: 'completed the request',
  submit: 'handed in the request',
  review: 'reviewed the request',
  assess: 'answered for the department',
  settle: 'wrote down what was agreed',
  talk: 'wrote down the talk',
  consensus: 'wrote the list of what was agreed',
  kickoff: 'called the kick-off',
  sign: 'signed',
  approve: 'approved the minutes',
  divide: 'completed the division of work',
  materials: 'sent the materials',
  feedback: 'wrote back on the materials',
  minutes: 'handed in the minutes',
  research: 'answered the open question',
  handin: 'handed in for acceptance',
  confirm: 'confirmed what was handed in',
  conclude: 'concluded the acceptance',
  reworked: 'finished the rework',
  agree: 'agreed to the proposal',
  propose: 'made a proposal',
  rule: 'decided',
  follow: 'goes on as decided',
};

const ROLES: Readonly<Record<Role, string>> = {
  responsible: 'R (responsible)',
  accountable: 'A (accountable)',
  supporting: 'S (supporting)',
  consulted: 'C (consulted)',
  informed: 'I (informed)',
  'division-leader': 'the division leader',
  'department-head': 'the head of department',
  'project-lead': 'the project lead',
  executive: 'the executive',
  keeper: 'the keeper',
  mover: 'the one whose turn it is',
  writer: 'the one who filled it in',
  involved: 'involved',
  delegate: 'a delegate',
};

/** Of several: "you are the head of department and involved, and it is your move". */
const reasons = (roles: readonly Role[]) => {
  const are = roles.filter((role) => role !== 'mover').map((role) => ROLES[role]);
  return [are.length > 0 && `you are ${list(are)}`, are.length < roles.length && 'it is your move']
    .filter((part) => part !== false)
    .join(', and ');
};

export const mail: MailMessages = {
  brand: 'BATON',
  fonts:
    "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",

  headline: {
    decide: (name, count, others) =>
      `${name}, ${things(count)} ${plural(count, 'needs', 'need')} your decision${others > 0 ? `, and ${c(others)} more ${plural(others, 'waits', 'wait')} for you` : ''}`,
    act: (name, count, highlight, n) => {
      const state = highlight && { late: 'overdue', today: 'due today' }[highlight];
      const who = count === 1 ? 'and it is' : n === count ? `${n === 2 ? 'both' : 'all'} are` : `${c(n)} ${is(n)}`;
      const comma = count === 1 ? ' ' : ', ';
      return `${name}, ${things(count)} ${is(count)} waiting for you${state ? `${comma}${who} ${state}` : ''}`;
    },
    unnamed: (name, late, today, others) => {
      const counts = [
        [late, 'overdue'] as const,
        [today, 'due today'] as const,
        [others, 'without an update'] as const,
      ];
      const said = counts
        .filter(([n]) => n > 0)
        .map(([n, state], i) => `${i === 0 ? things(n) : c(n)} ${is(n)} ${state}`);
      return `${name}, ${list(said)}`;
    },
    decided: (name, count, others) =>
      `${name}, ${things(count)} ${plural(count, 'was', 'were')} decided${others > 0 ? `, and ${c(others)} more ${is(others)} waiting for you` : ''}`,
    soon: (name, count, within) =>
      `${name}, ${things(count)} ${is(count)} due within ${c(within)} ${plural(within, 'workday')}`,
    waiting: (name, count) => `${name}, ${things(count)} ${plural(count, 'has', 'have')} to wait for another task`,
    first: (name, count) => `${name}, ${c(count)} ${plural(count, 'task')} in this workbook ${is(count)} yours`,
    assigned: (name, count) => `${name}, you have ${c(count)} new ${plural(count, 'task')}`,
    update: (name, department, count) =>
      `${name}, ${things(count)}${department && ` in ${department}`} ${plural(count, 'needs', 'need')} an update`,
    mend: (name, count) =>
      `${name}, ${c(count)} ${plural(count, 'entry', 'entries')} in the workbook ${plural(count, 'needs', 'need')} mending`,
    overview: (name, departments, late) =>
      late > 0
        ? `${name}, ${things(late)} in ${few(departments)} ${is(late)} overdue`
        : `${name}, nothing in ${few(departments)} is overdue`,
    know: (name, count) => `${name}, ${things(count)} to know about`,
  },
  also: {
    soon: (count, day, within) =>
      day ? `${c(count)} due ${day}` : `${c(count)} due within ${c(within)} ${plural(within, 'workday')}`,
    waiting: (count) => `${c(count)} waiting for another task`,
    first: (count) => `${c(count)} ${plural(count, 'task')} of yours`,
    assigned: (count) => `${c(count)} new ${plural(count, 'task')}`,
    update: (count) => `${c(count)} to update`,
    mend: (count) => `${c(count)} ${plural(count, 'entry', 'entries')} to mend`,
    still: (count) => `${c(count)} still open from earlier mails`,
    sentence: (parts) => `Also ${list(parts)}.`,
  },
  urgent: (name) => `Urgent: ${name}`,
  nothingMore: 'The rest needs nothing from you.',
  nothingElse: 'What is not listed needs nothing from you.',

  subject: {
    news: (kind, count) => NEWS[kind](count),
    whole: (news, title, more, project) =>
      `${news.join(', ')}${title ? `: ${title}${more ? ', …' : ''}` : ''}${project ? ` (${project})` : ''}`,
  },
  preview: (title, when) => `${title}: ${when}`,

  section: {
    decided: 'To go on as decided',
    decide: 'Yours to decide',
    move: 'Your move now',
    soon: (within) => `Within ${c(within)} ${plural(within, 'workday')}`,
    unnamed: 'Nobody is named for these',
    still: 'Still open from earlier mails',
    waiting: 'Waiting for other tasks',
    assigned: 'New for you',
    first: 'What is yours',
    update: 'Waiting for an update',
    mend: 'Rows to mend',
    know: 'For your information',
  },
  more: (count, names) =>
    names.length > 0
      ? `${capitalise(c(count))} more: ${among(names, count - names.length)}`
      : `${capitalise(c(count))} more in the workbook`,
  moreOf: (count, cut) => `${capitalise(c(count))} more${cut ? ', among them' : ''}:`,

  when: {
    late: (n, due) => `${n > 0 ? `${days(n)} late` : 'Late since this evening'} · was due ${due}`,
    today: (clock) => `Today before ${clock}`,
    ahead: (due, n) => `${due}, ${days(n)} left`,
    dayOff: (due, end) => `${due} (a day off, counts until ${end})`,
    stuck: (n, due, late) => `Stuck for ${days(n)}${due ? ` · ${late ? 'was due' : 'due'} ${due}` : ''}`,
    quiet: (n) => `No due date · no update for ${days(n)}`,
    done: 'Done, evidence missing',
    incomplete: 'to be completed',
    earliest: (day, planned) => `Can start ${day} at the earliest${planned ? ` · planned ${planned}` : ''}`,
  },
  card: {
    state: (status, progress, updated, still) =>
      [
        status,
        [
          progress === null ? '' : `${progress}% done`,
          updated && (still > 1 ? `no update for ${days(still)}, since ${updated}` : `last updated ${updated}`),
        ]
          .filter(Boolean)
          .join(', '),
      ]
        .filter(Boolean)
        .map((part) => capitalise(part!))
        .join(' · '),
    owner: (name, department) => [strong('Responsible: '), `${name}${department && ` (${department})`}`],
    alsoAsked: (people) => [strong('Also asked: '), helpers(people)],
    item: (name, owner, due) => `${name}${owner || due ? ` (${[owner, due].filter(Boolean).join(', ')})` : ''}`,
    blocks: (items, more) => [strong('Holds up: '), among(items, more)],
    waitsFor: (items, more) => [strong('Waits for: '), among(items, more)],
    doneWhen: (text) => [strong('Done when: '), text],
    reason: (text) => [strong('Reason: '), text],
    noReason: 'No reason given yet',
    risk: (text) => [strong('Risk: '), text],
    unchangedSince: (day) => `No change since ${day}`,
    isWith: (people) => `${list(people)} ${people.length === 1 ? 'decides' : 'decide'} it now`,
    toldLeader: (day, leader) =>
      `${leader ? `Division leader ${leader}` : 'The level before'} was asked to step in on ${day}; nothing has changed`,
    next: (day, clock, left, people) =>
      left > 0
        ? `If nothing changes by ${day} ${clock} (${days(left)} left), ${helpers(people)} will be asked ${help(people)}.`
        : `Today is the last day: if nothing changes by ${clock}, ${helpers(people)} will be asked ${help(people)}.`,
    asked: (people) =>
      `Nothing has changed, so ${helpers(people)} ${people.length === 1 && people[0]!.name ? 'has' : 'have'} been asked today ${help(people)}.`,
    dueNow: (day, left) => (left > 0 ? `Due ${day}, ${days(left)} left` : `Due ${day}`),
    wasDue: (day) => `It was due ${day}`,
    ask: {
      carryOut: (due, owner) =>
        `Go on as decided${due || owner ? `, and put ${[due && `the date ${due}`, owner && `${owner} as responsible`].filter(Boolean).join(' and ')} into the workbook` : ''}.`,
      newDate: 'Go on as decided, and say by when.',
      reason: 'Add the reason, or a new date.',
      newDateAndReason: 'Give a new date, and the reason.',
      evidence: 'Add the evidence: a link, a file name or the result.',
      doneWithEvidence: 'If it is done, say so and add the evidence: a link, a file name or the result.',
      doneOrNewDate: 'If it is done, say so and add the evidence; if not, give a new date and the reason.',
      update: 'Say how far it is, even if nothing has changed.',
      push: (owner) =>
        `Agree${owner ? ` with ${owner}` : ''} how it goes on: a new date, support, or somebody else to do it.`,
      decide: () => 'Decide how it goes on: a new date, support, or somebody else to do it.',
    },
  },
  decision: {
    stuck: (n) => `Stuck for ${days(n)}`,
    noReason: (owner) => `${owner} gave no reason`,
    noOwner: 'Nobody is named for it',
    reason: (owner, reason) => (owner ? `${owner}: ${reason}` : reason),
    holdsUp: (name, day) => `Holds up ${name}${day ? ` (${day})` : ''}`,
    until: (day, clock, left, people) =>
      `If it is not decided by ${left > 0 ? `${day} ${clock} (${days(left)} left)` : `${clock} today`}, it goes to ${helpers(people)}.`,
    moveTo: (day) => `Move to ${day}`,
    takeOver: (name) => `Give to ${name}`,
    choose: (option) => `Choose ${option}`,
    other: 'Something else',
  },
  button: {
    done: 'Done',
    result: 'Add the result',
    progress: 'Progress',
    redate: 'New date',
    help: 'Need help',
    question: 'A question',
    complete: 'Fill it in',
    submit: 'Hand it in',
    review: 'Review',
    assess: 'Answer',
    settle: 'Write it down',
    talk: 'Note a talk',
    kickoff: 'Call the kick-off',
    consensus: 'Write the list',
    divide: 'Complete it',
    sign: 'Sign',
    materials: 'Send materials',
    feedback: 'Give feedback',
    minutes: 'Hand in the minutes',
    approve: 'Approve',
    research: 'Send the result',
    handin: 'Hand it in',
    confirm: 'Confirm',
    conclude: 'Conclude',
    reworked: 'Rework done',
    lookback: 'Write it down',
    archive: 'Say where it is',
    stage: 'Done or new date',
    promise: 'Move the date',
    agree: 'Agree',
    propose: 'Propose',
    rule: 'Decide',
    decide: 'Decide',
    report: 'Give feedback',
    follow: 'As decided',
    carry: 'As decided',
    forward: 'Bring it forward',
    snooze: 'Remind me later',
    ack: 'Got it',
    preferences: 'How you hear from Baton',
  },
  answer: 'Answer',
  reasons: { resources: 'Resources', process: 'Process', other: 'Other' },
  why: (roles) =>
    roles.length === 1 && roles[0] === 'mover' ? 'your move' : `you are ${list(roles.map((role) => ROLES[role]))}`,
  open: 'Open the workbook',
  assigned: {
    baton: (workbook) =>
      `Baton reads the workbook “${workbook}” every workday and mails you when something in it is yours to do, to decide or to know. You go on working in the workbook as before: nothing to install, no account.`,
    from: (day) => `from ${day}`,
    due: (day) => `due ${day}`,
    output: (text) => [strong('Output: '), text],
    needs: (text) => [strong('Needs: '), text],
    repeats: (rule) => [strong('Repeats: '), rule],
    leftOut: (count, from, to) =>
      count === 1
        ? `the one for ${from} was left out: nobody checked the workbook then`
        : `${count} were left out, from ${from} to ${to}: nobody checked the workbook then`,
    others: (people) => [strong('Also on it: '), people.join(', ')],
    covers: (name) => `for ${name}`,
  },
  unnamed: { late: 'Overdue', today: 'Due today' },
  update: {
    before: (department, day, time) => `Not updated this week yet in ${department}; please do so by ${day} ${time}.`,
    after: (department, day, time) => `Still not updated in ${department}; it was due by ${day} ${time}.`,
    daily: (department, day, time) =>
      `In ${department} what is below is updated every workday by ${time}; the update of ${day} is missing.`,
    entry: (owner, n) => [owner, n > 0 && `no update for ${days(n)}`].filter(Boolean).join(', '),
  },
  mend: {
    place: (tab, rows, more, column) => {
      const named = more > 0 ? `${rows.join(', ')} and ${more} more` : list(rows);
      const where = rows.length > 0 ? `, ${plural(rows.length + more, 'row')} ${named}` : '';
      return `${tab}${where}${column ? `, “${column}”` : ''}`;
    },
    entry: (place, problem) => [strong(`${place}:`), ` ${problem}`],
    more: (count, places) => `${capitalise(c(count))} more: ${places.join('; ')}`,
  },
  overview: {
    title: (departments) => (departments.length > 1 ? 'Your departments' : `This week in ${list(departments)}`),
    subject: (departments) => `the week of ${few(departments)}`,
    standing: (open, fine, more) =>
      `${fine === open ? allOpen(open) : `${fine} of ${open} tasks ${plural(fine, 'is', 'are')}`} on time${more === null ? '' : `, ${trend(more)} last week`}.`,
    rest: ({ late, isRest, isBrief, unowned, risks }) => {
      const said = [
        late > 0 && `${c(late)}${isRest ? ' more' : ''} overdue`,
        risks > 0 && `${c(risks)} at risk`,
      ].filter((part) => part !== false);
      if (said.length === 0) return '';
      const owned = isBrief || late < 2 ? '' : ', each with an owner and a date';
      const owners = unowned > 0 ? `, ${c(unowned)} without an owner` : owned;
      return `${capitalise(list(said))}${late > 0 ? owners : ''}`;
    },
    figure: {
      fine: 'on time',
      late: 'overdue',
      stuck: 'stuck',
    },
    meeting: (when, name, agenda) => `${when} ${name}${agenda && `: ${agenda}`}`,
    today: 'Today',
    agenda: {
      actions: (done, all) => `${done} of ${all} actions done`,
      late: (count) => `${count} overdue`,
    },
    tasks: (count, late) => `${count} ${plural(count, 'task')}${late > 0 ? `, ${late} overdue` : ''}`,
    more: (count) => `and ${c(count)} more`,
  },
  joint: {
    projects: (count) => `${count} ${plural(count, 'project')}`,
    weeks: (count) => `This week in ${c(count)} ${plural(count, 'project')}`,
    byProject: 'By project',
    standing: (stuck, decisions) =>
      [stuck && `${stuck} stuck`, decisions && `${decisions} to decide`].filter((count) => count !== 0),
    more: (count) => `${capitalise(c(count))} more ${plural(count, 'project')}`,
    beyond: 'For these a mail has no room',
  },
  know: {
    due: (from, to, reason, owner, mover) => [
      ...(from && to
        ? ['moved ', struck(from), ` → ${to}`]
        : to
          ? [`set for ${to}`]
          : ['has no date any more: ', struck(from)]),
      `${mover && ` by ${mover}`}${by([bare(reason), mover === owner ? '' : owner].filter(Boolean).join('; '))}`,
    ],
    owner: (from, to) => ['responsible ', ...(from ? [struck(from), ' → '] : []), to || 'nobody yet'],
    scope: (doneWhen, owner) => [`changed in content${doneWhen && `; now done when: ${bare(doneWhen)}`}${by(owner)}`],
    stopped: (status, reason, owner) => [
      `marked as ${status.toLowerCase()}${reason && `: ${bare(reason)}`}${by(owner)}`,
    ],
    stuck: (n, asked, owner) => [
      `stuck for ${days(n)}; ${list(asked)} ${plural(asked.length, 'has', 'have')} been asked to step in${by(owner)}`,
    ],
    of: (name, rest) => [strong(`${name}:`), ' ', ...rest],
    update: (items, more) => [`no update yet for ${among(items, more)}`],
    other: (when, owner) => [`${when}${by(owner)}`],
    isWithSince: (name, n) => (n > 0 ? `${name} (for ${days(n)})` : name),
    isWith: (people, names, more) => `Now with ${list(people)} to decide: ${among(names, more)}`,
  },
  where: (workbook, places) =>
    places.length === 1
      ? `Update in the workbook “${workbook}”, sheet “${places[0]!.tab}”; find the row by its ID (such as ${places[0]!.id}).`
      : `Update in the workbook “${workbook}”, sheets ${list(places.map(({ tab, id }) => `“${tab}” (such as ${id})`))}; find rows by their IDs.`,
  whereToMend: (workbook) => `Mend them in the workbook “${workbook}”.`,
  handedOn: {
    event: (name, kind) => `${name} ${DID[kind] ?? 'answered'}`,
    own: 'Your next step',
    asked: (count) => (count === 1 ? 'The next step is yours.' : `The next ${c(count)} steps are yours.`),
    told: 'For your information; no answer is needed.',
    why: (name, clock) => `It comes today because ${name} answered at ${clock} and this follows from it.`,
    whyOwn: (clock) => `It comes today because you answered at ${clock} and this follows from it.`,
  },
  footer: {
    leader: 'Weekly, or when a decision is yours.',
    why: (roles) => `You get this because ${reasons(roles)}.`,
    unnamed: (column) =>
      `Tasks that nobody is named for come to you. ${column ? `Write names under “${column}”` : 'Add a column headed “Owner”'}, and add the people to the directory: then they hear of their own.`,
    reply: 'You can also reply in your own words; what was understood comes back for you to confirm.',
    next: (day, clock) => `Next check: ${day} ${clock} · no mail if nothing is new or due`,
    dates: 'Attached: upcoming dates for your calendar.',
    subscribe: 'Keep all your dates in your own calendar',
    subscribeTo: (project) => `Keep all your dates in your own calendar: ${project}`,
    preferences: (project) => (project === null ? 'How you hear from Baton' : `How you hear about ${project}`),
  },
  calendar: {
    name: (project) => `Baton · ${project}`,
    due: (name) => `Due: ${name}`,
    about: (project, id) => `${project} · ${id}`,
  },
};
