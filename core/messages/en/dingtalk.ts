/** In English: DingTalk as a way to people: what it refuses, and what to do about it. */
import { quoted } from './format.ts';

interface OfOne {
  readonly to: string;
  readonly said: string;
}
interface Said {
  readonly said: string;
}

export const dingtalk = {
  named: 'dingtalk',
  signedIn: ({ app, folder }: { app: string; folder: string }) =>
    `DingTalk lets the app ${app} in, and it may find people; no notice was sent. Until it is known that a letter arrived, it is kept in ${folder}.`,

  noNumber: ({ to }: { to: string }) =>
    `DingTalk finds people by their mobile numbers, and the directory has none for ${to}. Write it into the column Mobile.`,
  notFound: ({ to }: { to: string }) =>
    `Nobody in DingTalk has the mobile number that the directory has for ${to}, or the app may not see them. Correct the number, or have the app’s range extended.`,
  left: ({ to, said }: OfOne) =>
    `${to} is not in DingTalk any more: “${said}”. Correct the mobile number in the directory, or let them have mail.`,
  notVisible: ({ to, said }: OfOne) =>
    `DingTalk does not let the app write to ${to}: “${said}”. Have whoever manages DingTalk allow it. It is tried again.`,
  rejected: ({ to, said }: OfOne) =>
    `DingTalk did not take the letter to ${to}: “${said}”. It is tried again; if it stays so, look for a forbidden word in the sheet (1430002), or pass this on to the administrator.`,

  auth: ({ said }: Said) =>
    `DingTalk does not accept the app’s key and secret${quoted(said)}. Check BATON_DINGTALK_APP_KEY and BATON_DINGTALK_APP_SECRET.`,
  address: ({ said }: Said) =>
    `DingTalk does not let the app in from this machine’s address${quoted(said)}. Add that address to the app’s allowed IPs in the developer console.`,
  rights: ({ said }: Said) =>
    `The app lacks a permission in DingTalk${quoted(said)}. Add qyapi_get_member_by_mobile in the developer console, and check BATON_DINGTALK_AGENT_ID.`,
  busy: ({ said }: Said) => `DingTalk takes no notices at the moment${quoted(said)}. Run the sweep again later.`,
  refused: ({ said }: Said) =>
    `DingTalk did not accept the request and the letter was not sent${quoted(said)}. Run again; if it stays so, pass this on to the administrator.`,
  unreachable:
    'DingTalk cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
  takenOver: 'Another sweep has taken this letter over; it was not sent from here.',
  noApp:
    'Which app of DingTalk sends is not said. Set BATON_DINGTALK_APP_KEY, BATON_DINGTALK_APP_SECRET and BATON_DINGTALK_AGENT_ID, as the developer console shows them.',

  /** What to write into its variables of the environment. */
  wanted: {
    BATON_DINGTALK_APP_KEY: 'the app’s Client ID (AppKey), such as dinga1b2c3d4',
    BATON_DINGTALK_APP_SECRET: 'the app’s Client Secret (AppSecret)',
    BATON_DINGTALK_AGENT_ID: 'the app’s AgentId, a number such as 123456789',
    BATON_DINGTALK_HOST: 'leave it out in China; elsewhere https://oapi.dingtalk.io, or a proxy of your own',
  },
};
