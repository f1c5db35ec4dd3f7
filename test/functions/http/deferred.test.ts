import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryMailer, type MemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import type { LogFacts } from '../../../functions/base/log.ts';
import { RecipientError } from '../../../functions/errors.ts';
import { sweepTask } from '../../../functions/http/sweep.ts';
import { w } from '../../../sheet-templates/index.ts';
import { tempFolder } from '../../support/cli.ts';
import { addressOf, createClock } from '../../support/office.ts';
import { makeOffice } from './parts.ts';

let workbook: string;
let mailer: MemoryMailer;
let refusing: 'deferred' | 'refused' | null;
let logged: (LogFacts | undefined)[];

beforeEach(async () => {
  workbook = join(await tempFolder(), 'launch.xlsx');
  await makeOffice(workbook);
  mailer = createMemoryMailer();
  refusing = 'deferred';
  logged = [];
});

const task = (attempt: number, date = '2026-03-06') =>
  sweepTask(
    {
      open: openXlsxFile,
      mailer: async () => ({
        ...mailer,
        send: async (mail) => {
          if (refusing === null || mail.to.address !== addressOf('Li Na')) return mailer.send(mail);
          throw new RecipientError(refusing, 'test', w('测试', 'A test'), '451 4.7.1 Greylisted');
        },
      }),
      books: async () => {
        throw new Error('no book');
      },
      isKnown: () => true,
      report: async () => {
        throw new Error('nobody is to be told');
      },
      linkTo: null,
      repliesAreRead: false,
      lifetime: createLifetime(),
      clock: createClock().read,
    },
    { name: `launch-${date}`, workbook, at: `${date}T09:00:00+08:00`, owner: null },
    attempt,
    (_severity, _message, facts) => logged.push(facts),
  ) as Promise<{ status: number; body: { owed: object; sent: number; outcome: string } }>;

describe('somebody whose mail is not taken for now', () => {
  it('has it within the hour, as a server that puts off strangers asks for: the task comes again', async () => {
    const first = await task(1);
    expect([first.status, first.body.outcome, first.body.owed]).toEqual([503, 'done', { deferred: 1 }]);
    expect(logged.at(-1)).toMatchObject({ status: 503, owed: { deferred: 1 } });
    refusing = null;
    const second = await task(2);
    expect([second.status, second.body.sent, second.body.owed]).toEqual([200, 1, {}]);
    expect(new Set(mailer.sent.map(({ to }) => to.address)).size).toBe(mailer.sent.length);
  });

  it('keeps no task coming again for longer than the half hour that such servers wait', async () => {
    const answers: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) answers.push((await task(attempt)).status);
    expect(answers).toEqual([503, 503, 503, 503, 503, 503, 503, 200]);
  });

  it('makes no task of a later day come again: a mailbox that stays full is for a person', async () => {
    await task(8);
    const later = await task(1, '2026-03-09');
    expect([later.status, later.body.owed]).toEqual([200, { deferred: 1 }]);
  });

  it('is not one whose address takes nothing: that is counted, and nothing is tried again', async () => {
    refusing = 'refused';
    const { status, body } = await task(1);
    expect([status, body.owed]).toEqual([200, { refused: 1 }]);
    expect(JSON.stringify(logged)).not.toContain('@');
  });
});
