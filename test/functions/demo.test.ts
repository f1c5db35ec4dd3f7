import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headsOf, verifyLedger } from '../../core/ledger.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { decide } from '../../functions/decide.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { readContextOf } from '../../functions/official.ts';
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
