import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { type MemoryStore, openMemory } from '../../../functions/adapters/memory/store.ts';
import { createGroups, type Groups as GroupWay } from '../../../functions/group/group.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { handOnWorkbook } from '../../../functions/sweep/hand-on.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { ADDRESSES, type Groups, openGroups } from '../../support/groups.ts';
import { workbookOf } from '../../support/scenario.ts';

let groups: Groups;
beforeAll(async () => {
  groups = await openGroups();
});
afterAll(() => groups.close());

let store: MemoryStore;
let mailer: ReturnType<typeof createMemoryMailer>;
beforeEach(() => {
  Object.assign(groups, { secret: null, breaks: null });
  store = bookWith();
  mailer = createMemoryMailer();
});

const bookWith = (settings: Readonly<Record<string, string>> = { groupChannel: ADDRESSES.feishu }) =>
  openMemory(
    workbookOf({
      settings,
      tabs: { raci: [{ id: 'T-0001', name: 'Box', responsible: 'Li Ming', due: '2026-03-05' }] },
    }),
  );

const sweep = (
  now: string,
  group: GroupWay | null = createGroups({ secret: null, allowed: null, fetch: groups.fetch }),
) => sweepWorkbook({ store, mailer, now, decide, clock: () => `${now}:00+08:00`, ...(group && { group }) });
const cards = () => groups.posted.length;
const rowsOfGroup = async () => {
  const { ledger } = readSnapshot(await store.read(), { now: FRIDAY });
  return ledger.filter(({ to }) => to === 'group').map(({ key, status, receipt }) => [key, status, receipt]);
};

const FRIDAY = '2026-03-06T09:00';
const SATURDAY = '2026-03-07T09:00';
const MONDAY = '2026-03-09T09:00';

describe('a workbook’s group', () => {
  it('gets one card in the morning, after the mails, and none with a second sweep of the day', async () => {
    const before = cards();
    const mailsBefore: number[] = [];
    const { say, post } = createGroups({ secret: null, allowed: null, fetch: groups.fetch });
    const noting: GroupWay['post'] = (address, card) => {
      mailsBefore.push(mailer.sent.length);
      return post(address, card);
    };
    const result = await sweep(FRIDAY, { say, post: noting });
    expect([result.outcome, mailsBefore]).toEqual(['done', [mailer.sent.length]]);
    expect(cards()).toBe(before + 1);
    await sweep(FRIDAY);
    expect(cards()).toBe(before + 1);
    expect((await rowsOfGroup()).at(-1)).toEqual(['group.morning:group:2026-03-06:1', 'sent', '']);
  });

  it('gets none on a day off, none where no group is named, none of a dry run, none of what answers hand on', async () => {
    const before = groups.asked();
    await sweep(SATURDAY);
    await sweepWorkbook({
      store,
      mailer,
      now: FRIDAY,
      decide,
      dryRun: true,
      group: createGroups({ secret: null, allowed: null, fetch: groups.fetch }),
    });
    await handOnWorkbook({ store, mailer, now: FRIDAY, decide, clock: () => `${FRIDAY}:00+08:00` });
    store = bookWith({});
    await sweep(FRIDAY);
    expect(groups.asked()).toBe(before);
    expect(await rowsOfGroup()).toEqual([]);
  });

  it('mentions whoever is late by the number in the directory, and nobody on a day on which they want no mail', async () => {
    const mentionedOn = async (noMailOn: string) => {
      store = openMemory(
        workbookOf({
          settings: { groupChannel: ADDRESSES.wecom },
          tabs: {
            directory: [
              { name: 'Li Ming', department: 'Design', email: 'li@example.com', phone: '138 0000 0003', noMailOn },
            ],
            raci: [{ id: 'T-0001', name: 'Box', responsible: 'Li Ming', due: '2026-03-05' }],
          },
        }),
      );
      const before = cards();
      await sweep(FRIDAY);
      const [card, line] = groups.posted.slice(before).map(({ body }) => body);
      expect(card.markdown.content).toContain('Li Ming');
      return line?.text.mentioned_mobile_list ?? [];
    };
    expect(await mentionedOn('')).toEqual(['13800000003']);
    expect(await mentionedOn('Friday')).toEqual([]);
    expect(await mentionedOn('Wednesday')).toEqual(['13800000003']);
  });

  it('is told where nobody who is concerned has an address', async () => {
    store = openMemory(
      workbookOf({
        settings: { groupChannel: ADDRESSES.wecom, keeper: '', projectLead: '', executive: '' },
        tabs: {
          directory: [{ name: 'Li Ming', department: 'Design' }],
          raci: [{ id: 'T-0001', name: 'Box', responsible: 'Li Ming', due: '2026-03-05' }],
        },
      }),
    );
    const before = cards();
    await sweep(FRIDAY);
    await sweep(FRIDAY);
    expect(cards()).toBe(before + 1);
  });

  it('that did not take a card is told of to the keeper, in its own words, and gets the next one', async () => {
    groups.secret = 'SECd2f1';
    const { problems, outcome } = await sweep(FRIDAY);
    expect(outcome).toBe('done');
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'group-untold',
        facts: { day: '2026-03-06', said: expect.stringContaining('19021') },
      }),
    );
    await sweep(FRIDAY);
    groups.secret = null;
    const before = cards();
    await sweep(MONDAY);
    expect(cards()).toBe(before + 1);
    expect(mailer.sent.filter(({ to, text }) => to.name === 'Wu Kai' && text.includes('19021'))).toHaveLength(1);
    const after = await sweep('2026-03-10T09:00');
    expect(after.problems.map(({ code }) => code)).not.toContain('group-untold');
  });

  it('gets no second card where nobody can tell whether it got the first, and that stops no sweep', async () => {
    for (const breaks of ['before', 'after'] as const) {
      store = bookWith();
      groups.breaks = breaks;
      const before = groups.asked();
      expect((await sweep(FRIDAY)).outcome).toBe('done');
      groups.breaks = null;
      await sweep(FRIDAY);
      expect(groups.asked()).toBe(before + 1);
    }
  });

  it('gets no second card where the sweep died right after the first', async () => {
    const before = cards();
    const group = createGroups({ secret: null, allowed: null, fetch: groups.fetch });
    const apply = store.apply.bind(store);
    let isDead = false;
    const dying: MemoryStore = {
      ...store,
      apply: async (...args: Parameters<typeof apply>) => {
        if (isDead) throw new Error('power cut');
        return apply(...args);
      },
    };
    const died = sweepWorkbook({
      store: dying,
      mailer,
      now: FRIDAY,
      decide,
      clock: () => `${FRIDAY}:00+08:00`,
      group: {
        ...group,
        post: async (address, card) => {
          const answer = await group.post(address, card);
          isDead = true;
          return answer;
        },
      },
    });
    await expect(died).rejects.toThrow('power cut');
    // Its claim has run out by then.
    await sweepWorkbook({ store, mailer, now: FRIDAY, decide, clock: () => '2026-03-06T10:00:00+08:00', group });
    expect(cards()).toBe(before + 1);
    const { ledger } = readSnapshot(await store.read(), { now: MONDAY });
    expect(ledger.filter(({ status }) => status === 'held')).toEqual([]);
  });
});
