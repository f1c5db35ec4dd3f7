import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { DEMO_WORDS } from '../../functions/demo/book.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { tempFolder } from '../support/cli.ts';

describe('the demo tells the same story on every day', () => {
  it.each([
    ['zh-CN', 'Asia/Shanghai', 'CN', '2026-03-02', 'a Monday'],
    ['zh-CN', 'Asia/Shanghai', 'CN', '2026-10-10', 'a Saturday that is worked, after a week of holidays'],
    ['en', 'America/New_York', 'US', '2026-12-31', 'the last day of a year'],
    ['en', 'UTC', null, '2027-03-03', 'a Wednesday, in no country'],
  ] as const)('%s, %s, %s, %s: %s', async (locale, zone, country, day, _which) => {
    const path = join(await tempFolder(), 'demo.xlsx');
    const now = `${day}T09:00`;
    await makeDemo({ path, locale, zone, country, now });
    const raw = await openXlsxFile(path).read();
    const { snapshot, plan } = decide(raw, await readContextOf(raw, now));

    expect(plan.workday).toBe(true);
    const told = plan.notices.map(({ rule, item, level }) => `${rule} ${item}${level ? ` level ${level}` : ''}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'task.stuck T-0012 level 2',
        'task.stuck T-0013 level 1',
        'task.overdue T-0016',
        'task.reason T-0016',
        'task.due T-0021',
        'task.due T-0022',
        'task.collect T-0011',
        'task.soon T-0025',
        'task.soon T-0026',
        'task.blocked T-0033',
        'task.changed T-0027',
        'task.changed T-0028',
      ]),
    );
    expect(told.filter((line) => line.startsWith('task.stuck'))).toHaveLength(2);
    // Somebody away and somebody gone: those who cover get it.
    const [developer, engineer] = [...snapshot.people.values()].slice(9, 11).reverse();
    expect(plan.notices.find(({ rule, item }) => rule === 'task.due' && item === 'T-0022')?.to).toEqual([engineer]);
    expect(developer?.delegate?.to).toBe(engineer?.name);

    const errors = snapshot.problems.filter(
      ({ code }) => !['calendar-horizon', 'vague', 'done-without-output', 'late-without-reason'].includes(code),
    );
    expect(errors.map(({ code }) => code)).toEqual(['two-leads', 'unknown-person', 'not-a-date']);
    expect(verifyLedger(snapshot.ledger, headsOf(snapshot.runs))).toMatchObject({ ok: true });
    expect(snapshot.runs).toHaveLength(12);
  });
});

describe('the full demo tells the whole process around the same tasks', () => {
  const STANDING = {
    'zh-CN': [
      '已归档',
      '执行中（18 项任务已完成 3 项）',
      '执行中（9 项任务已完成 2 项）',
      '部门评估中（2 个部门已确认 1 个）',
    ],
    en: [
      'Archived',
      'Running (3 of 18 tasks done)',
      'Running (2 of 9 tasks done)',
      'With departments (1 of 2 confirmed)',
    ],
  };

  const morningOf = async (locale: 'zh-CN' | 'en', zone: string, country: 'CN' | 'US' | null, day: string) => {
    const path = join(await tempFolder(), 'demo.xlsx');
    const now = `${day}T09:00`;
    await makeDemo({ path, template: 'full', locale, zone, country, now });
    const raw = await openXlsxFile(path).read();
    return decide(raw, await readContextOf(raw, now));
  };

  it.each([
    ['zh-CN', 'Asia/Shanghai', 'CN', '2026-03-02', 'a Monday'],
    ['zh-CN', 'Asia/Shanghai', 'CN', '2026-10-10', 'a Saturday that is worked, after a week of holidays'],
    ['en', 'America/New_York', 'US', '2026-12-31', 'the last day of a year, and of a week'],
    ['en', 'UTC', null, '2027-03-03', 'a Wednesday, in no country'],
  ] as const)('%s, %s, %s, %s: %s', async (locale, zone, country, day, _which) => {
    const { snapshot, plan } = await morningOf(locale, zone, country, day);
    const { rows, state } = snapshot;
    const standing = (id: string) => state.get(id)?.standing;

    expect(rows.requests.map(({ id }) => standing(id))).toEqual(STANDING[locale]);
    // A department adjusted in writing; one has answered and signed, the other is asked since yesterday.
    expect(rows.confirmations.map(({ values: v }) => v.answer)).toEqual([
      ...['can', 'can', 'can', 'can', 'adjust', 'can'],
      ...['can', null],
    ]);
    expect(rows.confirmations.filter(({ values: v }) => v.settlement !== '').map(({ id }) => id)).toEqual(['C-0005']);
    expect(rows.acceptance.map(({ values: v }) => v.result)).toEqual(['rework', 'pass']);
    expect(rows.meetings.map(({ values: v }) => v.kind)).toEqual(['kickoff', 'weekly', 'weekly']);
    expect(rows.meetings[2]!.values.date).toBe(snapshot.today);
    expect(rows.signoffs.every(({ values: v }) => v.signedOn !== null)).toBe(true);
    const tracked = rows.tracker.map(({ id }) => id).filter((id) => !id.startsWith('T-'));
    expect(tracked).toEqual(expect.arrayContaining(['A-0001', 'A-0002', 'R-0002']));
    const disputes = rows.escalations.filter(({ values: v }) => v.source === 'person');
    expect(disputes.map(({ values: v }) => [v.item, v.level])).toEqual([['T-0023', 1]]);

    expect(plan.workday).toBe(true);
    expect(plan.mails.length).toBeGreaterThanOrEqual(12);
    expect(plan.mails.length).toBeLessThanOrEqual(16);
    const { people } = DEMO_WORDS[locale];
    const told = plan.notices.map(({ rule, item, to, level }) => ({ rule, item, level, to: to.map((p) => p.name) }));
    expect(told.filter(({ level }) => level === 2)).toEqual([
      { rule: 'task.stuck', item: 'T-0012', level: 2, to: [people.executive.name] },
    ]);
    const process = told.filter(({ rule }) => !/^(task|update|digest)/.test(rule));
    expect(process.map(({ rule, item }) => `${rule} ${item}`)).toEqual([
      'assessment C-0008',
      'topic.back P-0008',
      // Its leaders are reminded that a dispute's own date is near.
      'dispute E-0001',
      'talk L-0001',
      'meeting.invite M-0003',
    ]);
    const [asked, back, disputed, talk, invited] = process.map(({ to }) => to);
    expect(disputed).toEqual([people.brandLeader.name, people.productLeader.name]);
    expect(asked).toEqual([people.marketingHead.name]);
    expect(back).toEqual([people.lead.name]);
    expect(talk).toEqual([people.promoter.name, people.designHead.name]);
    expect(invited).toEqual(
      expect.arrayContaining([
        people.lead.name,
        people.keeper.name,
        people.engineeringHead.name,
        people.supplyHead.name,
      ]),
    );
    // What is finished is left alone.
    expect(told.filter(({ item }) => /^(Q-0001|R-0002|T-000[124])$/.test(item))).toEqual([]);

    const codes = snapshot.problems.map(({ code }) => code).filter((code) => code !== 'calendar-horizon');
    expect(codes).toEqual([
      ...['two-leads', 'unknown-person', 'not-a-date', 'vague', 'vague'],
      ...['done-without-output', 'late-without-reason'],
    ]);
    expect(verifyLedger(snapshot.ledger, headsOf(snapshot.runs))).toMatchObject({ ok: true });
  });

  it('has the same tasks as the starter’s demo, and the same rows in both languages', async () => {
    const [zh, en] = [
      await morningOf('zh-CN', 'UTC', null, '2027-03-03'),
      await morningOf('en', 'UTC', null, '2027-03-03'),
    ];
    const idsOf = ({ snapshot: { rows } }: typeof zh) => Object.values(rows).map((all) => all.map(({ id }) => id));
    expect(idsOf(zh)).toEqual(idsOf(en));
    expect(en.snapshot.rows.raci).toHaveLength(42);

    // Every cell that is filled in one language is filled in the other.
    const filled = ({ snapshot: { rows } }: typeof zh) =>
      Object.values(rows).flatMap((all: readonly { id: string; values: object }[]) =>
        all.map(({ id, values }) => [id, ...Object.entries(values).flatMap(([k, v]) => (v === '' ? [] : [k]))].join()),
      );
    expect(filled(zh)).toEqual(filled(en));
  });
});
