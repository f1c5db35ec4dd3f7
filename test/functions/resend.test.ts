import { describe, expect, test } from 'vitest';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { RecipientError } from '../../functions/errors.ts';
import type { Mailer, WorkbookStore } from '../../functions/ports.ts';
import { createRun } from '../../functions/sweep/claim.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { resend } from '../../functions/sweep/resend.ts';
import { w } from '../../sheet-templates/index.ts';
import {
  addressOf,
  createClock,
  createMemoryMailer,
  delivered,
  FRIDAY,
  openOffice,
  run,
  snapshotOf,
  tasks,
} from '../support/office.ts';
import { keysOnly } from '../support/scripted.ts';
import { setOf } from '../support/starter.ts';

const clock = createClock().read;
const LI = addressOf('Li Na');
const late = tasks.map((task, i) => ({ ...task, due: i < 2 ? '2026-03-04' : '2026-03-20' }));
const office = (settings = {}) => openOffice({ raci: late }, { firstList: 'No', ...settings });
const again = (store: WorkbookStore, mail: string, dryRun = false) =>
  resend({ store, mail, dryRun, now: FRIDAY, clock });
const sweepOf = (store: WorkbookStore, mailer: Mailer) =>
  run(store, mailer, { decide: (raw, context) => ({ ...decide(raw, context), render: keysOnly }) });

/** A mail system that hangs up on Li Na's mail, or turns her address down, and can tell nothing of either. */
const troubled = (mailer: Mailer, trouble: 'held' | 'refused'): Mailer => ({
  ...mailer,
  find: async () => 'unknown',
  send: async (mail) => {
    if (mail.to.address !== LI) return mailer.send(mail);
    if (trouble === 'held') throw new Error('gone');
    throw new RecipientError('refused', 'no-such-user', w('测试', 'A test'), '550 5.1.1 No such user');
  },
});

/** The office after sweeps in which Li Na's mail came to grief, and everybody else got theirs. */
const officeWith = async (trouble: 'held' | 'refused') => {
  const [store, mailer] = [await office(), createMemoryMailer({ batch: 1 })];
  await sweepOf(store, troubled(mailer, trouble));
  const { owed } = await sweepOf(store, troubled(mailer, trouble));
  return { store, mailer, owed: owed.find(({ to }) => to === LI)! };
};

describe('a mail that is held or was refused', () => {
  test.each(['held', 'refused'] as const)(
    '%s: leaves with the next sweep once it is due again, and once only',
    async (trouble) => {
      const { store, mailer, owed } = await officeWith(trouble);
      expect(owed.status).toBe(trouble);
      const before = await store.read();
      const would = await again(store, owed.mail.slice(0, 6), true);
      expect((await store.read()).sheets).toEqual(before.sheets);
      const done = await again(store, owed.mail);
      expect(done).toEqual(would);
      expect(done).toEqual([
        {
          name: 'Li Na',
          to: LI,
          mail: owed.mail,
          was: trouble,
          since: owed.since,
          notices: owed.keys.map((key) =>
            expect.objectContaining({ key, status: 'due', leaves: { name: 'Li Na', to: LI } }),
          ),
        },
      ]);
      const { ledger, runs } = await snapshotOf(store);
      expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
      expect(runs.at(-1)).toMatchObject({ status: 'aside', note: expect.stringMatching(/ resend$/) });
      const { sent, owed: left } = await sweepOf(store, mailer);
      expect([sent.map(({ to }) => to), left]).toEqual([[LI], []]);
      expect(delivered(mailer).filter((line) => line.endsWith(LI))).toEqual(
        owed.keys.map((key) => `${key} -> ${LI}`).sort(),
      );
      expect((await sweepOf(store, mailer)).sent).toEqual([]);
    },
  );

  test('goes to the address that the directory has by now', async () => {
    const { store, mailer, owed } = await officeWith('held');
    await store.apply([setOf('directory', 'Li Na', { email: 'li@example.org' })]);
    const [mail] = await again(store, LI);
    expect(mail!.notices.map(({ leaves }) => leaves?.to)).toEqual(owed.keys.map(() => 'li@example.org'));
    expect((await sweepOf(store, mailer)).sent.map(({ to }) => to)).toEqual(['li@example.org']);
  });

  test('is left out by the next sweep where it is no longer worth saying, and that is said', async () => {
    const { store, mailer, owed } = await officeWith('held');
    for (const { id } of late) await store.apply([setOf('tracker', id, { status: 'Done', actualDone: '2026-03-06' })]);
    const [mail] = await again(store, owed.mail);
    const over = mail!.notices.filter(({ leaves }) => leaves === null).map(({ key }) => key);
    expect(over.length).toBeGreaterThan(0);
    await sweepOf(store, mailer);
    const told = delivered(mailer).filter((line) => line.endsWith(LI));
    for (const key of over) expect(told).not.toContain(`${key} -> ${LI}`);
  });

  test('of an older ledger, which does not say what it was, is left to its rule', async () => {
    const { store, mailer, owed } = await officeWith('held');
    for (const { seq, receipt } of (await snapshotOf(store)).ledger)
      if (receipt.startsWith('{')) await store.apply([setOf('_ledger', String(seq), { receipt: '' })]);
    const [mail] = await again(store, owed.mail);
    expect(mail!.notices.map(({ status, leaves }) => [status, leaves?.to])).toEqual(
      owed.keys.map(() => ['unsent', LI]),
    );
    expect((await sweepOf(store, mailer)).sent.map(({ to }) => to)).toEqual([LI]);
  });
});

describe('nothing is made due again, and it is said why,', () => {
  const failure = (store: WorkbookStore, mail: string) =>
    again(store, mail).then(
      () => null,
      (error) => ({ code: error.code, kind: error.kind, en: error.words.en }),
    );

  test('where nothing of that mail is held or refused: what is, is named', async () => {
    const { store, owed } = await officeWith('refused');
    const before = (await store.read()).sheets;
    expect(await failure(store, 'abcdef')).toEqual({
      code: 'nothing-to-resend',
      kind: 'data',
      en: `Nothing of “abcdef” is held or refused. What can be sent again: ${owed.mail.slice(0, 8)} (${LI}).`,
    });
    expect(await failure(store, addressOf('Sun Jie'))).toMatchObject({ code: 'nothing-to-resend' });
    expect(await failure(store, owed.mail.slice(0, 5))).toMatchObject({ code: 'mail-too-short', kind: 'call' });
    expect((await store.read()).sheets).toEqual(before);
    await again(store, owed.mail);
    expect(await failure(store, owed.mail)).toMatchObject({
      en: expect.stringContaining('It is tried again by itself; there is nothing to do. No mail of this workbook is'),
    });
  });

  test('while another holds the workbook, and of a copy', async () => {
    const { store, owed } = await officeWith('held');
    const copy = openMemory({ ...(await store.read()), location: 'memory:elsewhere' });
    expect(await failure(copy, owed.mail)).toMatchObject({ code: 'resend-copy' });
    const now = () => new Date().toISOString();
    await store.apply([createRun('other', await snapshotOf(store), now).claim()]);
    expect(
      await resend({ store, mail: owed.mail, dryRun: false, now: FRIDAY, clock: now }).catch(({ code }) => code),
    ).toBe('sweep-at-work');
  });
});
