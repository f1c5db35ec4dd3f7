/** Holds the cards of mails to what they ask: the filled button does it, and no date that is offered is over or off. */
import { openAnswer } from '../../core/answer/index.ts';
import type { AnswerKind } from '../../core/answers/model.ts';
import { digestOf } from '../../core/mail/index.ts';
import type { Card } from '../../core/mail/model.ts';
import { answersOf } from '../../core/may/may.ts';
import type { Mail, Plan } from '../../core/plan.ts';
import type { Facts } from '../../core/process/facts.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';

/** What a card asks in bold, by its sentence, and the answers that do it, the one that is filled first. In the sheet: none. */
export const ASKS_DO: Readonly<Record<string, readonly AnswerKind[]>> = {
  'task.reason': ['redate'],
  'task.quiet': ['progress'],
  'task.start': ['progress'],
  'task.collect': ['done'],
  'task.collect.done': ['done'],
  decided: ['follow'],
  'decided.date': ['redate'],
  'request.incomplete': ['complete'],
  'request.sent-back': ['submit'],
  'request.resubmit.undated': ['submit'],
  'request.resubmit.unread': ['submit'],
  'request.resubmit.mended': ['submit'],
  'request.review': ['review'],
  assessment: ['assess'],
  'assessment.incomplete': ['assess'],
  'assessment.adjust.adjust': ['settle', 'talk'],
  'assessment.adjust.refused': ['settle', 'talk'],
  'confirmation.sign': ['sign'],
  'division.sign': ['sign'],
  'minutes.sign': ['sign'],
  'request.confirmed': ['kickoff'],
  consensus: ['consensus'],
  division: ['divide'],
  'meeting.materials.materials': ['materials'],
  'meeting.materials.empty': ['materials'],
  'meeting.materials.feedback': ['feedback'],
  'meeting.minutes.write': ['minutes'],
  'meeting.minutes.approve': ['approve'],
  'meeting.minutes.again': ['approve'],
  'topic.followup': ['research'],
  'topic.back': [],
  'stage.due': ['stage'],
  'plan.late': ['promise'],
  'dispute.proposed': ['agree', 'propose'],
  'dispute.settle': ['agree', 'propose', 'rule'],
  'dispute.feedback': ['report'],
  'acceptance.start': ['handin'],
  'acceptance.confirm': ['confirm'],
  'acceptance.conclude': ['conclude'],
  'acceptance.rework': ['reworked'],
  'acceptance.again': ['handin'],
  retrospective: ['lookback'],
  archive: ['archive'],
};

/** When something took place is a day that is over. */
const HELD: ReadonlySet<string> = new Set(['talkOn']);
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What all mails of some sweeps come to: cards whose filled button is not what they ask for, dates offered that are over or that nobody works on,
 * and which sentences were seen. `look` is told of each sweep.
 */
export const recordAsks = () => {
  const wrong: string[] = [];
  const dates: string[] = [];
  let offered = 0;
  const asked = new Set<string>();
  let cards = 0;

  const judgeCard = (where: string, card: Card, may: readonly AnswerKind[]) => {
    cards++;
    const filled = card.buttons.filter(({ primary }) => primary);
    const says = `${where} ${card.title}: ${card.ask?.text ?? '-'} [${card.buttons.map(({ label, primary }) => (primary ? `*${label}*` : label)).join(' ')}]`;
    if (filled.length > 1 || (filled[0] && filled[0] !== card.buttons[0])) wrong.push(`not the first: ${says}`);
    for (const { does } of card.buttons) if (does === null || !may.includes(does)) wrong.push(`not theirs: ${says}`);
    if (card.ask === null) return;
    for (const code of card.ask.of) {
      asked.add(code);
      if (!(code in ASKS_DO)) wrong.push(`unknown ${code}: ${says}`);
    }
    const wanted = card.ask.of.flatMap((code) => ASKS_DO[code] ?? []).find((kind) => may.includes(kind));
    if (filled[0]?.does !== wanted) wrong.push(`${filled[0]?.does} is filled, ${wanted} is asked: ${says}`);
  };

  const judgeDay = (where: string, { snapshot }: Facts, iso: string) => {
    offered++;
    const day = dayFromIso(iso);
    const isGood = day !== null && day > snapshot.today && snapshot.calendar.isWorkday(day);
    if (!isGood) dates.push(`${isoOf(snapshot.today)} offers ${iso}: ${where}`);
  };

  const judgePages = (facts: Facts, to: Mail['to'], item: string) => {
    for (const kind of answersOf(facts, to, item)) {
      const { page } = openAnswer(facts, to, { item, kind, typed: null });
      for (const { key, value, choices } of page.form?.fields ?? []) {
        if (HELD.has(key)) continue;
        for (const iso of [value, ...choices.map((choice) => choice.key)])
          if (DATE.test(iso)) judgeDay(`${kind} ${item} ${key}`, facts, iso);
      }
    }
  };

  const look = (facts: Facts, { mails, writes = [] }: Pick<Plan, 'mails'> & Partial<Pick<Plan, 'writes'>>) => {
    // What this very sweep adds has no page before it stands there.
    const isAdded = (item: string) => writes.some((write) => write.kind === 'append' && write.item === item);
    for (const mail of mails) {
      const { sections } = digestOf(facts, mail, (_person, item, kind) => `https://b.example.com/?i=${item}&a=${kind}`);
      for (const card of sections.flatMap((section) => section.cards)) {
        const item = new URL(card.buttons[0]?.url ?? 'https://b.example.com/').searchParams.get('i') ?? card.id;
        judgeCard(`${isoOf(facts.snapshot.today)} ${mail.to.name}`, card, answersOf(facts, mail.to, item));
        for (const { url } of card.buttons) {
          const day = new URL(url).searchParams.get('newDue');
          if (day !== null) judgeDay(`a button about ${item}`, facts, day);
        }
        if (!isAdded(item)) judgePages(facts, mail.to, item);
      }
    }
  };
  return { wrong, dates, asked, look, cards: () => cards, offered: () => offered };
};

export type Asks = ReturnType<typeof recordAsks>;
