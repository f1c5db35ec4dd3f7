import { expect, test } from 'vitest';
import { decide } from '../../functions/decide.ts';
import { createMemoryMailer, openOffice, run } from '../support/office.ts';

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
