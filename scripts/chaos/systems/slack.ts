/** An app in the fake of a Slack workspace, in which everybody of the directory is. */
import { createSlackMail } from '../../../functions/adapters/slack/mail.ts';
import type { RecipientError } from '../../../functions/errors.ts';
import { openSlack, type SlackMessage } from '../../../test/support/slack/slack.ts';
import { Clock } from '../../../test/support/wire/clock.ts';
import { createLife } from '../matrix/bench.ts';
import { linesOf, MANY, type SystemKind, type WiredMail } from './system.ts';
import { armWire, createPlaces, timeOf } from './wire.ts';

const TOO_LONG = { status: 200, error: 'msg_blocks_too_long' } as const;

export const slackSystem: SystemKind<WiredMail> = {
  key: 'slack',
  title: 'Slack',
  how: 'The wire fake of Slack’s Web API, which does not know one person, or says of one letter that it is too long.',
  open: async (at) => {
    const slack = await openSlack({ clock: new Clock(at), people: 'anybody' });
    const { clock } = slack;
    const { met, ahead } = createPlaces({ slack: slack.requests });
    let turnedDown: readonly [address: string, outcome: RecipientError['outcome']] | null = null;
    return {
      mailer: (life = createLife()) => {
        const { token, url: rootUrl } = slack;
        const mailer = createSlackMail({ token, rootUrl, time: timeOf(clock, life), random: () => 0.5 });
        return {
          ...mailer,
          send: (mail) => {
            const [address, outcome] = turnedDown ?? [];
            if (mail.to.address === address && outcome === 'deferred')
              slack.fail({ api: 'slack', method: 'chat.postMessage', how: TOO_LONG });
            return mailer.send(mail);
          },
        };
      },
      arrived: async () =>
        slack
          .everybody()
          .flatMap((address) => slack.messagesOf(address).flatMap((message) => linesOf(keysIn(message), address))),
      turnDown: (address, outcome) => {
        turnedDown = [address, outcome];
        if (outcome === 'refused') slack.leave(address);
      },
      goAway: () => slack.fail({ api: 'slack', how: 'drop-before', times: MANY }),
      calm: () => {
        if (turnedDown) slack.join(turnedDown[0]);
        turnedDown = null;
        slack.calm();
      },
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap, victim) =>
        armWire({ stage: slack, ahead, victim }, place, mishap === 'full' ? { status: 507, lasting: true } : mishap),
      litter: async () => [],
      secrets: [slack.token],
      close: slack.close,
    };
  },
};

/** Of a letter that says nothing but keys, its lines: `task.overdue:T-0007:…`. */
const keysIn = ({ blocks }: SlackMessage): string =>
  textsIn(blocks)
    .flatMap((text) => text.split('\n'))
    .filter((line) => /^[a-z.]+:/.test(line))
    .join('\n');

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === 'text' && typeof each === 'string' ? [each] : textsIn(each),
  );
};
