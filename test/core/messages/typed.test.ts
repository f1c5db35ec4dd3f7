import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../core/mail/index.ts';
import { listFact, numberFact, textFact } from '../../../core/mail/reader.ts';
import {
  atStep,
  type KeeperCode,
  type QuietFacts,
  type ReasonFacts,
  type StopFacts,
  saying,
} from '../../../core/messages/facts.ts';
import { sayNext, sayProblem, sayStanding, sayWaits, sayWritten } from '../../../core/messages/index.ts';
import type { DutyTable, ProblemSentences, Sentences } from '../../../core/messages/speaker.ts';
import type { Notice } from '../../../core/plan.ts';
import { planOf } from '../../../core/planning/make-plan.ts';
import { type FactName, factOf, type Problem, type ProblemFacts } from '../../../core/problem.ts';
import type { DutyDraft } from '../../../core/process/duty.ts';
import { readFacts } from '../../../core/process/facts.ts';
import type { Standing } from '../../../core/process/matter.ts';
import { dayOff, type RowCheck, reporter } from '../../../core/read/checks/check.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { FILLS, RULES, standsIn } from '../../../core/rules/index.ts';
import { itemRule, type Rule, type Tell, type Verdict } from '../../../core/rules/rule.ts';
import { isoOf } from '../../../core/time/day.ts';
import { workbookOf } from '../../support/scenario.ts';
import { TASK } from '../moment.ts';

/**
 * What this file says is said to the compiler: each line under an expected error is one, or the compiler complains that it
 * is none. They stand in functions that nobody calls.
 */
const due = isoOf(20_000);
const to = [] as const;
const notTyped = (...lines: readonly unknown[]) => expect(lines.length).toBeGreaterThan(0);

describe('a fact that is misspelt or missing does not compile', () => {
  it('in a rule', () => {
    notTyped(
      // @ts-expect-error misspelt
      () => itemRule('task.soon', { section: 'soon' }, () => ({ date: 1, step: 1, to, facts: { dew: due, days: 1 } })),
      // @ts-expect-error missing
      () => itemRule('task.soon', { section: 'soon' }, () => ({ date: 1, step: 1, to, facts: { due } })),
      // @ts-expect-error no date as facts hold it
      () => itemRule('task.reason', { section: 'move' }, () => ({ date: 1, step: 1, to, facts: { due: 'Friday' } })),
      // @ts-expect-error another sentence's facts
      (): Tell<'task.collect'> => ({ date: 1, step: 1, to, because: 'task.collect.done', facts: { due, done: false } }),
      // @ts-expect-error no sentence of this rule
      (): Tell<'task.collect'> => ({ date: 1, step: 1, to, because: 'task.soon', facts: { due, days: 1 } }),
      // @ts-expect-error misspelt, in a rule of more than one task
      (): Rule<'stage.moved'>['judge'] => (_, say) => say('N-0001', { date: 1, step: 1, to, facts: { duo: due } }),
      // @ts-expect-error misspelt, where nothing is said
      (): Verdict => ({ quiet: 'history', facts: { dew: due } }),
      // @ts-expect-error missing, where nothing is said
      (): Verdict => ({ quiet: 'history' }),
      // @ts-expect-error no reason to say nothing
      (): Verdict => ({ quiet: 'histori' }),
    );
  });

  it('in a sentence', () => {
    notTyped(
      // @ts-expect-error misspelt
      (): Sentences<Pick<ReasonFacts, 'task.due'>> => ({ 'task.due': (f, s) => `Due on ${s.date(f.dew)}.` }),
      // @ts-expect-error a name is no date
      (): Sentences<Pick<ReasonFacts, 'talk'>> => ({ talk: (f, s) => s.date(f.channel) }),
      // @ts-expect-error a sentence is missing
      (): Sentences<Pick<QuietFacts, 'told' | 'help'>> => ({ told: (f, s) => s.date(f.day) }),
      // @ts-expect-error misspelt, of a problem
      (): Pick<ProblemSentences, 'day-off'> => ({ 'day-off': (f, s) => s.date(f.befor) }),
      // @ts-expect-error the dates of one kind under the other
      (): Pick<ProblemSentences, 'date-order'> => ({ 'date-order': (f, s) => (f.earlier ? s.date(f.due) : '') }),
      // @ts-expect-error misspelt, of a step
      (): DutyTable['acceptance']['rework']['waits'] => (f) => f.finding,
      // @ts-expect-error of another step
      (): DutyTable['acceptance']['rework']['waits'] => (f, s) => s.list(f.departments),
      // @ts-expect-error a step is missing
      (): DutyTable['dispute'] => ({ settle: { waits: () => '', ask: () => '' } }),
    );
  });

  it('in what would stop a notice', () => {
    notTyped(
      // @ts-expect-error misspelt
      (): Pick<StopFacts, 'stage.moved'> => ({ 'stage.moved': { duo: due } }),
      // @ts-expect-error misspelt
      (): Pick<Sentences<StopFacts>, 'update.weekly'> => ({ 'update.weekly': (f, s) => s.list(f?.item) }),
      // @ts-expect-error there may be no notice
      (): Pick<Sentences<StopFacts>, 'update.weekly'> => ({ 'update.weekly': (f, s) => s.list(f.items) }),
    );
  });

  it('in a check', () => {
    const report = reporter([]);
    const row = { at: 4, id: 'T-0001' };
    notTyped(
      // @ts-expect-error misspelt
      (): RowCheck<'raci'> => ({ code: 'date-past', column: 'due', find: () => ({ dat: due }) }),
      // @ts-expect-error missing
      (): RowCheck<'raci'> => ({ ...dayOff<'raci'>('due'), find: () => ({ date: due }) }),
      // @ts-expect-error misspelt
      () => report('raci', row, 'due', 'unknown-id', { texd: 'T-0009' }),
      // @ts-expect-error missing
      () => report('raci', row, 'due', 'duplicate-id', { id: 'T-0001' }),
      // @ts-expect-error another code's
      (): Problem => ({ tab: 'raci', row: 4, column: '', code: 'cycle', item: '', facts: { text: '' } }),
    );
  });

  it('in a duty and where a matter stands', () => {
    const draft = { item: 'Q-0001', who: [], since: 1, end: 1, waiting: true };
    notTyped(
      // @ts-expect-error misspelt
      (): DutyDraft => ({ ...draft, rule: 'archive', facts: { request: 'Q-0001', past: due } }),
      // @ts-expect-error missing
      () => atStep('acceptance', 'again', { request: 'Q-0001' }),
      // @ts-expect-error of another step
      () => atStep('acceptance', 'again', { request: 'Q-0001', round: 1, rework: true, findings: '' }),
      // @ts-expect-error no step of this duty
      () => atStep('acceptance', 'start-over', { request: 'Q-0001' }),
      // @ts-expect-error missing
      (): Standing => ({ code: 'researched' }),
      // @ts-expect-error misspelt
      (): Standing => ({ code: 'running', facts: { done: 1, task: 2 } }),
    );
  });

  it('where something is said', () => {
    notTyped(
      // @ts-expect-error missing
      () => sayStanding('researched', {}, 'en', 1),
      // @ts-expect-error misspelt
      () => sayWaits('stage.due', { request: '', stag: 'Review' }, 'en', 1),
      // @ts-expect-error misspelt
      () => sayNext('help', { raw: 'E-0001' }, 'en', 1),
      // @ts-expect-error missing
      () => sayWritten('mark.lapsed', {}, 'en', 1),
      // @ts-expect-error misspelt
      () => saying('stage.moved', { duo: due }),
    );
  });

  it('in a card', () => {
    const card = (notice: Notice) => {
      notTyped(
        // @ts-expect-error no notice has it
        () => textFact(notice, 'leeder'),
        // @ts-expect-error it is no list
        () => listFact(notice, 'leader'),
        // @ts-expect-error no fact of the rule that fills this section
        () => standsIn('update', notice) && notice.facts.leader,
        // @ts-expect-error no section that one rule fills
        () => standsIn('updates', notice),
        // @ts-expect-error no fact of this rule
        () => notice.rule === 'task.overdue' && notice.facts.since,
        // @ts-expect-error no notice has it
        () => factOf(notice.facts, 'dew'),
      );
      return [textFact(notice, 'department'), numberFact(notice, 'days'), standsIn('update', notice)];
    };
    const late = {
      key: '',
      item: 'T-0001',
      level: 0,
      to,
      cc: to,
      ...saying('task.overdue', { due, days: 2 }),
    } as const;
    expect(card(late)).toEqual(['', 2, false]);
  });
});

it('a section that is said to have the facts of one rule has the notices of that rule alone', () => {
  for (const [section, key] of Object.entries(FILLS)) {
    expect(RULES.filter((rule) => rule.section === section).map((rule) => rule.key)).toEqual([key]);
  }
});

/** Where a finding stands is said by the digest; a problem's own fact under one of these names would be lost in it. */
type Place = 'tab' | 'row' | 'column' | 'code' | 'item' | 'count' | 'rows';
type Lost = Extract<Place, FactName<ProblemFacts[KeeperCode]>>;

describe('what the keeper is told of a finding', () => {
  it('has the finding’s own facts beside where it stands, neither under the other’s name', () => {
    const apart: [Lost] extends [never] ? true : Lost = true;
    expect(apart).toBe(true);
  });

  it('names the other row of an id that is there twice, in the sheet and in the mail', () => {
    const raci = [TASK, { ...TASK, id: 'T-0002', name: 'Prices' }, { ...TASK, name: 'Posters' }];
    const facts = readFacts(readSnapshot(workbookOf({ locale: 'en', tabs: { raci } }), { now: '2026-03-05T09:00' }));
    const { mails, problems } = planOf(facts);
    const said = /T-0001 is also in row 4\./;
    const twice = problems.find(({ code }) => code === 'duplicate-id')!;
    expect(sayProblem(twice, 'en', facts.snapshot.today)).toMatch(said);
    const mail = mails.find(({ notices }) => notices.some(({ rule }) => rule === 'digest.keeper'))!;
    expect(JSON.stringify(digestOf(facts, mail))).toMatch(said);
  });
});
