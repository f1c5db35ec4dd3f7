/** Feishu and Lark as a way to people: `feishu` and `lark`, a card each in the chat with an app. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Environment, MailBackend } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { isOwnHost } from '../../remote/own-host.ts';
import type { FeishuApp } from './client.ts';

const say = inAll('feishu');

/** In China and everywhere else: two services that know nothing of each other's apps and people. */
const HOSTS: Readonly<Record<string, string>> = {
  feishu: 'https://open.feishu.cn',
  lark: 'https://open.larksuite.com',
};

export const feishu: MailBackend = {
  named: say.named,
  takes: (way) => hostOf(way) !== undefined,
  reaches: true,
  sendsAsItself: true,
  channel: 'feishu',
  variables: {
    BATON_FEISHU_APP_ID: { takes: (text) => /^cli_[0-9a-z]+$/i.test(text), wanted: say.wanted.BATON_FEISHU_APP_ID },
    BATON_FEISHU_APP_SECRET: {
      takes: (text) => /^\S+$/.test(text),
      isSecret: true,
      wanted: say.wanted.BATON_FEISHU_APP_SECRET,
    },
    BATON_FEISHU_HOST: { takes: isOwnHost, wanted: say.wanted.BATON_FEISHU_HOST },
  },
  amiss: (given, isUsed) => {
    const names = ['BATON_FEISHU_APP_ID', 'BATON_FEISHU_APP_SECRET'];
    const some = isUsed || names.some((name) => given[name] !== undefined);
    return some ? names.filter((name) => given[name] === undefined) : [];
  },
  open: async ({ way, env }) => {
    const { createFeishu } = await import('./feishu.ts');
    return createFeishu({ app: appOf(way, env) });
  },
  examine: async ({ way, env }) => {
    const { examineFeishu } = await import('./examine.ts');
    const app = appOf(way, env);
    await examineFeishu(app);
    return fine('feishu', say.signedIn({ app: app.id }));
  },
};

const hostOf = (way: string): string | undefined => HOSTS[way.toLowerCase()];

/** BatonError 'call' feishu-app: the environment does not say which app. */
const appOf = (way: string, env: Environment): FeishuApp => {
  const { BATON_FEISHU_APP_ID: id, BATON_FEISHU_APP_SECRET: secret, BATON_FEISHU_HOST: host } = env;
  if (!id || !secret) throw new BatonError('call', 'feishu-app', say.noApp);
  return { id, secret, host: host ? new URL(host).origin : (hostOf(way) ?? '') };
};
