/** Texts that somebody wrote or an administrator set: minutes, the list of workbooks, the environment. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { takeMinutes } from '../../../functions/answer/minutes.ts';
import { readConfig, VARIABLES } from '../../../functions/connect/config.ts';
import { readRegistry } from '../../../functions/many/registry.ts';
import { drawText } from '../draw.ts';
import { copyOf, FULL, NOW, openOffice } from '../office.ts';
import { type Json, mustHold, target } from '../target.ts';
import words from '../words.json' with { type: 'json' };

const FILES = ['council.en.md', 'counted.txt', 'plain.txt', 'sprints.md', 'weekly.zh.md'];

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
          { weight: 2, arbitrary: drawText(words.minutes, 6, 4000) },
        ),
        { maxLength: 30 },
      )
      .map((all) => all.join(''));
    return {
      inputs: fc
        .oneof({ weight: 3, arbitrary: shuffled }, { weight: 2, arbitrary: drawText(words.minutes, 40) })
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
  uri: drawText(words.registry.uri, 3, 5000),
  zone: drawText(words.registry.zone, 2, 200),
  sweepTime: fc.oneof(drawText(words.registry.sweepTime, 2, 200), fc.double({ noNaN: true, noDefaultInfinity: true })),
  owner: drawText(words.registry.owner, 2, 400),
  pause: fc.oneof(drawText(words.registry.pause, 2, 100), fc.boolean()),
  book: drawText(words.registry.book, 2, 200),
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
        for (const { zone, uri } of workbooks)
          mustHold(zone !== '' && uri !== '', () => 'a row without workbook or zone');
        for (const { words } of bad)
          mustHold(words.en !== '' && words['zh-CN'] !== '', () => 'a bad row without words');
        return `read ${workbooks.length} ${bad.map(({ code }) => code).join()}`;
      },
    };
  },
});

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
          fc.constantFrom(...VARIABLES, 'PATH'),
          drawText([...words.environment, SECRET, `${SECRET},${SECRET}`, ' '], 3),
          { maxKeys: 10 },
        ),
      )
      .map(([sound, given]) => (sound ? { ...SOUND, ...given } : given)),
    attempt: (given) => {
      try {
        return `read ${JSON.stringify(readConfig(given)).length}`;
      } catch (error) {
        const said = error instanceof Error ? error.message : '';
        mustHold(!said.includes(SECRET), () => 'a secret is repeated');
        throw error;
      }
    },
  }),
});
