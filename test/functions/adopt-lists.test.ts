import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Proposal } from '../../core/adopt/proposal.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { changeXlsxFile, openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { run } from '../support/cli.ts';
import { workbookFile } from '../support/workbook.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-lists-'));
});
afterAll(() => rm(folder, { recursive: true }));

const row = (at: number, ...cells: readonly (string | number)[]) =>
  `<row r="${at}">${cells
    .map((cell, i) =>
      typeof cell === 'number'
        ? `<c r="${'ABCD'[i]}${at}"><v>${cell}</v></c>`
        : `<c r="${'ABCD'[i]}${at}" t="inlineStr"><is><t>${cell}</t></is></c>`,
    )
    .join('')}</row>`;

/** A tracker whose states are chosen from another sheet, one of which no task has had yet. */
const tracker = async (name: string): Promise<string> => {
  const path = join(folder, `${name}.xlsx`);
  const words = ['Not started', 'In progress', 'On trial', 'Done'];
  const bytes = workbookFile({
    sheets: [
      {
        title: 'Plan',
        xml: [
          row(1, 'Task', 'Owner', 'Due date', 'Status'),
          row(2, 'Draw the box', 'Ann Lee', 46101, 'Not started'),
          row(3, 'Build the box', 'Bob Ray', 46102, 'In progress'),
        ].join(''),
        tail: '<dataValidations count="1"><dataValidation type="list" sqref="D2:D99"><formula1>Lists!$A$1:$A$4</formula1></dataValidation></dataValidations>',
      },
      { title: 'Lists', xml: words.map((word, i) => row(i + 1, word)).join('') },
    ],
  });
  await writeFile(path, bytes);
  return path;
};

const adopt = (locale: string, ...args: readonly string[]) =>
  run('baton', folder, ['adopt', ...args], { LANG: locale === 'en' ? 'en_GB.UTF-8' : 'zh_CN.UTF-8' });

describe('a word of a drop-down that no task has yet', () => {
  it('is proposed with what it may mean', async () => {
    const path = await tracker('proposed');
    const { out } = await adopt('en', path, '--propose', '--json');
    expect((JSON.parse(out) as Proposal).sheets[0]?.statuses).toContainEqual({
      text: 'On trial',
      count: 0,
      status: null,
      guess: 'in-progress',
    });
  });

  it.each([
    [
      'en',
      '“On trial” (not used yet) in the status column is taken for In progress; if it means another: --status "On trial=in-progress"',
    ],
    ['zh-CN', '状态列里的“On trial”（还没用过）算进行中，不对的话：--status "On trial=in-progress"'],
  ])('is said to somebody who reads %s', async (locale, line) => {
    const path = await tracker(`said-${locale}`);
    expect((await adopt(locale, path, '--propose')).out).toContain(line);
  });

  it('is known once somebody has said yes and a task has it', async () => {
    const path = await tracker('chosen');
    expect((await adopt('en', path, '--yes')).code).toBe(0);
    await changeXlsxFile(path, () => ({
      edits: [{ sheet: 'Plan', row: 2, column: 4, value: 'On trial' }],
      addSheets: [],
      result: null,
    }));
    const { rows, problems } = readSnapshot(await openXlsxFile(path).read(), { now: '2026-03-02T09:00:00Z' });
    expect(rows.tracker.map(({ values }) => values.status)).toEqual(['in-progress', 'in-progress']);
    expect(problems.filter(({ code }) => /status|option/.test(code))).toEqual([]);
  });
});
