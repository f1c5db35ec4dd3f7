import { createGmail } from '../../../../functions/adapters/gmail/gmail.ts';
import { openGoogle } from '../../../../test/support/google/google.ts';
import { addressOf, PEOPLE } from '../../../../test/support/office.ts';
import { createLife } from '../bench.ts';
import type { OpenBench } from '../run.ts';
import { noticesIn } from './mail.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

const TEAM = 'baton@example.com';

/** A shared mailbox at the fake of Google; the workbook stays in memory. */
export const gmailBench: OpenBench = async (office) => {
  const google = await openGoogle({
    people: { [TEAM]: {}, ...Object.fromEntries(PEOPLE.map((name) => [addressOf(name), {}])) },
  });
  const { clock, gmail } = google;
  const { met, ahead } = createPlaces({ gmail: gmail.requests });
  const secrets: string[] = [];
  let life = createLife();
  return {
    process: () => {
      const own = createLife();
      life = own;
      const token = google.token(TEAM, { seconds: 86_400 });
      secrets.push(token);
      const mailer = createGmail({
        from: { name: 'Baton', address: TEAM },
        access: { mailbox: TEAM, account: null, token },
        endpoints: { gmail: gmail.url },
        time: timeOf(clock, own),
        random: () => 0.5,
      });
      return { store: office, mailer, until: own.until };
    },
    now: clock.now,
    advance: clock.advance.bind(clock),
    met,
    arm: (place, mishap) => armWire({ stage: google, ahead, victim: () => life }, place, mishap),
    calm: google.calm,
    raw: () => office.read(),
    delivered: async () => {
      const arrived = PEOPLE.flatMap((name) => gmail.mailbox(addressOf(name)).inbox);
      return (await Promise.all(arrived.map(({ raw }) => noticesIn(raw)))).flat();
    },
    litter: async () => [...gmail.mailbox(TEAM).drafts.keys()].map((id) => `draft ${id}`),
    secrets,
    close: google.close,
  };
};
