/** A Slack app as a way to send letters, each to one person: `slack`. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { Environment, MailBackend } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { isOwnHost } from '../../remote/own-host.ts';
import type { SlackOptions } from './client.ts';
import type { SlackDoorOptions } from './door.ts';

const say = inAllWays('slack');

export const slack: MailBackend = {
  named: say.named,
  takes: (way) => way.toLowerCase() === 'slack',
  reaches: true,
  sendsAsItself: true,
  channel: 'slack',
  variables: {
    BATON_SLACK_TOKEN: {
      isSecret: true,
      takes: (text) => /^xoxb-\S+$/.test(text),
      wanted: say.wanted.BATON_SLACK_TOKEN,
    },
    BATON_SLACK_SIGNING_SECRET: {
      isSecret: true,
      takes: (text) => /^[0-9a-z]{16,128}$/i.test(text),
      wanted: say.wanted.BATON_SLACK_SIGNING_SECRET,
    },
    BATON_SLACK_HOST: { takes: isOwnHost, wanted: say.wanted.BATON_SLACK_HOST },
  },
  amiss: (given, isUsed) => (isUsed && given.BATON_SLACK_TOKEN === undefined ? ['BATON_SLACK_TOKEN'] : []),
  open: async ({ env }) => {
    const { createSlackMail } = await import('./mail.ts');
    return createSlackMail({ ...appIn(env), takesPresses: Boolean(env.BATON_SLACK_SIGNING_SECRET) });
  },
  openDoor: ({ env }) => {
    const { BATON_SLACK_SIGNING_SECRET: signing, BATON_SLACK_HOST: host } = env;
    return signing ? opening({ ...appIn(env), signing, ...(host && { replyRoot: new URL(host).origin }) }) : null;
  },
  examine: async ({ env }) => {
    const { trySlack } = await import('./mail.ts');
    const found = await trySlack(appIn(env));
    return fine('slack', env.BATON_SLACK_SIGNING_SECRET ? say.canSendAndHear(found) : say.canSend(found));
  },
};

const opening = async (options: SlackDoorOptions) => (await import('./door.ts')).createSlackDoor(options);

/** BatonError 'call' slack-token: the environment does not say which app. */
const appIn = ({ BATON_SLACK_TOKEN: token, BATON_SLACK_HOST: host }: Environment): SlackOptions => {
  if (!token) throw new BatonError('call', 'slack-token', say.noToken);
  return { token, ...(host && { rootUrl: `${new URL(host).origin}/api` }) };
};
