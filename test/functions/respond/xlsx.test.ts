import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { tempFolder } from '../../support/cli.ts';
import { tasks } from '../../support/office.ts';
import { makeOffice } from '../http/parts.ts';
import { type AnswerSite, linkFor, NOON, openSite, registered, type Shown, standingOf, sweepOnce } from './site.ts';

const REPORT = { output: 'https://example.com/report' };

let path: string;
let form: Shown;
beforeEach(async () => {
  path = join(await tempFolder(), 'plan.xlsx');
  await makeOffice(path);
  await sweepOnce(openXlsxFile(path));
  form = await (await process()).open(await linkFor(openXlsxFile(path), 'Li Na', 'T-0001', 'done', { uri: path }));
});

/** Respond as one of several processes has it, each with the file to itself. */
const process = (): Promise<AnswerSite> =>
  openSite(openXlsxFile(path), { registry: async () => ({ workbooks: [registered({ uri: path })] }) });

describe('in a file', () => {
  it('an answer that several processes get at the same time is written once', async () => {
    const sites = await Promise.all([process(), process(), process()]);
    const sent = await Promise.all(sites.map((site) => site.send(form, REPORT)));
    // Whoever found the file in another's hands says so; the form can be sent again.
    for (const { status } of sent) expect([200, 503]).toContain(status);
    expect(sent.map(({ status }) => status)).toContain(200);
    const { tracker, answers, chain, claims } = await standingOf(openXlsxFile(path));
    expect([tracker.status, tracker.output, answers.length, chain, claims]).toEqual([
      'done',
      REPORT.output,
      1,
      true,
      0,
    ]);
    for (const back of sent.filter(({ status }) => status === 503)) {
      expect((await sites[0]!.send(back)).status).toBe(200);
    }
    expect((await standingOf(openXlsxFile(path))).answers).toHaveLength(1);
  });

  it('answers that come at the same time are written one after the other, and none of them waits for another’s claim', async () => {
    const waits: number[] = [];
    const site = await openSite(openXlsxFile(path), {
      registry: async () => ({ workbooks: [registered({ uri: path })] }),
      wait: async (ms) => void waits.push(ms),
    });
    const forms = await Promise.all(
      tasks.map(async ({ id, responsible }) =>
        site.open(await linkFor(openXlsxFile(path), responsible, id, 'progress', { uri: path })),
      ),
    );
    const sent = await Promise.all(
      forms.map((one, i) => site.send(one, { status: 'in-progress', progress: String(30 + i), result: `Part ${i}` })),
    );
    expect(sent.map(({ status }) => status)).toEqual(tasks.map(() => 200));
    expect(waits).toEqual([]);
    const { rows, runs } = readSnapshot(await openXlsxFile(path).read(), { now: NOON });
    expect(rows.tracker.map(({ values }) => values.progress)).toEqual(tasks.map((_, i) => (30 + i) / 100));
    expect(runs.filter(({ status }) => status === 'left')).toEqual([]);
  });

  it('that somebody has open, an answer waits in the form until it is closed', async () => {
    const site = await process();
    const lock = join(path, '..', '~$plan.xlsx');
    await writeFile(lock, 'somebody has it open');
    const back = await site.send(form, REPORT);
    expect([back.status, back.forms[0]?.output]).toEqual([503, REPORT.output]);
    await rm(lock);
    expect((await site.send(back)).status).toBe(200);
    expect((await standingOf(openXlsxFile(path))).tracker.output).toBe(REPORT.output);
  });

  it('that is damaged for a while, what was typed can be sent again from the page that says so', async () => {
    const site = await process();
    const whole = await readFile(path);
    await writeFile(path, 'no workbook any more');
    const said = await site.send(form, REPORT);
    expect([said.status, said.text]).toEqual([404, expect.stringContaining('Try again')]);
    await writeFile(path, whole);
    expect((await site.send(said)).status).toBe(200);
    expect((await standingOf(openXlsxFile(path))).tracker.output).toBe(REPORT.output);
  });
});
