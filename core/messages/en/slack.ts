/** In English: what Slack refuses, and what to do about it. */
import { quoted } from './format.ts';

export const slack = {
  named: 'slack',
  wanted: {
    BATON_SLACK_TOKEN: 'the app’s Bot User OAuth Token, which begins with xoxb-',
    BATON_SLACK_SIGNING_SECRET:
      'the app’s Signing Secret, as Basic Information shows it; leave it out where answers open their page',
    BATON_SLACK_HOST: 'leave it out; only for a proxy of your own, https://…',
  },

  notFound: ({ to, said }: { to: string; said: string }) =>
    `Nobody in the Slack workspace has the address ${to}: “${said}”. Correct it in the directory, or write another way for this person there.`,
  notTaken: ({ to, said }: { to: string; said: string }) =>
    `Slack did not take the message for ${to}: “${said}”. It is tried again later; if it stays so, pass this on to the administrator.`,
  noToken:
    'Which Slack app sends is not said. Set BATON_SLACK_TOKEN to its Bot User OAuth Token, as https://api.slack.com/apps shows it under OAuth & Permissions.',
  auth: ({ said }: { said: string }) =>
    `Slack does not accept BATON_SLACK_TOKEN${quoted(said)}: the token is wrong, or the app was taken out of the workspace. Install the app again and set the new Bot User OAuth Token.`,
  scope: ({ scope }: { scope: string }) =>
    `The Slack app lacks the right ${scope}. Add it under OAuth & Permissions → Bot Token Scopes, and install the app again.`,
  rights: ({ said }: { said: string }) =>
    `The Slack workspace does not let the app do this${quoted(said)}. Ask an administrator of the workspace to allow the app.`,
  messagesTab:
    'The Slack app’s Messages tab is off, so nobody would see its messages. Turn it on at https://api.slack.com/apps under App Home → Show Tabs → Messages Tab.',
  throttled: 'Slack got too many requests and still refused after a wait. Run again in a few minutes.',
  unreachable:
    'Slack cannot be reached, or gives no proper answer at the moment. Check the network and run again later.',
  refused: ({ said }: { said: string }) =>
    `Slack did not accept the request and the message was not sent${quoted(said)}. Run again; if it stays so, pass this on to the administrator.`,
  unsure:
    'The connection to Slack broke while a message was posted, and the conversation could not be read to see whether it is there. The next sweep looks again.',

  canSend: ({ bot, team }: { bot: string; team: string }) =>
    `Slack lets Baton in as ${bot} in the workspace ${team}, with all the rights it needs; no message was sent.`,
  canSendAndHear: ({ bot, team }: { bot: string; team: string }) =>
    `Slack lets Baton in as ${bot} in the workspace ${team}, with all the rights it needs; no message was sent. Messages have buttons: the app’s Request URL under Interactivity & Shortcuts has to be the answer page’s address with ?by=slack.`,
};
