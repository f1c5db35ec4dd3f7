/** In English: Feishu and Lark as a way to people: what it refuses, and what to do about it. */
import { quoted } from './format.ts';

interface OfOne {
  readonly to: string;
  readonly said: string;
}
interface Said {
  readonly said: string;
}

export const feishu = {
  named: 'feishu',
  signedIn: ({ app }: { app: string }) =>
    `Feishu lets the app ${app} in, and it may find people. Whether it may write shows with the first letter.`,
  signedInAndHears: ({ app }: { app: string }) =>
    `Feishu lets the app ${app} in, and it may find people. Whether it may write shows with the first letter. Cards have buttons: the app’s callback address has to be the answer page’s with ?by=feishu, and card.action.trigger added.`,

  notFound: ({ to }: { to: string }) =>
    `Feishu knows nobody with the address ${to}, or the app may not see them. Write the address they have in Feishu (not the one of the company’s mailbox there) into the directory, or have the app’s range extended.`,
  notVisible: ({ to, said }: OfOne) =>
    `Feishu does not let the app write to ${to}: “${said}”. They have left, or are outside the app’s range: have whoever manages Feishu extend it. It is tried again.`,
  blocked: ({ to, said }: OfOne) =>
    `${to} does not take messages from the app in Feishu: “${said}”. Ask them to allow it.`,
  elsewhere: ({ to, said }: OfOne) =>
    `${to} belongs to another company in Feishu: “${said}”. Write another address into the directory, or let them have mail.`,
  audited: ({ to, said }: OfOne) =>
    `Feishu did not let the content of the letter to ${to} through: “${said}”. It is tried again; if it stays so, look for the word in the sheet.`,
  rejected: ({ to, said }: OfOne) =>
    `Feishu did not take the letter to ${to}: “${said}”. It is tried again; if it stays so, pass this on to the administrator.`,

  auth: ({ said }: Said) =>
    `Feishu does not accept the app’s ID and secret${quoted(said)}. Check BATON_FEISHU_APP_ID and BATON_FEISHU_APP_SECRET, and whether it is feishu or lark.`,
  scope: ({ said }: Said) =>
    `The app lacks a permission in Feishu${quoted(said)}. Add im:message:send_as_bot, im:message:readonly and contact:user.id:readonly, and publish a new version of the app.`,
  bot: ({ said }: Said) =>
    `The app is no bot in Feishu${quoted(said)}. Turn the bot on in the developer console and publish a new version.`,
  quota: ({ said }: Said) =>
    `The app has used up its calls of this month in Feishu${quoted(said)}. Wait for the next month, or have the plan extended.`,
  busy: ({ said }: Said) => `Feishu takes no messages at the moment${quoted(said)}. Run the sweep again later.`,
  refused: ({ said }: Said) =>
    `Feishu did not accept the request and the letter was not sent${quoted(said)}. Run again; if it stays so, pass this on to the administrator.`,
  unreachable:
    'Feishu cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
  noApp:
    'Which Feishu app sends is not said. Set BATON_FEISHU_APP_ID and BATON_FEISHU_APP_SECRET, as the developer console shows them.',

  halfDoor: ({ lacking }: { lacking: string }) =>
    `For presses in cards Feishu needs BATON_FEISHU_ENCRYPT_KEY and BATON_FEISHU_VERIFICATION_TOKEN, and ${lacking} is not set. Set it as well, as Events & Callbacks → Encryption Strategy shows it; or set neither, and answers open their page.`,

  /** What to write into its variables of the environment. */
  wanted: {
    BATON_FEISHU_APP_ID: 'the app’s ID, such as cli_a1b2c3',
    BATON_FEISHU_APP_SECRET: 'the app’s secret',
    BATON_FEISHU_ENCRYPT_KEY: 'the Encrypt Key of the app’s callbacks; leave it out where answers open their page',
    BATON_FEISHU_VERIFICATION_TOKEN:
      'the Verification Token beside the Encrypt Key; leave both out where answers open their page',
    BATON_FEISHU_HOST: 'leave it out; only for a proxy of your own, https://…',
  },
};
