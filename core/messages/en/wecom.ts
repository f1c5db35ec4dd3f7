/** In English: WeCom as a way to people: what it refuses, and what to do about it. */
import { quoted } from './format.ts';

interface OfOne {
  readonly to: string;
  readonly said: string;
}
interface Said {
  readonly said: string;
}

export const wecom = {
  named: 'wecom',
  signedIn: ({ app, folder }: { app: string; folder: string }) =>
    `WeCom lets Baton in as the app ${app}; no message was sent. Until it is known that a letter arrived, it is kept in ${folder}.`,

  notFound: ({ to }: { to: string }) =>
    `Nobody in WeCom has the address ${to} or the mobile number beside it, or the app may not see them. Write the number they have in WeCom into the directory, or have the app’s range extended; without a change WeCom is asked again after a week.`,
  left: ({ to, said }: OfOne) =>
    `${to} is not in WeCom any more: “${said}”. Correct the address in the directory, or let them have mail.`,
  notVisible: ({ to, said }: OfOne) =>
    `WeCom does not let the app write to ${to}: “${said}”. Have whoever manages WeCom take them into the app’s range. It is tried again.`,
  rejected: ({ to, said }: OfOne) =>
    `WeCom did not take the letter to ${to}: “${said}”. It is tried again; if it stays so, pass this on to the administrator.`,
  lookups: ({ to }: { to: string }) =>
    `WeCom was not asked for ${to}: too many people of the directory were not found, and WeCom would lock such questions for a day. Correct those first; the others are looked up with the next sweep.`,

  auth: ({ said }: Said) =>
    `WeCom does not accept the company’s ID and the app’s secret${quoted(said)}. Check BATON_WECOM_CORP_ID and BATON_WECOM_SECRET.`,
  address: ({ said }: Said) =>
    `WeCom does not let the app in from this machine’s address${quoted(said)}. Add that address to the app’s trusted IPs (企业可信IP), or set BATON_WECOM_HOST to a proxy of your own that has one.`,
  rights: ({ said }: Said) =>
    `The app lacks a right in WeCom${quoted(said)}. Check BATON_WECOM_AGENT_ID, and the app’s permissions in the admin console.`,
  busy: ({ said }: Said) => `WeCom takes no messages at the moment${quoted(said)}. Run the sweep again later.`,
  refused: ({ said }: Said) =>
    `WeCom did not accept the request and the letter was not sent${quoted(said)}. Run again; if it stays so, pass this on to the administrator.`,
  unreachable:
    'WeCom cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
  takenOver: 'Another sweep has taken this letter over; it was not sent from here.',
  noApp:
    'Which app of WeCom sends is not said. Set BATON_WECOM_CORP_ID, BATON_WECOM_AGENT_ID and BATON_WECOM_SECRET, as the admin console shows them.',

  /** What to write into its variables of the environment. */
  wanted: {
    BATON_WECOM_CORP_ID: 'the company’s ID in WeCom (企业 ID), such as ww1a2b3c4d5e6f7a8b',
    BATON_WECOM_AGENT_ID: 'the app’s AgentId, a number such as 1000002',
    BATON_WECOM_SECRET: 'the app’s Secret',
    BATON_WECOM_HOST: 'leave it out; only for a proxy of your own, https://…',
  },
};
