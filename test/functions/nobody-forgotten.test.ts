import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { decide } from '../../functions/decide.ts';
import { BatonError, RecipientError } from '../../functions/errors.ts';
import type { Mailer, WorkbookStore } from '../../functions/ports.ts';
import { sweep } from '../../functions/sweep.ts';
import { w } from '../../sheet-templates/index.ts';
import { type Given, live, workbookOf } from '../support/scenario.ts';
import { keysOnly } from '../support/scripted.ts';

/**
 * Nobody is forgotten, and nobody is told twice: every sweep of every scenario, and so every rule, is cut off between any two of
 * its letters, or meets a mail system that turns one recipient down. After the next sweep everybody has got what they would have.
 * `npm run chaos` tries every place; here each sweep has one for each kind of trouble, another one from sweep to sweep.
 */
const root = join(import.meta.dirname, '..', 'scenarios');
const names = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const givenIn = (name: string): Given => JSON.parse(readFileSync(join(root, name, 'given.json'), 'utf8'));

/** One sweep of a scenario: the workbook in front of it. */
interface Moment {
  readonly raw: RawWorkbook;
  readonly now: string;
}

let ids = 0;
const sweepAt = (store: WorkbookStore, mailer: Mailer, now: string, minutesLater = 0) =>
  sweep({
    store,
    mailer,
    now,
    clock: () => new Date(Date.parse(`${now}:00+08:00`) + minutesLater * 60_000).toISOString(),
    uniqueId: () => `${String(++ids).padStart(8, '0')}-test`,
    decide: (raw, context) => ({ ...decide(raw, context), render: keysOnly }),
  });

const momentsOf = async (given: Given): Promise<Moment[]> => {
  const store = openMemory(workbookOf(given));
  const moments: Moment[] = [];
  for (const step of given.steps) {
    await live(store, given.locale ?? 'en', step);
    moments.push({ raw: structuredCloneOf(await store.read()), now: step.now });
    await sweepAt(store, createMemoryMailer(), step.now);
  }
  return moments;
};

/** The functions of a reading are shared, its cells are not. */
const structuredCloneOf = (raw: RawWorkbook): RawWorkbook => ({ ...raw, sheets: structuredClone(raw.sheets) });

/** `key -> address`, once for each time it arrived. */
const arrived = (mailer: ReturnType<typeof createMemoryMailer>): string[] =>
  mailer.sent.flatMap(({ to, text }) => text.split('\n').map((key) => `${key} -> ${to.address}`)).sort();

const idsIn = async (store: WorkbookStore, now: string) => {
  const { rows } = readSnapshot(await store.read(), { now });
  return Object.entries(rows).flatMap(([tab, list]) => list.map(({ id, fresh }) => `${tab} ${id} ${fresh}`));
};

class Killed extends Error {}

/** A process that dies around its nth letter: from then on nothing of it reaches workbook or mail system. */
const killedAt = (store: WorkbookStore, mailer: Mailer, letter: number, when: 'before' | 'after') => {
  let isDead = false;
  let letters = 0;
  const alive = async <T>(call: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Killed();
    return call();
  };
  return {
    store: { read: () => alive(store.read), apply: (writes) => alive(() => store.apply(writes)) } as WorkbookStore,
    mailer: {
      batch: mailer.batch,
      find: (id, trace) => alive(() => mailer.find(id, trace)),
      send: async (mail) => {
        const isIt = ++letters === letter;
        if (isIt && when === 'before') isDead = true;
        const receipt = await alive(() => mailer.send(mail));
        if (isIt) isDead = true;
        return alive(async () => receipt);
      },
    } as Mailer,
  };
};

const turningDown = (mailer: Mailer, address: string, outcome: 'deferred' | 'refused'): Mailer => ({
  ...mailer,
  send: async (mail) => {
    if (mail.to.address !== address) return mailer.send(mail);
    const said = outcome === 'refused' ? '550 5.1.1 No such user' : '451 4.7.1 Try again later';
    throw new RecipientError(outcome, 'test', w('测试', 'A test'), said);
  },
});

/** From the nth letter on the server is gone. */
const goneFrom = (mailer: Mailer, letter: number): Mailer => {
  let letters = 0;
  return {
    ...mailer,
    find: async () => 'unsent',
    send: async (mail) => {
      if (++letters >= letter) throw new BatonError('backend', 'test', w('测试', 'A test'));
      return mailer.send(mail);
    },
  };
};

interface Peaceful {
  readonly all: readonly string[];
  readonly addresses: readonly string[];
  readonly ids: readonly string[];
}

const inPeace = async ({ raw, now }: Moment): Promise<Peaceful> => {
  const [store, mailer] = [openMemory(structuredCloneOf(raw)), createMemoryMailer()];
  await sweepAt(store, mailer, now);
  return { all: arrived(mailer), addresses: mailer.sent.map(({ to }) => to.address), ids: await idsIn(store, now) };
};

/** Every kind of trouble, at the nth letter. Answers what arrived in the end and how the rows are called. */
const TROUBLES: Readonly<
  Record<
    string,
    (moment: Moment, letter: number, batch: number, address: string) => Promise<Pick<Peaceful, 'all' | 'ids'>>
  >
> = Object.fromEntries(
  (
    [
      ['dies before a letter', (s, m, n) => killedAt(s, m, n, 'before')],
      ['dies after a letter', (s, m, n) => killedAt(s, m, n, 'after')],
      [
        'meets a 4xx for one recipient',
        (store, m, _, address) => ({ store, mailer: turningDown(m, address, 'deferred') }),
      ],
      ['loses the server', (store, m, n) => ({ store, mailer: goneFrom(m, n) })],
    ] as const satisfies readonly (readonly [
      string,
      (
        store: WorkbookStore,
        mailer: Mailer,
        letter: number,
        address: string,
      ) => { store: WorkbookStore; mailer: Mailer },
    ])[]
  ).map(([name, disturb]) => [
    name,
    async ({ raw, now }: Moment, letter: number, batch: number, address: string) => {
      const [store, mailer] = [openMemory(structuredCloneOf(raw)), createMemoryMailer({ batch })];
      const parts = disturb(store, mailer, letter, address);
      await sweepAt(parts.store, parts.mailer, now).catch((error) => expect(error).toBeInstanceOf(Killed));
      await sweepAt(store, mailer, now, 16);
      return { all: arrived(mailer), ids: await idsIn(store, now) };
    },
  ]),
);

describe('after the next sweep everybody has got what they would have, once, and rows keep their ids', () => {
  for (const [number, name] of names.entries()) {
    it(name.replaceAll('-', ' '), async () => {
      for (const [step, moment] of (await momentsOf(givenIn(name))).entries()) {
        const peaceful = await inPeace(moment);
        if (peaceful.addresses.length === 0) continue;
        for (const [i, [trouble, run]] of Object.entries(TROUBLES).entries()) {
          const letter = ((number + step + i) % peaceful.addresses.length) + 1;
          const batch = [1, 2, 20][(number + step) % 3]!;
          const where = `${moment.now}, ${trouble} ${letter} of ${peaceful.addresses.length}, batches of ${batch}`;
          const { all, ids } = await run(moment, letter, batch, peaceful.addresses[letter - 1]!);
          expect(all, where).toEqual(peaceful.all);
          expect(ids, where).toEqual(peaceful.ids);
        }
      }
    });
  }
});

describe('an address that will not do', () => {
  for (const [number, name] of names.entries()) {
    it(`gets everything once it is corrected: ${name.replaceAll('-', ' ')}`, async () => {
      for (const [step, moment] of (await momentsOf(givenIn(name))).entries()) {
        const peaceful = await inPeace(moment);
        if (peaceful.addresses.length === 0) continue;
        const address = peaceful.addresses[(number + step) % peaceful.addresses.length]!;
        const [store, mailer] = [openMemory(structuredCloneOf(moment.raw)), createMemoryMailer({ batch: 1 })];
        await sweepAt(store, turningDown(mailer, address, 'refused'), moment.now);
        expect(arrived(mailer), moment.now).toEqual(peaceful.all.filter((line) => !line.endsWith(` ${address}`)));
        const { people } = readSnapshot(await store.read(), { now: moment.now });
        const person = [...people.values()].find(({ email }) => email === address)!;
        const corrected = `new.${address}`;
        await store.apply([
          { tab: 'directory', kind: 'set', item: person.name, values: { email: corrected }, expected: {} },
        ]);
        await sweepAt(store, mailer, moment.now, 16);
        // To a meeting those who could not be asked are asked under a step of their own.
        const byMeeting = (line: string) => line.replace(/^(meeting\.invite:\S+):\d+ /, '$1 ');
        const all = arrived(mailer).map(byMeeting);
        expect(new Set(all).size, moment.now).toBe(all.length);
        const wanted = peaceful.all.map((line) => byMeeting(line.replace(` ${address}`, ` ${corrected}`)));
        expect(all, moment.now).toEqual(expect.arrayContaining(wanted));
      }
    });
  }
});
