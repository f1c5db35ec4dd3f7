import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { answerIn } from '../../support/answer.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { addressOf, PEOPLE } from '../../support/office.ts';
import { appendOf } from '../../support/starter.ts';
import { lettersIn } from '../http/parts.ts';

const FULL = new URL('../../../sheet-templates/generated/full-en.xlsx', import.meta.url);
const WEI = addressOf('Wang Wei');

/** A request that was sent back on a page, an hour after the morning's sweep. */
const openAnswered = async () => {
  const folder = await tempFolder();
  const path = join(folder, 'review.xlsx');
  await copyFile(FULL, path);
  const store = openXlsxFile(path);
  await store.apply([
    { tab: 'settings', kind: 'set', item: 'zone', values: { value: 'Asia/Shanghai' }, expected: {} },
    appendOf('departments', { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' }),
    ...PEOPLE.map((name) => appendOf('directory', { name, email: addressOf(name), department: 'Sales' })),
    appendOf('requests', {
      id: 'Q-0001',
      name: 'Winter catalogue',
      initiatingDepartment: 'Sales',
      initiator: 'Wang Wei',
      goal: 'Catalogue of 48 pages printed by 2026-04-30',
      submittedOn: '2026-03-05',
    }),
  ]);
  const [now, clock] = ['2026-03-06T09:00:00+08:00', () => '2026-03-06T01:00:00Z'];
  await sweepWorkbook({ store, mailer: createMemoryMailer(), now, clock });
  await answerIn(store, {
    ...{ by: 'Li Na', item: 'Q-0001', kind: 'review', at: '2026-03-06T10:00' },
    typed: { reviewResult: 'sent-back', reviewReason: 'Say which pages' },
  });
  const handOn = (...args: string[]) =>
    run('baton', folder, ['sweep', 'review.xlsx', '--handed-on', '--now', '2026-03-06T10:30', ...args]);
  return { folder, handOn };
};

it('sweep --handed-on sends what an answer hands on and nothing else, says so, and has nothing more to do after it', async () => {
  const { folder, handOn } = await openAnswered();
  const letters = () => lettersIn(join(folder, 'outbox'));
  const dry = await handOn('--dry-run', '--json');
  expect(JSON.parse(dry.out).mails).toEqual([
    expect.objectContaining({
      to: WEI,
      asks: 1,
      owed: 0,
      handedOn: { by: 'Li Na', kind: 'review', at: '10:00' },
      notices: ['request.sent-back:Q-0001:2026-03-06:1'],
    }),
  ]);
  expect(await letters()).toEqual([]);
  const { code, out } = await handOn();
  expect([code, out]).toEqual([0, expect.stringContaining('Wang Wei')]);
  expect((await letters()).map(({ to, subject }) => [to, subject])).toEqual([
    [WEI, 'Li Na reviewed the request: Winter catalogue (review)'],
  ]);
  const again = JSON.parse((await handOn('--json')).out);
  expect([again.mails, again.writes, again.result]).toEqual([
    [],
    [],
    expect.objectContaining({ outcome: 'done', run: null, sent: [] }),
  ]);
  expect(await letters()).toHaveLength(1);
});

it('explain says of such a mail what it says of a morning’s', async () => {
  const { folder, handOn } = await openAnswered();
  await handOn();
  const key = 'request.sent-back:Q-0001:2026-03-06:1';
  const { code, out } = await run('baton', folder, ['explain', 'review.xlsx', key, '--now', '2026-03-06T11:00']);
  expect([code, out]).toEqual([0, expect.stringMatching(/Mailed so far\n.*Wang Wei +sent/)]);
});
