import { afterEach, expect, it } from 'vitest';
import { ADMIN, type Cloud, openCloud, TEAM } from '../support/cloud.ts';
import { headerOf, textOf } from '../support/google/gmail/mime.ts';
import { appendOf } from '../support/starter.ts';
import { Clock } from '../support/wire/clock.ts';

const MINUTES = 60_000;
let cloud: Cloud;
afterEach(() => cloud.close());

/** The scheduler's call at a time, and all that it brings about. */
const dispatchAt = async (planned: string): Promise<void> => {
  await cloud.google.clock.advance(Date.parse(planned) - cloud.google.clock.now());
  await cloud.dispatch(planned);
  await cloud.google.clock.run(10 * MINUTES);
};

const toAdmin = () =>
  cloud.google.gmail
    .mailbox(TEAM)
    .sent.filter(({ mime }) => headerOf(mime, 'to')?.includes(ADMIN))
    .map(({ mime }) => headerOf(mime, 'subject'));

it('On Monday a task of the queue tells the administrator of the week, in one mail however many dispatches the day has', async () => {
  cloud = await openCloud({ clock: new Clock('2026-03-05T00:55:00Z'), random: () => 0.5 });
  for (const project of ['Office', 'Launch']) {
    const workbook = await cloud.make({
      project,
      zone: 'Asia/Shanghai',
      country: 'CN',
      now: '2026-03-05T08:00:00+08:00',
      fill: async (store) => {
        const li = { name: 'Li Na', email: 'li.na@example.com', department: 'Sales' };
        await store.apply([appendOf('departments', { name: 'Sales', head: 'Li Na' }), appendOf('directory', li)]);
      },
    });
    cloud.list(workbook, 'Asia/Shanghai');
  }
  for (const day of ['05', '06']) await dispatchAt(`2026-03-${day}T01:00:00Z`);
  expect(toAdmin()).toEqual([]);
  await dispatchAt('2026-03-09T01:00:00Z');
  await dispatchAt('2026-03-09T09:00:00Z');
  expect(toAdmin()).toEqual(['Baton last week: all well']);
  expect(cloud.log.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expect(cloud.log.find(({ message }) => message === 'week told')).toMatchObject({ workbooks: 2, problems: 0 });
  expect(cloud.queue.dropped).toEqual([]);

  // Nobody sweeps on the next days, and a week later the mail says so, with the workbook at hand.
  await dispatchAt('2026-03-16T01:00:00Z');
  const [, mime] = cloud.google.gmail.mailbox(TEAM).sent.filter(({ mime }) => headerOf(mime, 'to')?.includes(ADMIN));
  expect(headerOf(mime!.mime, 'subject')).toBe('Baton last week: 2 things to look at');
  expect(textOf(mime!.mime)).toMatch(/^Office: .*\r?\nhttps:\/\/docs\.google\.com\/spreadsheets\/d\/\w+/m);
});
