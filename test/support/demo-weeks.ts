/** The full demo for some workdays in memory: what leaves each morning, with nobody answering or a team that answers all it is asked. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAnswer } from '../../core/answer/index.ts';
import type { AnswerKind, Field, Typed } from '../../core/answers/model.ts';
import { doing } from '../../core/mail/doing.ts';
import { answersOf } from '../../core/may/may.ts';
import type { Mail, Notice, Write, WriteValue } from '../../core/plan.ts';
import { planOf } from '../../core/planning/make-plan.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { ruleOf } from '../../core/rules/index.ts';
import type { Person } from '../../core/snapshot.ts';
import { isoOf } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { type MemoryStore, openMemory } from '../../functions/adapters/memory/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import type { Locale, TabKey } from '../../sheet-templates/index.ts';
import { answerIn } from './answer.ts';

/** A morning: what was true, and what left. */
export interface Morning {
  readonly date: string;
  readonly facts: Facts;
  readonly mails: readonly Mail[];
}

/** What the people do after a morning's mails. */
export type Team = (store: MemoryStore, morning: Morning) => Promise<void>;

const ZONE = { zone: 'Asia/Shanghai', country: 'CN' } as const;

export const demoBook = async (locale: Locale, now: string): Promise<RawWorkbook> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-weeks-'));
  try {
    const path = join(folder, 'demo.xlsx');
    await makeDemo({ path, template: 'full', locale, ...ZONE, now });
    return { ...(await openXlsxFile(path).read()), foundAt: async () => null };
  } finally {
    await rm(folder, { recursive: true });
  }
};

const OFFSET = ':00+08:00';

/** So many workdays of the demo from a morning on, swept at nine. */
export const liveDemo = async (raw: RawWorkbook, from: string, days: number, team: Team): Promise<Morning[]> => {
  const store = openMemory(raw);
  const mornings: Morning[] = [];
  let now = `${from.slice(0, 10)}T09:00`;
  while (mornings.length < days) {
    const facts = readFacts(readSnapshot(await store.read(), { now }));
    const { calendar, today } = facts.snapshot;
    if (calendar.isWorkday(today)) {
      const mailer = createMemoryMailer();
      await sweepWorkbook({ store, mailer, now, clock: () => now + OFFSET });
      const left = new Set(mailer.sent.map(({ to }) => to.address));
      const mails = planOf(facts).mails.filter(({ to }) => left.has(to.email ?? ''));
      const morning = { date: isoOf(today), facts, mails };
      mornings.push(morning);
      await team(store, morning);
    }
    now = `${isoOf(today + 1)}T09:00`;
  }
  return mornings;
};

/** Nobody does anything. */
export const idleTeam: Team = async () => {};

const TEXT: Readonly<Record<Locale, string>> = { en: 'All as agreed, see the file', 'zh-CN': '按约定完成，见文件' };

const fill = ({ key, type, value, choices, min, required }: Field, locale: Locale): string => {
  if (value !== '') return value;
  switch (type) {
    case 'option':
      return choices[0]?.key ?? '';
    case 'check':
      return 'yes';
    case 'percent':
      return '60';
    case 'date':
      return required ? min : '';
    case 'file':
    case 'hidden':
    case 'person':
      return '';
    case 'text':
      return TEXT[locale];
    case 'long-text':
      return required || key === 'detail' ? TEXT[locale] : '';
  }
};

/** Fills in what a form asks for, once more where that was not enough. */
const typedFor = (facts: Facts, by: Person, item: string, kind: AnswerKind): Typed | null => {
  let typed: Typed | null = null;
  for (let tries = 0; tries < 4; tries++) {
    const { page, ready } = openAnswer(facts, by, { item, kind, typed });
    if (ready) return typed;
    if (page.form === null) return null;
    typed = Object.fromEntries(
      page.form.fields.map((field) => {
        if (field.error === null || tries === 0) return [field.key, fill(field, by.locale)];
        return [
          field.key,
          field.type === 'date' ? field.min || '' : fill({ ...field, value: '', required: true }, by.locale),
        ];
      }),
    );
  }
  return null;
};

/** What is done in the sheet, because no page does it. */
const inSheet = (facts: Facts, notice: Notice, today: string): Write | null => {
  const { item, rule } = notice;
  const set = (tab: TabKey, values: Readonly<Record<string, WriteValue>>): Write => ({
    tab,
    kind: 'set',
    item,
    values,
    expected: {},
  });
  switch (rule) {
    case 'meeting.materials': {
      const asked =
        'feedback' in notice.facts ? facts.flow.meetings.get(item)?.values.departments.join('、') : undefined;
      return asked === undefined
        ? set('meetings', { materialsOn: today, materials: TEXT.en })
        : set('meetings', { feedbackFrom: asked });
    }
    case 'meeting.minutes':
      return set('meetings', { minutes: TEXT.en, minutesOn: today });
    case 'topic.followup':
      return set('topics', { consensus: TEXT.en, outcome: 'agreed' });
    case 'dispute.feedback':
      return set('escalations', { feedback: TEXT.en, feedbackOn: today });
    case 'retrospective':
      return {
        tab: 'retrospective',
        kind: 'append',
        item: '',
        values: { request: item, kind: 'reuse', text: TEXT.en },
        expected: {},
      };
    default:
      return null;
  }
};

/** Workdays that a new date leaves. */
const A_WEEK = 5;

/** How somebody answers what is asked about a task: every other one gets a date a week on, and what only nears its date says how far it is. */
const answerTo = ({ rule, item, level, facts }: Notice): readonly AnswerKind[] => {
  const isMoved = Number(item.slice(-1)) % 2 === 1 && ['task.due', 'task.overdue', 'task.reason'].includes(rule);
  if (isMoved && level === 0) return ['redate'];
  return rule === 'task.soon' ? ['progress'] : doing({ rule, level, facts });
};

/** Whoever is asked something answers it that day: by the button that does it, else in the sheet. */
export const answeringTeam: Team = async (store, { date, mails }) => {
  const now = `${date}T14:00`;
  const done = new Set<string>();
  for (const { to, notices } of mails) {
    for (const notice of notices) {
      if (!notice.to.some(({ name }) => name === to.name) || ruleOf(notice).tells !== 'asks') continue;
      const facts = readFacts(readSnapshot(await store.read(), { now }));
      const me = facts.snapshot.people.get(to.name);
      if (!me) continue;
      if (notice.rule === 'update.weekly') {
        for (const id of notice.facts.items) {
          await store.apply([{ tab: 'tracker', kind: 'set', item: id, values: { updatedOn: date }, expected: {} }]);
        }
        continue;
      }
      const given = answersOf(facts, me, notice.item);
      const wanted = answerTo(notice);
      const kind = wanted.find((one) => given.includes(one));
      if (done.has(`${notice.item} ${to.name}`)) continue;
      done.add(`${notice.item} ${to.name}`);
      const filled = kind && typedFor(facts, me, notice.item, kind);
      const typed =
        filled && kind === 'redate'
          ? { ...filled, newDue: isoOf(facts.snapshot.calendar.addWorkdays(facts.snapshot.today, A_WEEK)) }
          : filled;
      if (kind && typed) await answerIn(store, { by: to.name, item: notice.item, kind, typed, at: now });
      else {
        const write = inSheet(facts, notice, date);
        if (write) await store.apply([write]);
      }
    }
  }
};
