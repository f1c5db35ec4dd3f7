/** An app at the fake of Feishu that everybody has had a letter from before. */
import { createFeishu } from '../../../functions/adapters/feishu/feishu.ts';
import type { RecipientError } from '../../../functions/errors.ts';
import { openFeishu } from '../../../test/support/feishu/feishu.ts';
import { Clock } from '../../../test/support/wire/clock.ts';
import { createLife } from '../matrix/bench.ts';
import { MANY, type SystemKind, type WiredMail } from './system.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

const REFUSES: Readonly<Record<RecipientError['outcome'], number>> = { deferred: 230013, refused: 230035 };

export const feishuSystem: SystemKind<WiredMail> = {
  key: 'feishu',
  title: 'Feishu',
  how: 'The wire fake of Feishu’s interfaces, which does not let the app write to one person (230013), or whose person does not want it (230035).',
  open: async (at) => {
    const feishu = await openFeishu({ clock: new Clock(at), people: 'anybody' });
    const { clock, app } = feishu;
    const { met, ahead } = createPlaces({ feishu: feishu.requests });
    const rememberedOf = (address: string) => [`feishu ${app.id} ${feishu.chatOf(address)} om_0`];
    const turnedDown = new Set<string>();
    return {
      mailer: (life = createLife()) => {
        const mailer = createFeishu({ app, time: timeOf(clock, life), random: () => 0.5 });
        return {
          ...mailer,
          send: (mail) => mailer.send({ ...mail, remembered: rememberedOf(mail.to.address) }),
          find: (id, trace) => mailer.find(id, { ...trace, remembered: rememberedOf(trace.to) }),
        };
      },
      // The first two are the headline and the place, then a line for each notice.
      arrived: async () =>
        feishu.messages.flatMap(({ to, card }) =>
          card.says
            .split('\n')
            .slice(2)
            .map((key) => `${key} -> ${to}`),
        ),
      turnDown: (address, outcome) => {
        turnedDown.add(address);
        feishu.change(address, { refuses: REFUSES[outcome] });
      },
      goAway: () => feishu.fail({ how: 'drop-before', times: MANY }),
      calm: () => {
        for (const address of turnedDown) feishu.change(address, { refuses: undefined });
        feishu.calm();
      },
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap, victim) => armWire({ stage: feishu, ahead, victim }, place, mishap),
      litter: async () => [],
      secrets: [app.secret],
      close: feishu.close,
    };
  },
};
