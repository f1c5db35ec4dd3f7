/** An app at the fake of DingTalk, in which everybody of the directory is by their number, and a folder of the machine that it runs on. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensure } from '../../../core/text/maps.ts';
import { createDingtalk, dingtalkAccount } from '../../../functions/adapters/dingtalk/dingtalk.ts';
import type { RecipientError } from '../../../functions/errors.ts';
import { keptLetters } from '../../../functions/remote/kept-letters.ts';
import { openDingtalkFake } from '../../../test/support/dingtalk/dingtalk.ts';
import { Clock } from '../../../test/support/wire/clock.ts';
import { clearAway } from '../clear-away.ts';
import { createLife } from '../matrix/bench.ts';
import { keyLines, MANY, type SystemKind, type WiredMail } from './system.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

const REFUSES: Readonly<Record<RecipientError['outcome'], number>> = { deferred: 1430002, refused: 33012 };

export const dingtalkSystem: SystemKind<WiredMail> = {
  key: 'dingtalk',
  title: 'DingTalk',
  how: 'The wire fake of DingTalk’s interfaces, which finds a forbidden word in one person’s letter (1430002), or whose employee one person is no more (33012).',
  open: async (at) => {
    const dingtalk = await openDingtalkFake({ clock: new Clock(at), employees: [] });
    const folder = await mkdtemp(join(tmpdir(), 'baton-chaos-'));
    const { clock, app } = dingtalk;
    const kept = keptLetters(dingtalkAccount(app), folder);
    const place = await kept.place();
    const { met, ahead } = createPlaces({ dingtalk: dingtalk.requests });
    const phones = new Map<string, string>();
    const phoneOf = (email: string) =>
      ensure(phones, email, () => {
        const mobile = String(13_800_000_000 + phones.size);
        dingtalk.join({ email, mobile });
        return mobile;
      });
    return {
      mailer: (life = createLife()) => {
        const mailer = createDingtalk({ app, kept, place, time: timeOf(clock, life), random: () => 0.5 });
        return {
          ...mailer,
          send: (mail) => mailer.send({ ...mail, to: { ...mail.to, phone: phoneOf(mail.to.address) } }),
        };
      },
      arrived: async () => dingtalk.messages.flatMap(({ to, seen }) => keyLines(seen.says, to)),
      turnDown: (address, outcome) => {
        phoneOf(address);
        dingtalk.change(address, { refuses: REFUSES[outcome] });
      },
      goAway: () => dingtalk.fail({ how: 'drop-before', times: MANY }),
      calm: () => {
        for (const email of phones.keys()) dingtalk.change(email, { refuses: undefined });
        dingtalk.calm();
      },
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap, victim) => armWire({ stage: dingtalk, ahead, victim }, place, mishap),
      litter: async () => [],
      secrets: [app.secret],
      close: async () => {
        await dingtalk.close();
        await clearAway(folder);
      },
    };
  },
};
