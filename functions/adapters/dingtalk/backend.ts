/** DingTalk (钉钉) as a way to people: `dingtalk`, a work notice each from an app of the company. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { Environment, MailBackend } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { isOwnHost } from '../../remote/own-host.ts';
import type { DingtalkApp } from './client.ts';

const say = inAllWays('dingtalk');

/** In China; elsewhere BATON_DINGTALK_HOST says https://oapi.dingtalk.io. */
const HOST = 'https://oapi.dingtalk.com';

const NEEDED = ['BATON_DINGTALK_APP_KEY', 'BATON_DINGTALK_APP_SECRET', 'BATON_DINGTALK_AGENT_ID'];

export const dingtalk: MailBackend = {
  named: say.named,
  takes: (way) => way.toLowerCase() === 'dingtalk',
  reaches: true,
  sendsAsItself: true,
  channel: 'dingtalk',
  variables: {
    BATON_DINGTALK_APP_KEY: {
      takes: (text) => /^[0-9a-z_-]{4,64}$/i.test(text),
      wanted: say.wanted.BATON_DINGTALK_APP_KEY,
    },
    BATON_DINGTALK_APP_SECRET: {
      takes: (text) => /^\S+$/.test(text),
      isSecret: true,
      wanted: say.wanted.BATON_DINGTALK_APP_SECRET,
    },
    BATON_DINGTALK_AGENT_ID: { takes: (text) => /^\d{1,15}$/.test(text), wanted: say.wanted.BATON_DINGTALK_AGENT_ID },
    BATON_DINGTALK_HOST: { takes: isOwnHost, wanted: say.wanted.BATON_DINGTALK_HOST },
  },
  amiss: (given, isUsed) => {
    const some = isUsed || NEEDED.some((name) => given[name] !== undefined);
    return some ? NEEDED.filter((name) => given[name] === undefined) : [];
  },
  open: async ({ env }) => {
    const { openDingtalk } = await import('./dingtalk.ts');
    return openDingtalk(appOf(env));
  },
  examine: async ({ env }) => {
    const { examineDingtalk } = await import('./dingtalk.ts');
    return fine('dingtalk', say.signedIn(await examineDingtalk(appOf(env))));
  },
};

/** BatonError 'call' dingtalk-app: the environment does not say which app. */
const appOf = (env: Environment): DingtalkApp => {
  const { BATON_DINGTALK_APP_KEY: key, BATON_DINGTALK_APP_SECRET: secret } = env;
  const { BATON_DINGTALK_AGENT_ID: agent, BATON_DINGTALK_HOST: host } = env;
  if (!key || !secret || !agent) throw new BatonError('call', 'dingtalk-app', say.noApp);
  return { key, secret, agent: Number(agent), host: host ? new URL(host).origin : HOST };
};
