import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readConfig } from '../../../functions/connect/config.ts';
import { takeMinutes } from '../../../functions/create/minutes.ts';
import { readRegistry } from '../../../functions/many/registry.ts';
import { textOf } from '../draw.ts';
import { copyOf, FULL, NOW, openOffice } from '../office.ts';
import { type Json, must, target } from '../target.ts';

/** Texts that somebody wrote or an administrator set: minutes, the list of workbooks, the environment. */

const FILES = ['council.en.md', 'counted.txt', 'plain.txt', 'sprints.md', 'weekly.zh.md'];
const MINUTES = [
  ...[
    '# Weekly meeting 2026-03-05\n',
    '会议纪要\n',
    '## Actions\n',
    '行动项：\n',
    '议题一：',
    '结论：',
    'Decision: ',
    'Present: Li Na, Wang Wei\n',
    '参会人：李娜、王伟\n',
    '主持人：Li Na ',
    '记录人：',
    'Time: 14:00-15:30\n',
    '时间：2026年3月5日 下午2点-3点\n',
    '| Action | Owner | Due |\n|---|---|---|\n',
    '| Send it | Li Na | 2026-03-10 |\n',
  ],
  ...[
    '- [ ] @Li Na send the draft by Friday\n',
    'ACTION: Wang Wei to call them before 10 March\n',
    '请王伟于3月10日前完成',
    '由李娜负责，下周五前',
    'AI(Li Na): ',
    'TODO ',
    '1. ',
    '一、',
    '（1）',
    '> ',
    '* ',
    '** **',
    '<!-- x -->',
    '<b>',
    '(',
    '）',
    '：',
    ':',
    ' - ',
    '；',
    '。',
    '，',
    ',',
    ' ',
    '\n',
    '\t',
    '@',
    '|',
    '-',
    '#',
  ],
];

const START = '# Weekly meeting 2026-03-05\n\n## Actions\n';

type Minutes = string;
export const minutes = target<Minutes>({
  name: 'minutes',
  patience: 4000,
  prepare: async () => {
    const raw = await (await openOffice(FULL)).read();
    const real = FILES.map((name) =>
      readFileSync(new URL(`../../../test/core/minutes/files/${name}`, import.meta.url), 'utf8'),
    );
    const lines = real.flatMap((text) => text.split('\n')).map((line) => `${line}\n`);
    const shuffled = fc
      .array(
        fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...lines) },
          { weight: 2, arbitrary: textOf(MINUTES, 6, 4000) },
        ),
        { maxLength: 30 },
      )
      .map((all) => all.join(''));
    return {
      inputs: fc
        .oneof({ weight: 3, arbitrary: shuffled }, { weight: 2, arbitrary: textOf(MINUTES, 40) })
        .chain((text) => fc.constantFrom('', START, START).map((start) => start + text.slice(0, 60_000))),
      attempt: async (text) => {
        const store = copyOf(raw);
        const call = { store, request: '', clock: () => NOW, wait: async () => {}, dryRun: text.length % 4 !== 0 };
        const { rows } = await takeMinutes({ ...call, file: { name: 'minutes 2026-03-05.md', text } });
        return `read ${rows.meetings.length} ${rows.writes.length} ${rows.doubts.length}`;
      },
    };
  },
});

const ENTRY = {
  uri: textOf(
    [
      'gsheet:abc',
      'graph:drive/item',
      'book.xlsx',
      '../book.xlsx',
      '/etc/passwd',
      'https://docs.google.com/spreadsheets/d/1A_b-c/edit#gid=0',
      'http://x',
      'graph:',
      'GSHEET:x',
      'C:\\book.xlsx',
    ],
    3,
    5000,
  ),
  zone: textOf(['Asia/Shanghai', 'Europe/London', 'utc', 'Mars/Olympus', '+08:00', 'UTC+8'], 2, 200),
  sweepTime: fc.oneof(
    textOf(['09:00', '9am', '下午2点', '24:00'], 2, 200),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  owner: textOf(['li@example.com', 'Li <li@example.com>', 'a@b', 'a@b.co\r\nBcc: x@y.z'], 2, 400),
  pause: fc.oneof(textOf(['yes', 'no', '是', '暂停'], 2, 100), fc.boolean()),
  book: textOf(['book.xlsx', 'gsheet:shared', 'graph:a/b'], 2, 200),
};
type Listed = string;

export const registry = target<Listed>({
  name: 'registry',
  patience: 2000,
  prepare: async (folder) => {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'registry.json');
    const entry = fc.oneof(
      { weight: 8, arbitrary: fc.record(ENTRY, { requiredKeys: [] }) as fc.Arbitrary<Json> },
      fc.jsonValue() as fc.Arbitrary<Json>,
    );
    const list = fc.array(entry, { maxLength: 6 });
    return {
      inputs: fc.oneof(
        { weight: 6, arbitrary: list.map((entries) => JSON.stringify(entries)) },
        { weight: 2, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
        {
          weight: 1,
          arbitrary: fc.tuple(list, fc.nat(500)).map(([entries, cut]) => JSON.stringify(entries).slice(0, -cut)),
        },
        { weight: 1, arbitrary: fc.nat(20_000).map((depth) => '['.repeat(depth)) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      ),
      attempt: async (text) => {
        writeFileSync(path, text);
        const { workbooks, bad } = await readRegistry(path);
        for (const { zone, uri } of workbooks) must(zone !== '' && uri !== '', () => 'a row without workbook or zone');
        for (const { words } of bad) must(words.en !== '' && words['zh-CN'] !== '', () => 'a bad row without words');
        return `read ${workbooks.length} ${bad.map(({ code }) => code).join()}`;
      },
    };
  },
});

const NAMES = [
  ...[
    'BATON_REGISTRY',
    'BATON_MAIL',
    'BATON_FROM',
    'BATON_ADMIN',
    'BATON_SMTP_PASSWORD',
    'BATON_GMAIL_MAILBOX',
    'BATON_GMAIL_ACCOUNT',
    'BATON_GRAPH_MAILBOX',
    'BATON_LOCALE',
    'BATON_PER_MINUTE',
    'BATON_QUEUE',
    'BATON_SWEEP_URL',
    'BATON_CALLER',
    'BATON_LINK_KEY',
  ],
  ...[
    'BATON_RESPOND_URL',
    'BATON_CHANGED_URL',
    'BATON_CLOUD',
    'BATON_TENANT',
    'BATON_CLIENT',
    'BATON_CLIENT_CERTIFICATE',
    'BATON_CLIENT_SECRET',
    'BATON_FEDERATED',
    'BATON_GRAPH_WAY',
    'GOOGLE_CLOUD_PROJECT',
    'PATH',
  ],
];
const SOUND = {
  BATON_REGISTRY: 'gsheet:abc',
  BATON_MAIL: 'gmail',
  BATON_FROM: 'Baton <baton@example.com>',
  BATON_ADMIN: 'admin@example.com',
};
const SECRET = 'hunter2-hunter2-hunter2-hunter2-hunter2';

type Environment = { readonly [name: string]: string };
export const environment = target<Environment>({
  name: 'environment',
  patience: 1000,
  prepare: async () => ({
    inputs: fc
      .tuple(
        fc.boolean(),
        fc.dictionary(
          fc.constantFrom(...NAMES),
          textOf(
            [
              'gsheet:a',
              'graph:d/i',
              'list.json',
              'gmail',
              'graph',
              'outbox:mails',
              'smtp://u:p@host:25',
              'smtps://',
              'a@example.com',
              'Baton <b@example.com>',
              '<@>',
              'zh-CN',
              'en',
              '60',
              '0',
              '1e3',
              'projects/p/locations/l/queues/q',
              'https://x.example.com/',
              'http://x',
              'javascript:alert(1)',
              'china',
              'global',
              'google',
              'api',
              'file',
              '-----BEGIN PRIVATE KEY-----',
              SECRET,
              `${SECRET},${SECRET}`,
              ' ',
            ],
            3,
          ),
          { maxKeys: 10 },
        ),
      )
      .map(([sound, given]) => (sound ? { ...SOUND, ...given } : given)),
    attempt: (given) => {
      try {
        return `read ${JSON.stringify(readConfig(given)).length}`;
      } catch (error) {
        const said = error instanceof Error ? error.message : '';
        must(!said.includes(SECRET), () => 'a secret is repeated');
        throw error;
      }
    },
  }),
});
