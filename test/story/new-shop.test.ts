import { beforeAll, describe, expect, it } from 'vitest';
import { dayFromIso } from '../../core/time/day.ts';
import { recordAsks } from '../support/asks.ts';
import { type Book, openBook } from './book.ts';
import { CAST, DAYS } from './new-shop.ts';

type Told = Awaited<ReturnType<Book['sweep']>>;

/** These ask people to be there, or to know: whom a button could help has one in the letter that asks for something. */
const NEWS: ReadonlySet<string> = new Set(['meeting.invite', 'meeting.materials.sent', 'task.assigned']);

/** What is asked of whom without a button in the same mail that does it; to say that one knows of it is none. */
const withoutButton = ({ asked, mails }: Told): readonly string[] =>
  asked.flatMap(({ name, rule, item }) => {
    const html = mails.find(({ to }) => to.name === name)?.html ?? '';
    const pages = [...html.matchAll(/baton\.example\.com\/[^/"]+\/([^/"]+)\/([^/"]+)"/g)];
    const isThere = pages.some(
      ([, id = '', kind]) => decodeURIComponent(id) === item && kind !== 'ack' && kind !== 'snooze',
    );
    // A department's update is asked for task by task.
    const isUpdate = rule === 'update.weekly' && pages.some(([, , kind]) => kind === 'progress');
    return isThere || isUpdate || NEWS.has(rule) ? [] : [`${name}: ${rule} ${item}`];
  });

describe('a new shop, from the request to the archive', () => {
  let book: Book;
  const asks = recordAsks();
  const lacking: string[] = [];
  const told: string[] = [];
  let asked = 0;
  const heard = new Map<string, string>();

  beforeAll(async () => {
    book = openBook(CAST, asks.look);
    for (const { day, typed = [], pressed = [] } of DAYS) {
      for (const act of typed) await act(book);
      const morning = await book.sweep(`2026-${day}T09:00`);
      asked += morning.asked.length;
      lacking.push(...withoutButton(morning).map((what) => `${day} ${what}`));
      for (const { name, what } of morning.notices) {
        if (what.startsWith('task.assigned ')) heard.set(`${name} ${what.split(' ')[1]}`, `2026-${day}`);
      }
      told.push(...morning.mails.map(({ text }) => text.replace(/\s+/g, '')));
      // Whatever is not in a mail cannot be pressed.
      for (const press of pressed) await book.press(press);
    }
  });

  it('is lived with the buttons of mails, and ends with everything where it belongs', async () => {
    const { state } = await book.snapshot();
    const standing = (id: string) => state.get(id)?.standing;
    expect(standing('Q-0001')).toBe('已归档');
    expect(standing('M-0001')).toBe('纪要已批准');
    expect(standing('E-0001')).toBe('已裁决');
    expect(standing('V-0002')).toBe('验收通过');
    expect([...state.values()].filter(({ tab, status }) => tab === 'signoffs' && status !== 'signed')).toEqual([]);
    // What is to be done better is a task like any other, and goes on.
    expect([...state.values()].flatMap(({ id, court }) => (court === '' ? [] : [id]))).toEqual(['R-0002']);
  });

  it('fills the button that does what a card asks, and offers only days to come on which people work', () => {
    expect(asks.cards()).toBeGreaterThan(60);
    expect([asks.wrong, asks.dates]).toEqual([[], []]);
  });

  it('asks for nothing that no button of the same mail does', () => {
    expect(asked).toBeGreaterThan(80);
    expect(lacking).toEqual([]);
  });

  it('tells what minutes came to, and not who was there', () => {
    const [minutes] = told.filter((text) => text.includes('纪要已批准'));
    expect(minutes).toContain('关键节点与交付标准：6月8日起试营业');
    expect(minutes).not.toContain('参会人员');
  });

  it('begins the next mail of the owner with what was decided, and holds them to the new date', async () => {
    const owners = told.filter((text) => /^[^，]*邓宇，/.test(text));
    const [decided = ''] = owners.filter((text) => text.includes('加急清关'));
    expect(decided).toContain('按决定办--------*曹颖6月1日周一定了：加急清关，费用由营运部出；改到6月4日周四');
    expect(decided).not.toMatch(/逾期|请分管/);
    // The day in the plan was the 3rd: nobody is called late for it any more.
    expect(owners.filter((text) => /设备采购.*逾期|逾期.*设备采购/.test(text))).toEqual([]);
    const { rows } = await book.snapshot();
    expect(rows.tracker.find(({ id }) => id === 'T-0003')?.values.newDue).toBe(dayFromIso('2026-06-04'));
  });

  it('tells everybody of their task before it begins', async () => {
    const { tasks } = await book.snapshot();
    const late = tasks.flatMap(({ id, tab, values: { responsible, accountable, supporting, start } }) => {
      if (tab !== 'raci' || start === null) return [];
      const day = new Date(start * 86_400_000).toISOString().slice(0, 10);
      return [responsible, accountable, ...supporting].flatMap((person) => {
        const on = person && heard.get(`${person.name} ${id}`);
        return on && on <= day ? [] : [`${person?.name} ${id}: ${on}`];
      });
    });
    expect(late).toEqual([]);
  });
});
