/** An app at the fake of WeCom, in which everybody of the directory is, and a folder of the machine that it runs on. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, createWecom } from '../../../functions/adapters/wecom/wecom.ts';
import type { RecipientError } from '../../../functions/errors.ts';
import { keptLetters } from '../../../functions/remote/kept-letters.ts';
import { openWecomFake } from '../../../test/support/wecom/wecom.ts';
import { Clock } from '../../../test/support/wire/clock.ts';
import { clearAway } from '../clear-away.ts';
import { createLife } from '../matrix/bench.ts';
import { keyLines, MANY, type SystemKind, type WiredMail } from './system.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

const REFUSES: Readonly<Record<RecipientError['outcome'], number>> = { deferred: 60011, refused: 60111 };

export const wecomSystem: SystemKind<WiredMail> = {
  key: 'wecom',
  title: 'WeCom',
  how: 'The wire fake of WeCom’s interfaces, outside whose range one person is (60011), or whose member one person is no more (60111).',
  open: async (at) => {
    const wecom = await openWecomFake({ clock: new Clock(at), members: 'anybody' });
    const folder = await mkdtemp(join(tmpdir(), 'baton-chaos-'));
    const { clock, app } = wecom;
    const kept = keptLetters(accountOf(app), folder);
    const place = await kept.place();
    const { met, ahead } = createPlaces({ wecom: wecom.requests });
    const turnedDown = new Set<string>();
    return {
      mailer: (life = createLife()) => createWecom({ app, kept, place, time: timeOf(clock, life), random: () => 0.5 }),
      arrived: async () => wecom.messages.flatMap(({ to, seen }) => keyLines(seen.says, to)),
      turnDown: (address, outcome) => {
        turnedDown.add(address);
        wecom.change(address, { refuses: REFUSES[outcome] });
      },
      goAway: () => wecom.fail({ how: 'drop-before', times: MANY }),
      calm: () => {
        for (const address of turnedDown) wecom.change(address, { refuses: undefined });
        wecom.calm();
      },
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap, victim) => armWire({ stage: wecom, ahead, victim }, place, mishap),
      litter: async () => [],
      secrets: [app.secret],
      close: async () => {
        await wecom.close();
        await clearAway(folder);
      },
    };
  },
};
