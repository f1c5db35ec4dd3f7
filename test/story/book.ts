import { sayBecause } from '../../core/messages/index.ts';
import type { Plan, WriteValue } from '../../core/plan.ts';
import type { Facts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { ruleOf } from '../../core/rules/index.ts';
import type { Person } from '../../core/snapshot.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { keyColumn, type TabKey } from '../../sheet-templates/index.ts';
import { answerIn, type GivenAnswer } from '../support/answer.ts';
import { type Given, workbookOf } from '../support/scenario.ts';

type Values = Readonly<Record<string, WriteValue>>;

/** The sheets of a whole process, with nothing in them yet. */
export const EMPTY_TABS = {
  requests: [],
  confirmations: [],
  consensus: [],
  stages: [],
  raci: [],
  tracker: [],
  meetings: [],
  topics: [],
  actions: [],
  communications: [],
  escalations: [],
  acceptance: [],
  retrospective: [],
  signoffs: [],
  archive: [],
} as const;

/** The address of somebody's page, readable: a story presses only what stands in a mail. */
const pageOf = (name: string, item: string, kind: string | null): string =>
  `https://baton.example.com/${[name, item, kind ?? ''].map(encodeURIComponent).join('/')}`;

/** A workbook as a team works on it: people add rows, change cells and press what their mails offer, and every morning it is swept. `look` sees what each sweep decides. */
export const openBook = (given: Omit<Given, 'steps'>, look: (facts: Facts, plan: Plan) => void = () => {}) => {
  const store = openMemory(workbookOf(given));
  const mailer = createMemoryMailer();
  let now = '2026-01-01T09:00';

  const snapshot = async () => readSnapshot(await store.read(), { now });

  const written = async (receipts: ReturnType<typeof store.apply>) => {
    for (const { write, outcome } of await receipts) {
      if (outcome !== 'written') throw new Error(`${write.tab} ${write.item}: ${outcome}`);
    }
  };

  return {
    snapshot,

    /** A row somebody types in whole; without an id it gets one at the next sweep. */
    add: (tab: TabKey, row: Values) =>
      written(
        store.apply([{ tab, kind: 'append', item: String(row[keyColumn(tab)] ?? ''), values: row, expected: {} }]),
      ),

    /** Cells of the last row in which all of `where` stands. */
    set: async (tab: keyof Awaited<ReturnType<typeof snapshot>>['rows'], where: Values, values: Values) => {
      const { rows } = await snapshot();
      const text = (value: unknown): string => (value as { name?: string } | null)?.name ?? String(value ?? '');
      const found = rows[tab].findLast((row) =>
        Object.entries(where).every(
          ([key, value]) => text((row.values as Readonly<Record<string, unknown>>)[key]) === String(value),
        ),
      );
      if (!found) throw new Error(`${now}: no row of ${tab} with ${JSON.stringify(where)}`);
      await written(store.apply([{ tab, kind: 'set', item: found.id, values, expected: {} }]));
    },

    /** At ten, after the sweep, somebody presses a button of a mail they got by now, fills in the page and sends it. */
    press: async (answer: Omit<GivenAnswer, 'at'>) => {
      const { by, item, kind } = answer;
      // How far it is tells the page behind any button of a task.
      const page = pageOf(by, item, kind === 'progress' ? '' : kind);
      const isOffered = mailer.sent.some(({ to, html }) => to.name === by && html.includes(page));
      if (!isOffered) throw new Error(`${now}: no mail to ${by} has a button ${kind} for ${item}`);
      await answerIn(store, { ...answer, at: now.replace(/T.*/, 'T10:00') });
    },

    /** The sweep of a morning: who is told what and why, and the mails as they are read. */
    sweep: async (at: string) => {
      now = at;
      const before = mailer.sent.length;
      const { plan } = await sweepWorkbook({
        store,
        mailer,
        now,
        clock: () => `${now}:00+08:00`,
        decide: (raw, context) => {
          const decision = decide(
            raw,
            context,
            () =>
              ({ name }, item, kind) =>
                pageOf(name, item, kind),
          );
          look(decision.facts, decision.plan);
          return decision;
        },
      });
      const { today } = await snapshot();
      // What waits for a later mail is told on the day on which that leaves.
      const leaves = (key: string) => (person: Person) =>
        plan.mails.some((mail) => mail.to === person && mail.notices.some((notice) => notice.key === key));
      const notices = plan.notices.flatMap(({ key, rule, item, level, to, cc, because }) => {
        const what = `${rule}${level > 0 ? ` (level ${level})` : ''} ${item}`;
        const why = sayBecause(because, given.locale ?? 'en', today);
        return [
          ...to.filter(leaves(key)).map(({ name }) => ({ name, what, why })),
          ...cc.filter(leaves(key)).map(({ name }) => ({ name, what: `${what}, copied`, why })),
        ];
      });
      const asked = plan.mails.flatMap((mail) =>
        mail.notices.flatMap(({ rule, item, to }) =>
          ruleOf({ rule }).tells === 'asks' && to.includes(mail.to) ? [{ name: mail.to.name, rule, item }] : [],
        ),
      );
      return { notices, asked, mails: mailer.sent.slice(before), problems: plan.problems };
    },
  };
};

export type Book = ReturnType<typeof openBook>;
