import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { run, tempFolder } from '../../support/cli.ts';

describe('npm start', () => {
  it.each([
    [
      'zh_CN.UTF-8',
      '接力演示.xlsx',
      /寄出 \d+ 封信。/,
      / 2 {2}完成 5,000 次萃取寿命测试 +\d+ 个工作日/,
      '没有新的事要说',
    ],
    [
      'en_GB.UTF-8',
      'baton-demo.xlsx',
      /\d+ mails sent\./,
      / 2 {2}Finish the 5,000-cycle endurance test +\d+ workdays/,
      'Nothing new to say',
    ],
  ])('%s: makes a demo, sweeps it, and says nothing the second time', async (LANG, file, sent, escalated, nothing) => {
    const folder = await tempFolder();
    const first = await run('start', folder, [], { LANG });
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' });
    expect(first.out).toMatch(sent);
    expect(first.out).toMatch(escalated);
    const page = join(folder, 'demo', 'outbox', 'index.html');
    expect(first.out).toContain(page);
    expect((await readdir(join(folder, 'demo'))).sort()).toEqual(['.baton-link-key', file, 'outbox'].sort());
    const letters = await readdir(join(folder, 'demo', 'outbox'));

    const second = await run('start', folder, [], { LANG });
    expect(second.code).toBe(0);
    expect(second.out).toContain(nothing);
    expect(await readdir(join(folder, 'demo', 'outbox'))).toEqual(letters);
  });

  it('on a day off, holds the sweep of the last workday and says so', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'launch.xlsx');
    const now = new Date().toISOString();
    await makeDemo({ path, locale: 'en', zone: 'UTC', country: null, now });
    const date = now.slice(0, 10);
    const off = { date, kind: 'off', source: 'ours', note: 'Company day' };
    await openXlsxFile(path).apply([{ tab: 'calendar', kind: 'append', item: date, values: off, expected: {} }]);
    const { code, out } = await run('start', folder, ['launch.xlsx']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\w+ \d+ \w+ is a day off; this is the sweep of the last workday, \w+ \d+ \w+\./);
  });
});
