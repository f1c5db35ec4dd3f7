import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LinkTo } from '../../../core/answers/model.ts';
import { digestOf } from '../../../core/mail/index.ts';
import type { Digest } from '../../../core/mail/model.ts';
import type { Mail, Notice } from '../../../core/plan.ts';
import { factOf } from '../../../core/problem.ts';
import type { Facts } from '../../../core/process/facts.ts';
import { RULES } from '../../../core/rules/index.ts';
import { isItemSection } from '../../../core/rules/rule.ts';
import { type TabKey, tabOf } from '../../../sheet-templates/index.ts';
import { type Given, play } from '../../support/scenario.ts';

const SCENARIOS = new URL('../../scenarios/', import.meta.url);
const given = (name: string): Given =>
  JSON.parse(readFileSync(new URL(`${encodeURIComponent(name)}/given.json`, SCENARIOS), 'utf8'));
const names = readdirSync(SCENARIOS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const linkTo: LinkTo = (_, item, kind) => `https://baton.example.com/respond?i=${item}&a=${kind ?? ''}`;

/** What does the thing that a card asks: said here once more, by hand, for each rule that asks. */
const BUTTONS: Readonly<Record<string, readonly string[]>> = {
  'task.overdue': ['done', 'redate', 'help'],
  'task.due': ['done', 'redate', 'help'],
  'task.soon': ['done', 'redate', 'help'],
  'task.blocked': ['done', 'redate', 'help'],
  'task.start': ['progress'],
  'task.reason': ['redate'],
  'task.collect': ['done'],
  'task.quiet': ['progress', 'done', 'redate', 'help'],
  'request.sent-back': ['submit'],
  'request.incomplete': ['complete'],
  'request.resubmit': ['submit'],
  'request.review': ['review'],
  assessment: ['assess'],
  'assessment.incomplete': ['assess'],
  'assessment.adjust': ['settle', 'talk'],
  'request.confirmed': ['kickoff'],
  consensus: ['consensus'],
  'confirmation.sign': ['sign'],
  'division.sign': ['sign'],
  'minutes.sign': ['sign'],
  'stage.due': ['stage'],
  division: ['divide'],
  'plan.late': ['promise'],
  'topic.followup': ['research'],
  'dispute.feedback': ['report'],
  retrospective: ['lookback'],
  archive: ['archive'],
  dispute: ['agree', 'propose', 'rule'],
  'dispute.proposed': ['agree', 'propose'],
};
/** A round is handed in, confirmed, concluded, reworked, in this order. */
const inRound = ({ facts }: Notice): readonly string[] => {
  if (factOf(facts, 'departments') !== undefined) return ['confirm'];
  if (factOf(facts, 'agreed') !== undefined) return ['conclude'];
  return factOf(facts, 'rework') ? ['reworked'] : ['handin'];
};
const buttonsFor = (notice: Notice): readonly string[] => {
  const { rule, level, facts } = notice;
  // Without a sheet for decisions, what is decided is a new date.
  if (level > 0) return ['rule', 'redate'];
  if (rule === 'acceptance') return inRound(notice);
  const isSecond = factOf(facts, 'part') === 1;
  if (rule === 'meeting.minutes') return [isSecond ? 'approve' : 'minutes'];
  if (rule === 'meeting.materials') return [isSecond ? 'feedback' : 'materials'];
  return BUTTONS[rule] ?? [];
};

const CARDED = new Set(RULES.flatMap(({ key, section }) => (isItemSection(section) ? [key] : [])));

const drawn = (digest: Digest, id: string): readonly string[] =>
  digest.sections
    .flatMap(({ cards }) => cards)
    .filter((card) => card.id === id)
    .flatMap(({ buttons }) => buttons.map(({ url }) => new URL(url).searchParams.get('a')!));

const askOf = (digest: Digest, id: string): string =>
  digest.sections.flatMap(({ cards }) => cards).find((card) => card.id === id)?.ask?.text ?? '';

/** Sheets in which the asked can be done, by the names they have in the workbook. */
const sheetsFor = ({ flow, snapshot }: Facts, { item, rule, facts }: Notice): string => {
  const matter = flow.matters.get(item);
  const duty = matter?.duties.find((owed) => owed.rule === rule && (owed.part ?? 0) === (factOf(facts, 'part') ?? 0));
  const tab: TabKey = duty?.tab ?? matter?.tab ?? (snapshot.has.tracker ? 'tracker' : 'raci');
  return snapshot.workbook.own?.get(tab) ?? tabOf(tab).title[snapshot.policy.locale];
};

interface Asked {
  readonly card: string;
  readonly to: string;
  readonly sheet: string;
  readonly where: string;
  readonly ask: string;
  readonly buttons: readonly string[];
  readonly can: boolean;
}

const askedIn = (facts: Facts, mail: Mail): Asked[] => {
  const digest = digestOf(facts, mail, linkTo);
  const shown = new Set(digest.sections.flatMap(({ cards }) => cards.map(({ id }) => id)));
  return mail.notices
    .filter((notice) => CARDED.has(notice.rule) && shown.has(notice.item) && notice.to.includes(mail.to))
    .map((notice) => {
      const buttons = drawn(digest, notice.item);
      return {
        card: notice.key,
        to: mail.to.name,
        sheet: sheetsFor(facts, notice),
        where: digest.where ?? '',
        ask: askOf(digest, notice.item),
        buttons,
        can: buttonsFor(notice).some((kind) => buttons.includes(kind)),
      };
    });
};

const askedOf = async (name: string): Promise<Asked[]> => {
  const asked: Asked[] = [];
  await play(given(name), (facts, plan) => asked.push(...plan.mails.flatMap((mail) => askedIn(facts, mail))));
  return asked;
};

describe('where to do what a mail with links asks', () => {
  it('is a button that does it, or the sheet by its name, whatever rule asks', async () => {
    const all: Asked[] = [];
    for (const name of names) all.push(...(await askedOf(name)));
    expect(all.filter(({ can, where, sheet }) => !can && !where.includes(sheet))).toEqual([]);
    // Who can press needs no sheet, and no cell to type a date into.
    expect(all.filter(({ can, ask, sheet }) => can && ask.includes(`“${sheet}”`))).toEqual([]);
    expect(all.filter(({ can, ask }) => can && /[Ee]nter the date|填写.*日期/.test(ask))).toEqual([]);
    // Both ways are there to be seen.
    expect(all.filter(({ can }) => can).length).toBeGreaterThan(100);
    expect(all.filter(({ can }) => !can).length).toBeGreaterThan(20);
  }, 60_000);

  it('is the sheet where all that can be pressed is to know of it', async () => {
    const asked = await askedOf('a-department-that-supports-a-task-confirms-what-is-handed-in');
    // Without a sheet of signatures a department confirms in the round's own row.
    const known = asked.filter(({ card, buttons }) => card.startsWith('acceptance:') && buttons.join() === 'snooze');
    expect(known).not.toEqual([]);
    for (const { where } of known) expect(where).toContain('“Acceptance”');
  });
});
