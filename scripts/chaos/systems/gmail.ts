/** A shared mailbox at the fake of Google. */
import { createGmail } from '../../../functions/adapters/gmail/gmail.ts';
import type { RecipientError } from '../../../functions/errors.ts';
import { openGoogle } from '../../../test/support/google/google.ts';
import { Clock } from '../../../test/support/wire/clock.ts';
import { createLife } from '../matrix/bench.ts';
import { FROM, MANY, noticesIn, type SystemKind, TEAM, type WiredMail } from './system.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

export const gmailSystem: SystemKind<WiredMail> = {
  key: 'gmail',
  title: 'Gmail',
  how: 'The wire fake of the Gmail API, which takes one address for none (400), or one letter for too large (413).',
  open: async (at) => {
    const google = await openGoogle({ clock: new Clock(at), people: { [TEAM]: {} } });
    const { clock, gmail } = google;
    const team = gmail.mailbox(TEAM);
    const { met, ahead } = createPlaces({ gmail: gmail.requests });
    const secrets: string[] = [];
    let turnedDown: readonly [address: string, outcome: RecipientError['outcome']] | null = null;
    return {
      mailer: (life = createLife()) => {
        const token = google.token(TEAM, { seconds: 86_400 });
        secrets.push(token);
        const mailer = createGmail({
          from: FROM,
          access: { mailbox: TEAM, account: null, token },
          endpoints: { gmail: gmail.url },
          time: timeOf(clock, life),
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
      arrived: () => noticesIn(team.sent.map(({ raw }) => raw)),
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
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap, victim) => armWire({ stage: google, ahead, victim }, place, mishap),
      litter: async () => [...team.drafts.keys()].map((id) => `draft ${id}`),
      secrets,
      close: google.close,
    };
  },
};
