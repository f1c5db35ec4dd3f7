import { createGmail } from '../../../../functions/adapters/gmail/gmail.ts';
import type { RecipientError } from '../../../../functions/errors.ts';
import { openGoogle } from '../../../../test/support/google/google.ts';
import { Clock } from '../../../../test/support/wire/clock.ts';
import { noticesIn } from '../../matrix/benches/mail.ts';
import type { SystemKind } from '../system.ts';

const TEAM = 'baton@example.com';
/** More requests than a sweep makes. */
const MANY = 1_000;

/** A shared mailbox at the fake of Google. */
export const gmailSystem: SystemKind = {
  key: 'gmail',
  title: 'Gmail',
  how: 'The wire fake of the Gmail API, which takes one address for none (400), or one letter for too large (413).',
  open: async (at) => {
    const clock = new Clock(at);
    const google = await openGoogle({ clock, people: { [TEAM]: {} } });
    const { gmail } = google;
    let turnedDown: readonly [address: string, outcome: RecipientError['outcome']] | null = null;
    return {
      mailer: () => {
        const mailer = createGmail({
          from: { name: 'Baton', address: TEAM },
          access: { mailbox: TEAM, account: null, token: google.token(TEAM, { seconds: 86_400 }) },
          endpoints: { gmail: gmail.url },
          time: { now: clock.now, sleep: (ms) => clock.advance(ms) },
          random: () => 0.5,
        });
        return {
          ...mailer,
          send: (mail) => {
            const [address, outcome] = turnedDown ?? [];
            if (mail.to.address === address && outcome === 'deferred')
              google.fail({ api: 'gmail', method: 'users.drafts.create', how: { status: 413 } });
            return mailer.send(mail);
          },
        };
      },
      arrived: async () => (await Promise.all(gmail.mailbox(TEAM).sent.map(({ raw }) => noticesIn(raw)))).flat(),
      turnDown: (address, outcome) => {
        turnedDown = [address, outcome];
        if (outcome === 'refused') gmail.refused.add(address);
      },
      goAway: () => google.fail({ api: 'gmail', how: 'drop-before', times: MANY }),
      calm: () => {
        turnedDown = null;
        gmail.refused.clear();
        google.calm();
      },
      close: google.close,
    };
  },
};
