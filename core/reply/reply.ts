/** Reads an e-mail reply into answers, sure or to be asked back. */
import type { AnswerKind, Typed } from '../answers/model.ts';
import type { Doubt, ReplyContext, ReplyItem, Understood } from '../answers/reply-model.ts';
import { must } from '../text/must.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Clause } from './clause.ts';
import { asOneText, type Piece, piecesOf } from './pieces.ts';

/** An acknowledgement holds so many workdays at most. */
const LONGEST_ACK = 10;

/**
 * Reads a reply, its quoted part already taken off, into answers. Nothing is done by that: what is sure is still shown to
 * whoever wrote it, and the rest is asked back.
 */
export const readReply = (text: string, context: ReplyContext): readonly Understood[] => {
  const { pieces, loose } = piecesOf(text, context);
  const read = pieces.flatMap((piece) => piece.items.flatMap((item) => readPiece(item, piece, context)));
  const unplaced: Understood[] = loose.map(({ text, doubt }) => ({
    ...UNSURE,
    item: null,
    kind: null,
    text,
    doubt,
  }));
  if (read.length + unplaced.length === 0)
    return [{ ...UNSURE, item: null, kind: null, text: text.trim(), doubt: 'nothing' }];
  // Words that belong to none of the items may take back what was said of one.
  const whole = loose.length > 0 ? read.map((one) => doubted(one, 'unread')) : read;
  return [...whole.map((one) => (isTwice(one, whole) ? doubted(one, 'mixed') : one)), ...unplaced];
};

const UNSURE = { sure: false, typed: {} } as const;

const doubted = (one: Understood, doubt: Doubt): Understood => (one.sure ? { ...one, sure: false, doubt } : one);

/** Said of the same item in two places: the second may correct the first. */
const isTwice = (one: Understood, all: readonly Understood[]): boolean =>
  all.some((other) => other.item === one.item && other.text !== one.text);

type Is = Clause['is'];
/** What a reply can be about, of which there may be one, and what goes with it. */
const MAIN = ['done', 'progress', 'started', 'redate', 'promise', 'help', 'agree', 'disagree', 'sign', 'rule'] as const;
type Main = (typeof MAIN)[number];
const WITH: Readonly<Record<Main, readonly Is[]>> = {
  done: ['evidence'],
  progress: ['evidence', 'not-done', 'started', 'redate', 'promise'],
  started: ['not-done', 'redate', 'promise', 'progress'],
  redate: ['reason', 'other', 'evidence', 'not-done', 'progress', 'started'],
  promise: ['reason', 'not-done', 'progress', 'started'],
  help: ['reason', 'other', 'not-done'],
  agree: [],
  disagree: ['reason', 'other'],
  sign: ['agree'],
  rule: [],
};
const SILENT: readonly Is[] = ['polite', 'ack', 'weak-ack'];
/** Answers to what asks for a decision of one's own. */
const DECISIONS = ['review', 'assess', 'approve', 'settle', 'sign', 'rule'] as const;

const readPiece = (item: ReplyItem, piece: Piece, context: ReplyContext): Understood[] => {
  const said = piece.clauses.filter(({ clause }) => !SILENT.includes(clause.is));
  const has = (is: Is) => piece.clauses.some(({ clause }) => clause.is === is);
  const mains = MAIN.filter(has);
  const proposals = answersIn(item, piece, context, mains);
  const unsure = (doubt: Doubt): Understood[] =>
    proposals.length > 0
      ? proposals.map((one) => doubted(one, doubt))
      : [{ ...UNSURE, item: item.id, kind: null, text: piece.text, doubt }];

  if (has('question')) return unsure('question');
  if (has('hedged')) return unsure('hedged');
  if (mains.length === 0)
    return has('not-done') ? unsure('not-done') : readSilence(item, piece, said.length > 0, has, unsure);
  const together = mains.every((main) =>
    said.every(({ clause }) => clause.is === main || WITH[main].includes(clause.is)),
  );
  // What help is needed may take more than one clause.
  const twice = mains.some((main) => main !== 'help' && said.filter(({ clause }) => clause.is === main).length > 1);
  const isMixed = mains.some((main) => mains.some((other) => other !== main && !WITH[main].includes(other)));
  return together && !twice ? proposals : unsure(isMixed || twice || has('not-done') ? 'mixed' : 'unread');
};

/** No act: they know, and where they are asked to decide that may be their decision. */
const readSilence = (
  item: ReplyItem,
  piece: Piece,
  saysMore: boolean,
  has: (is: Is) => boolean,
  unsure: (doubt: Doubt) => Understood[],
): Understood[] => {
  if (saysMore) return unsure('unread');
  if (!has('ack') && !has('weak-ack')) return [];
  const isDecision = !has('ack') && item.may.some((kind) => DECISIONS.some((decision) => decision === kind));
  return isDecision ? unsure('which-answer') : [answer(item, piece, 'ack', {})];
};

/** `started` says less than what stands beside it, and `agree` beside `sign` the same. */
const answersIn = (item: ReplyItem, piece: Piece, context: ReplyContext, mains: readonly Main[]): Understood[] =>
  mains
    .filter((main) => main !== 'started' || mains.length === 1)
    .filter((main) => main !== 'agree' || !mains.includes('sign'))
    .map((main) => READ[main](item, piece, context));

type Read = (item: ReplyItem, piece: Piece, context: ReplyContext) => Understood;

const answer = (item: ReplyItem, { text }: Piece, kind: AnswerKind, typed: Typed): Understood =>
  item.may.includes(kind)
    ? { sure: true, item: item.id, kind, typed, text }
    : { ...UNSURE, item: item.id, kind: null, text, doubt: 'not-theirs' };

const textOf = ({ clauses }: Piece, ...wanted: readonly Is[]): string =>
  asOneText(clauses.filter(({ clause }) => wanted.includes(clause.is)));

const find = <K extends Is>({ clauses }: Piece, is: K): Extract<Clause, { is: K }> =>
  must(
    clauses.map(({ clause }) => clause).find((clause): clause is Extract<Clause, { is: K }> => clause.is === is),
    `clause that says ${is}`,
  );

const filled = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));

const READ: Readonly<Record<Main, Read>> = {
  done: (item, piece, { attachments }) =>
    answer(
      item,
      piece,
      'done',
      filled({ output: [textOf(piece, 'evidence'), ...attachments].filter(Boolean).join(', ') }),
    ),

  progress: (item, piece) => {
    const { share } = find(piece, 'progress');
    if (share > 100) return doubted(answer(item, piece, 'progress', {}), 'unread');
    // All of it: done, or all but the signature. Only they know.
    if (share === 100)
      return doubted(answer(item, piece, 'done', filled({ output: textOf(piece, 'evidence') })), 'which-answer');
    return answer(item, piece, 'progress', filled({ progress: String(share), output: textOf(piece, 'evidence') }));
  },

  started: (item, piece) => answer(item, piece, 'progress', { status: 'in-progress' }),

  redate: (item, piece, context) => {
    const { day } = find(piece, 'redate');
    const detail = textOf(piece, 'reason', 'other', 'evidence');
    const given = redated(item, piece, context, day, detail);
    return day !== null && item.due !== null && day < item.due ? doubted(given, 'before-due') : given;
  },

  promise: (item, piece, context) => {
    const { day } = find(piece, 'promise');
    const { today, calendar } = context;
    const detail = textOf(piece, 'reason');
    if (day === null || (item.due !== null && day > item.due)) {
      return doubted(redated(item, piece, context, day, detail), 'later-than-due');
    }
    if (day < today) return doubted(answer(item, piece, 'ack', {}), 'past');
    // 今天完成: it is, or it will be.
    if (day === today) return doubted(answer(item, piece, 'ack', {}), 'which-answer');
    const before = calendar.workdayOnOrBefore(day);
    // On a Friday “tomorrow” is Monday: reminders cannot wait until today.
    const workday = before > today ? before : calendar.addWorkdays(day, 0);
    const known = answer(item, piece, 'snooze', { again: isoOf(calendar.addWorkdays(workday, 1)) });
    if (workday !== day) return { ...doubted(known, 'day-off'), date: isoOf(day) } as Understood;
    return calendar.workdaysBetween(today, day) > LONGEST_ACK ? doubted(known, 'far') : known;
  },

  help: (item, piece) => {
    const issue = textOf(piece, 'help', 'reason', 'other', 'not-done');
    return answer(item, piece, 'help', filled({ helpKind: helpKindOf(issue), issue }));
  },

  agree: (item, piece) => {
    const asked = DECISIONS.filter((kind) => item.may.includes(kind));
    const [kind, second] = asked;
    if (kind === undefined) return answer(item, piece, 'approve', {});
    const typed: Typed = kind === 'review' ? { reviewResult: 'passed' } : kind === 'assess' ? { answer: 'can' } : {};
    const given = answer(item, piece, kind, typed);
    // Nobody signs, settles or rules with a nod.
    return second !== undefined || kind === 'sign' || kind === 'settle' || kind === 'rule'
      ? doubted(given, 'which-answer')
      : given;
  },

  disagree: (item, piece) => {
    const reason = textOf(piece, 'reason', 'other');
    if (item.may.includes('review')) {
      return answer(item, piece, 'review', filled({ reviewResult: 'sent-back', reviewReason: reason }));
    }
    // Cannot, or not like this.
    const given = answer(item, piece, item.may.includes('assess') ? 'assess' : 'approve', {});
    return doubted({ ...given, typed: {} }, 'which-answer');
  },

  sign: (item, piece) => answer(item, piece, 'sign', {}),

  rule: (item, piece) => answer(item, piece, 'rule', { decision: find(piece, 'rule').decision }),
};

/** A new date that is not a workday becomes a proposal: the next one. */
const redated = (
  item: ReplyItem,
  piece: Piece,
  { today, calendar }: ReplyContext,
  day: Day | null,
  detail: string,
): Understood => {
  if (day === null) return doubted(answer(item, piece, 'redate', filled({ detail })), 'which-date');
  const workday = calendar.addWorkdays(day, 0);
  const given = answer(item, piece, 'redate', filled({ newDue: isoOf(workday), detail }));
  if (day <= today) return { ...doubted(given, 'past'), typed: filled({ detail }) };
  if (workday !== day) return { ...doubted(given, 'day-off'), date: isoOf(day) } as Understood;
  return day === item.due ? doubted(given, 'same') : given;
};

/** What an escalation is about, where the words say it and only it. */
const HELP_KINDS = [
  ['resources', /资源|人手|人力|预算|设备|resource|budget|staff/iu],
  ['technical', /技术|technical/iu],
  ['responsibility', /职责|责任|responsibilit|who is responsible/iu],
] as const;

const helpKindOf = (issue: string): string => {
  const [kind = '', ...others] = HELP_KINDS.flatMap(([kind, words]) => (words.test(issue) ? [kind] : []));
  return others.length === 0 ? kind : '';
};
