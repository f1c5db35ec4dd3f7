import { describe, expect, it } from 'vitest';
import type { AnswerKind } from '../../../core/answers/model.ts';
import { BatonError } from '../../../functions/errors.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { STARTER, w } from '../../../sheet-templates/index.ts';
import { linkFor, openSite, openSwept, type Shown, snapshotNow, standingOf } from './site.ts';

/** `once`: one call fails; `dead`: from that call on nothing answers any more, as when the process is killed. */
interface Fault {
  readonly at: number;
  readonly when: 'before' | 'after';
  readonly kind: 'once' | 'dead';
}

const injected = () => new BatonError('backend', 'injected', w('测试用的故障', 'A failure made by the test'));

/** Fails at one of the store's calls, before or after it had its effect. */
const faulty = (store: WorkbookStore, fault: Fault | null) => {
  let calls = 0;
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    calls++;
    if (fault?.kind === 'dead' && calls > fault.at) throw injected();
    if (fault?.at !== calls) return call();
    if (fault.when === 'after') await call();
    throw injected();
  };
  return {
    calls: () => calls,
    store: { read: () => guard(store.read), apply: (writes) => guard(() => store.apply(writes)) } as WorkbookStore,
  };
};

const TABS = [...STARTER, 'escalations'] as const;
const TYPED: Partial<Record<AnswerKind, Record<string, string>>> = {
  done: { output: 'https://example.com/report' },
  redate: { newDue: '2026-03-12', reason: 'resources', detail: 'the supplier' },
  help: { helpKind: 'resources', issue: 'Nobody has the key' },
};

/** All that an answer leaves, but for when and by which run. */
const leftIn = async (store: WorkbookStore) => {
  const { rows } = await snapshotNow(store);
  const { tracker, answers, chain } = await standingOf(store);
  return {
    tracker,
    escalations: rows.escalations.map(({ values: { item, issue, source } }) => ({ item, issue, source })),
    answered: answers.filter((line) => line.endsWith('answered')).length,
    last: answers.at(-1)?.split(' ').at(-1),
    chain,
  };
};

/** Somebody fills in the form while the workbook fails; then sends again what they have before them. */
const sendWith = async (kind: AnswerKind, fault: Fault | null) => {
  const store = await openSwept(TABS);
  const whole = await openSite(store);
  const form = await whole.open(await linkFor(store, 'Li Na', 'T-0001', kind));
  const parts = faulty(store, fault);
  const first = await (await openSite(parts.store)).send(form, TYPED[kind]);
  return { store, whole, form, first, calls: parts.calls() };
};

/** What a browser shows after a failure has all that was typed; whoever lost even that goes back to the form. */
const again = async ({ whole, form, first }: Awaited<ReturnType<typeof sendWith>>, kind: AnswerKind): Promise<Shown> =>
  first.forms.some(({ n }) => n !== undefined) ? whole.send(first) : whole.send(form, TYPED[kind]);

describe.each<AnswerKind>(['done', 'redate', 'help'])('wherever the workbook fails, "%s"', (kind) => {
  const faults = async (kinds: readonly Fault['kind'][]): Promise<Fault[]> => {
    const { calls, first } = await sendWith(kind, null);
    expect(first.status).toBe(200);
    expect(calls).toBeGreaterThanOrEqual(4);
    return kinds.flatMap((broken) =>
      Array.from({ length: calls }, (_, i) =>
        (['before', 'after'] as const).map((when): Fault => ({ at: i + 1, when, kind: broken })),
      ).flat(),
    );
  };

  it('is said to be written only when it is, keeps what was typed, and is there once and whole when sent again', async () => {
    const clean = await leftIn((await sendWith(kind, null)).store);
    expect([clean.answered, clean.last, clean.chain]).toEqual([1, 'answered', true]);
    for (const fault of await faults(['once', 'dead'])) {
      const sent = await sendWith(kind, fault);
      const { first, store, whole } = sent;
      const written = (await standingOf(store)).answers.length > 0;
      if (first.status === 200) expect([fault, written]).toEqual([fault, true]);
      else {
        expect([fault, first.status]).toEqual([fault, 503]);
        expect([fault, first.forms[0]]).toEqual([fault, expect.objectContaining(TYPED[kind])]);
        // "Nothing was saved" is never said of what was.
        if (written) expect([fault, first.text]).toEqual([fault, expect.stringContaining('We cannot tell')]);
      }
      if (fault.kind === 'dead') whole.clock.pass(16);
      expect([fault, (await again(sent, kind)).status]).toEqual([fault, 200]);
      expect([fault, await leftIn(store)]).toEqual([fault, clean]);
    }
  });
});

describe('wherever the workbook fails, taking back', () => {
  const undoWith = async (fault: Fault | null) => {
    const store = await openSwept(TABS);
    const before = await leftIn(store);
    const whole = await openSite(store);
    const page = await whole.send(await whole.open(await linkFor(store, 'Li Na', 'T-0001', 'redate')), TYPED.redate);
    const parts = faulty(store, fault);
    const first = await (await openSite(parts.store)).undo(page);
    return { store, whole, page, first, before, calls: parts.calls() };
  };

  it('is done once and whole after it was pressed again', async () => {
    const { calls } = await undoWith(null);
    for (let at = 1; at <= calls; at++) {
      for (const when of ['before', 'after'] as const) {
        for (const kind of ['once', 'dead'] as const) {
          const fault: Fault = { at, when, kind };
          const { store, whole, page, first, before } = await undoWith(fault);
          expect([fault, [200, 503].includes(first.status)]).toEqual([fault, true]);
          // Within its ten minutes, a claim that nobody gave up holds the workbook; the sweep clears up after it.
          if (kind === 'dead' && first.status === 503 && (await standingOf(store)).claims > 0) continue;
          expect([fault, (await whole.undo(first.forms.some(({ u }) => u) ? first : page)).status]).toEqual([
            fault,
            200,
          ]);
          expect([fault, await leftIn(store)]).toEqual([fault, { ...before, answered: 1, last: 'undone' }]);
        }
      }
    }
  });
});
