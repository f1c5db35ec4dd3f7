/** A second sweep of the day knows what the overview says by what was noted of it, for as long as nobody else has written there. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../core/text/must.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { openPackage } from '../../functions/xlsx/parts.ts';
import { patchWorkbook } from '../../functions/xlsx/patch.ts';
import { readWorkbook } from '../../functions/xlsx/read.ts';
import { remarkOf } from '../../functions/xlsx/zip.ts';
import { tabOf } from '../../sheet-templates/index.ts';
import { VIEWS } from '../../sheet-templates/views.ts';
import { tempFolder } from '../support/cli.ts';
import { createMemoryMailer, run } from '../support/office.ts';

const TITLE = VIEWS.overview.title.en;
const DAY = '2026-03-06';

/** A demo that was swept; a file elsewhere would be a copy. */
let path: string;
let swept: Buffer;
const sweep = (hour: string) => run(openXlsxFile(path), createMemoryMailer(), { decide, now: `${DAY}T${hour}:00` });
const sweptAgain = async (bytes: Buffer): Promise<Buffer> => {
  await writeFile(path, bytes);
  await sweep('11');
  return readFile(path);
};

beforeAll(async () => {
  path = join(await tempFolder(), 'demo.xlsx');
  await makeDemo({ path, template: 'full', locale: 'en', zone: 'Asia/Shanghai', country: null, now: `${DAY}T08:00` });
  // What the first one asks of leaders is followed from the second on.
  await sweep('09');
  await sweep('10');
  swept = await readFile(path);
}, 60_000);

const overviewOf = (bytes: Buffer) => {
  const { sheets, find } = openPackage(bytes);
  const { path } = must(
    sheets.find(({ title }) => title === TITLE),
    'overview',
  );
  return { path, entry: must(find(path), 'part') };
};
const nameIn = (bytes: Buffer) =>
  readWorkbook(bytes)
    .sheets.find(({ title }) => title === TITLE)
    ?.rows.find(({ at }) => at === 4)?.cells[1];

describe('the overview after a sweep', () => {
  it('is not read by the next one of the day', async () => {
    const { entry } = overviewOf(swept);
    // Whoever unpacks it finds it broken.
    const broken = Buffer.from(swept);
    broken.fill(0xff, broken.indexOf(entry.data), broken.indexOf(entry.data) + entry.data.length);
    const after = overviewOf(await sweptAgain(broken)).entry;
    expect([after.crc, remarkOf(after)]).toEqual([entry.crc, remarkOf(entry)]);
    expect(remarkOf(entry)).toMatch(/^overview \d+ 1900 [0-9a-f]{64}$/);
  }, 60_000);

  it('is put right where somebody typed into it', async () => {
    const name = nameIn(swept);
    const typed = patchWorkbook(swept, {
      edits: [{ sheet: TITLE, row: 4, column: 2, value: 'Mine' }],
      addSheets: [],
    });
    expect([nameIn(typed), remarkOf(overviewOf(typed).entry)]).toEqual(['Mine', undefined]);
    const after = await sweptAgain(typed);
    expect(nameIn(after)).toBe(name);
    expect(remarkOf(overviewOf(after).entry)).toBe(remarkOf(overviewOf(swept).entry));
  }, 60_000);

  it('follows what somebody typed into a task', async () => {
    const name = nameIn(swept);
    const plan = must(
      readWorkbook(swept).sheets.find(({ title }) => title === tabOf('raci').title.en),
      'plan',
    );
    const row = must(
      plan.rows.find(({ cells }) => cells[1] === name),
      'row of the task',
    );
    const renamed = patchWorkbook(swept, {
      edits: [{ sheet: plan.title, row: row.at, column: 2, value: 'Another name' }],
      addSheets: [],
    });
    expect(nameIn(await sweptAgain(renamed))).toBe('Another name');
  }, 60_000);
});
