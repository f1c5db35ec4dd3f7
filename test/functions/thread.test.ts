import { expect, test } from 'vitest';
import { decide } from '../../functions/sweep/decide.ts';
import { createMemoryMailer, openOffice, run, runRound } from '../support/office.ts';

const task = (name: string, due: string) => ({
  name,
  responsible: 'Li Na',
  accountable: 'Wang Qiang',
  output: 'Report',
  doneWhen: 'It is signed',
  start: '2026-03-02',
  due,
});

test('a mail goes on with those that told its reader about the item it begins with', async () => {
  const store = await openOffice({ raci: [task('Report', '2026-03-09')] });
  const mailer = createMemoryMailer();
  const sentOn = async (now: string) => {
    const before = mailer.sent.length;
    await run(store, mailer, { decide, now });
    return mailer.sent.slice(before);
  };
  const days = ['2026-03-04', '2026-03-09', '2026-03-10', '2026-03-11'];
  const mails = [];
  for (const day of days) mails.push(...(await sentOn(`${day}T09:00:00+08:00`)));
  const address = mails[0]!.to.address;
  const own = mails.filter(({ to }) => to.address === address);
  expect(own.length).toBeGreaterThan(2);
  expect(own[0]!.earlier).toEqual([]);
  own.forEach((mail, i) => {
    if (i === 0) return;
    expect(mail.earlier?.map(({ id }) => id)).toEqual(own.slice(0, i).map(({ id }) => id));
    expect(mail.earlier?.at(-1)?.receipt).toMatch(/^memory-/);
  });
});

test('a mail about two workbooks stands once in the threads of both, last in that of the most urgent, with the dates of both', async () => {
  const office = (name: string, due: string) =>
    openOffice({ raci: [task(name, due)] }, { workbookId: name, project: name });
  const stores = [await office('Report', '2026-03-09'), await office('Stand', '2026-03-09')];
  const mailer = createMemoryMailer();
  const sentOn = async (day: string, which = stores) => {
    const before = mailer.sent.length;
    expect(await runRound(which, mailer, { decide, now: `${day}T09:00:00+08:00` })).toEqual(which.map(() => 'done'));
    return mailer.sent.slice(before);
  };
  const [report] = await sentOn('2026-03-04', stores.slice(0, 1));
  const [stand] = await sentOn('2026-03-05', stores.slice(1));
  const [both] = await sentOn('2026-03-09');
  expect(both!.text).toMatch(/\nReport\n=+\n[\s\S]*\nStand\n=+\n/);
  // Both are due today; the first of two that are as urgent has the thread in which the mail is shown.
  expect(both!.earlier?.map(({ id }) => id)).toEqual([stand!.id, report!.id]);
  expect(new Set(both!.calendar?.match(/^UID:.*/gm)).size).toBe(2);
  const [next] = await sentOn('2026-03-10');
  expect(next!.earlier?.map(({ id }) => id)).toEqual([stand!.id, report!.id, both!.id]);
});
