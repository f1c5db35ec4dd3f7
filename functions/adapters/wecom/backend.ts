/** WeCom (企业微信) as a way to people: `wecom`, a message each from an app of the company. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { Environment, MailBackend } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { isOwnHost } from '../../remote/own-host.ts';
import type { WecomApp } from './client.ts';

const say = inAllWays('wecom');

/** The only one that its pages name. */
const HOST = 'https://qyapi.weixin.qq.com';

const NEEDED = ['BATON_WECOM_CORP_ID', 'BATON_WECOM_AGENT_ID', 'BATON_WECOM_SECRET'];

export const wecom: MailBackend = {
  named: say.named,
  takes: (way) => way.toLowerCase() === 'wecom',
  reaches: true,
  sendsAsItself: true,
  channel: 'wecom',
  variables: {
    BATON_WECOM_CORP_ID: { takes: (text) => /^w[0-9a-z]{5,40}$/i.test(text), wanted: say.wanted.BATON_WECOM_CORP_ID },
    BATON_WECOM_AGENT_ID: { takes: (text) => /^\d{1,12}$/.test(text), wanted: say.wanted.BATON_WECOM_AGENT_ID },
    BATON_WECOM_SECRET: { takes: (text) => /^\S+$/.test(text), isSecret: true, wanted: say.wanted.BATON_WECOM_SECRET },
    BATON_WECOM_HOST: { takes: isOwnHost, wanted: say.wanted.BATON_WECOM_HOST },
  },
  amiss: (given, isUsed) => {
    const some = isUsed || NEEDED.some((name) => given[name] !== undefined);
    return some ? NEEDED.filter((name) => given[name] === undefined) : [];
  },
  open: async ({ env }) => {
    const { openWecom } = await import('./wecom.ts');
    return openWecom(appOf(env));
  },
  examine: async ({ env }) => {
    const { examineWecom } = await import('./wecom.ts');
    return fine('wecom', say.signedIn(await examineWecom(appOf(env))));
  },
};

/** BatonError 'call' wecom-app: the environment does not say which app. */
const appOf = (env: Environment): WecomApp => {
  const { BATON_WECOM_CORP_ID: corp, BATON_WECOM_AGENT_ID: agent, BATON_WECOM_SECRET: secret } = env;
  const { BATON_WECOM_HOST: host } = env;
  if (!corp || !agent || !secret) throw new BatonError('call', 'wecom-app', say.noApp);
  return { corp, agent: Number(agent), secret, host: host ? new URL(host).origin : HOST };
};
