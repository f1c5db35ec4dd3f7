/** Feishu and Lark as a way to people: `feishu` and `lark`, a card each in the chat with an app. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import type { Environment, MailBackend } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { isOwnHost } from '../../remote/own-host.ts';
import type { FeishuApp } from './client.ts';
import type { FeishuDoorOptions } from './door.ts';

const say = inAllWays('feishu');

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
    BATON_FEISHU_ENCRYPT_KEY: {
      takes: (text) => /^\S+$/.test(text),
      isSecret: true,
      wanted: say.wanted.BATON_FEISHU_ENCRYPT_KEY,
    },
    BATON_FEISHU_VERIFICATION_TOKEN: {
      takes: (text) => /^\S+$/.test(text),
      isSecret: true,
      wanted: say.wanted.BATON_FEISHU_VERIFICATION_TOKEN,
    },
    BATON_FEISHU_HOST: { takes: isOwnHost, wanted: say.wanted.BATON_FEISHU_HOST },
  },
  amiss: (given, isUsed) => {
    const lacking = (names: readonly string[], isMeant: boolean) =>
      isMeant || names.some((name) => given[name] !== undefined)
        ? names.filter((name) => given[name] === undefined)
        : [];
    return [...lacking(APP, isUsed), ...lacking(DOOR, false)];
  },
  open: async ({ way, env }) => {
    const { createFeishu } = await import('./feishu.ts');
    return createFeishu({ app: appOf(way, env), takesPresses: doorIn(env) !== null });
  },
  openDoor: ({ way, env }) => {
    const door = doorIn(env);
    return door && opening({ app: appOf(way, env), ...door });
  },
  examine: async ({ way, env }) => {
    const { examineFeishu } = await import('./examine.ts');
    const app = appOf(way, env);
    await examineFeishu(app);
    return fine('feishu', doorIn(env) ? say.signedInAndHears({ app: app.id }) : say.signedIn({ app: app.id }));
  },
};

const APP = ['BATON_FEISHU_APP_ID', 'BATON_FEISHU_APP_SECRET'] as const;

/** What presses are encrypted and signed with, and what each call says besides. */
const DOOR = ['BATON_FEISHU_ENCRYPT_KEY', 'BATON_FEISHU_VERIFICATION_TOKEN'] as const;

/** Null where cards only open pages. BatonError 'call' feishu-half-door: half of it is nothing, and somebody meant it. */
const doorIn = (env: Environment): Omit<FeishuDoorOptions, 'app'> | null => {
  const [encryptKey, verificationToken] = DOOR.map((name) => env[name]);
  if (encryptKey && verificationToken) return { encryptKey, verificationToken };
  const lacking = encryptKey ? DOOR[1] : DOOR[0];
  if (encryptKey || verificationToken) throw new BatonError('call', 'feishu-half-door', say.halfDoor({ lacking }));
  return null;
};

const opening = async (options: FeishuDoorOptions) => (await import('./door.ts')).createFeishuDoor(options);

const hostOf = (way: string): string | undefined => HOSTS[way.toLowerCase()];

/** BatonError 'call' feishu-app: the environment does not say which app. */
const appOf = (way: string, env: Environment): FeishuApp => {
  const { BATON_FEISHU_APP_ID: id, BATON_FEISHU_APP_SECRET: secret, BATON_FEISHU_HOST: host } = env;
  if (!id || !secret) throw new BatonError('call', 'feishu-app', say.noApp);
  return { id, secret, host: host ? new URL(host).origin : (hostOf(way) ?? '') };
};
