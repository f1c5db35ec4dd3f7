import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDutyRule } from '../../../core/messages/index.ts';
import { sayStop } from '../../../core/messages/stops.ts';
import { RULES } from '../../../core/rules/index.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { appendOf } from '../../support/starter.ts';

const NOW = '2026-03-06T09:00';

let folder: string;
const explain = (name: string, env: NodeJS.ProcessEnv = {}, ...more: string[]) =>
  run('baton', folder, ['explain', 'launch.xlsx', name, '--now', NOW, ...more], env);
const jsonOf = async (name: string) => JSON.parse((await explain(name, {}, '--json')).out);

beforeAll(async () => {
  folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  await makeDemo({ path, locale: 'en', zone: 'Europe/London', country: 'GB', now: NOW });
  const answer = { key: 'answer.redate:T-0016:2026-03-05:1', to: 'liam.byrne@example.com', day: '2026-03-05' };
  const rest = { mail: 'n', at: '2026-03-05T15:00:00Z', run: 'r', receipt: 'newDue=2026-03-12 reason=resources' };
  await openXlsxFile(path).apply([
    appendOf('_ledger', { seq: 9001, ...answer, status: 'answered', ...rest }),
    appendOf('_ledger', { seq: 9002, ...answer, status: 'undone', ...rest }),
  ]);
});

describe('a key', () => {
  it('that is planned is told with its rule, facts, dates, people, and what would stop it', async () => {
    const key = 'task.overdue:T-0016:2026-03-05:1';
    const { code, out } = await explain(key);
    expect(code).toBe(0);
    expect(out).toMatch(/About +T-0016 Sign contracts/);
    expect(out).toMatch(/Rule +task\.overdue/);
    expect(out).toMatch(/Clock’s date +Thu 5 Mar/);
    expect(out).toMatch(/When +with today’s sweep/);
    expect(out).toMatch(/Facts +due=2026-03-05 {2}days=1/);
    expect(out).toMatch(/Whom +→ Liam Byrne/);
    expect(out).toMatch(/What ends it +Ends when the task is done/);
    expect(await jsonOf(key)).toMatchObject({
      ...{ key, rule: 'task.overdue', item: 'T-0016', date: '2026-03-05', step: 1, mailed: [] },
      planned: { on: '2026-03-06', to: ['liam.byrne@example.com'], facts: { days: 1 } },
      stops: expect.stringContaining('new date'),
    });
  });

  it('that was sent is told with when and to whom, and why it is not said again', async () => {
    const key = 'task.collect:T-0012:2026-02-24:1';
    const { out } = await explain(key);
    expect(out).toMatch(/Not said today +Already told on Fri 27 Feb/);
    expect(out).toMatch(/Mailed so far\n {2}Fri 27 Feb 09:00 +\w+ \w+ +sent/);
    expect(await jsonOf(key)).toMatchObject({ planned: null, mailed: [{ day: '2026-02-27', status: 'sent' }, {}] });
  });

  it('that is to come is told with its day', async () => {
    const forecast = JSON.parse((await run('baton', folder, ['forecast', 'launch.xlsx', '--now', NOW, '--json'])).out);
    const [, , later] = forecast.days;
    const { key } = later.mails[0].notices[0];
    expect(await jsonOf(key)).toMatchObject({ planned: { on: later.date }, mailed: [] });
    expect((await explain(key)).out).toMatch(/When +Tue 10 Mar, if nothing moves until then/);
  });

  it('that nobody sends is unknown', async () => {
    const { code, out } = await explain('task.overdue:T-0016:2020-01-01:1', {}, '--json');
    expect([code, JSON.parse(out).error.code]).toEqual([1, 'key-unknown']);
  });
});

describe('an item', () => {
  it('is told with what its reader answered and took back, beside what was mailed', async () => {
    const { out } = await explain('T-0016');
    expect(out).toMatch(
      /Answered\n {2}Thu 5 Mar +Liam Byrne +New date +newDue=2026-03-12 reason=resources {2}taken back/,
    );
    expect(out).toMatch(/task\.overdue +Was due .*\n +Ends when the task is done or cancelled/);
    const told = await jsonOf('T-0016');
    expect(told.answers).toEqual([expect.objectContaining({ status: 'undone', by: 'liam.byrne@example.com' })]);
    expect(told.mailed.map(({ key }: { key: string }) => key)).not.toContain('answer.redate:T-0016:2026-03-05:1');
    expect(told.notices[0].stops).toMatch(/^Ends when/);
  });

  it('has its next step in the reader’s language, whatever that of the workbook', async () => {
    expect((await explain('T-0016', { LANG: 'zh_CN.UTF-8' })).out).toMatch(/下一步 +3月10日 周二 18:00/);
    expect((await explain('T-0016')).out).toMatch(/Next +After Tue 10 Mar 18:00/);
  });
});

it('every rule has a sentence for what would stop it, in every language', () => {
  for (const { key } of RULES) {
    if (isDutyRule(key)) continue;
    for (const locale of LOCALES) {
      const words = sayStop({ rule: key, facts: null }, locale, 20_000);
      expect(words, `${key} ${locale}`).toMatch(/^\S.*[.。]$/);
      expect(words, `${key} ${locale}`).not.toMatch(/undefined|null/);
    }
  }
});
