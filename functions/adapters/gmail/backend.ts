/** A Gmail mailbox as a way to send mail, and to read what people reply: `gmail`. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import { addressIn, isAddress } from '../../../core/read/address.ts';
import type { Environment, MailBackend, Sending } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { openGrant } from '../../remote/grant.ts';
import type { GmailAccess } from './access.ts';

const say = inAllWays('google');

const takes = (text: string): boolean => isAddress(addressIn(text));

export const gmail: MailBackend = {
  named: say.gmailNamed,
  takes: (way) => way.toLowerCase() === 'gmail',
  reaches: true,
  // https://support.google.com/a/answer/166852
  perDay: 2_000,
  variables: {
    BATON_GMAIL_MAILBOX: {
      takes,
      wanted: say.wanted.BATON_GMAIL_MAILBOX,
    },
    BATON_GMAIL_ACCOUNT: {
      takes,
      wanted: say.wanted.BATON_GMAIL_ACCOUNT,
    },
  },
  open: async ({ from, env }) => {
    const access = accessOf({ from, env });
    const login = hasOwnAccount(env) ? null : await openGrant('google-mail');
    if (login) {
      const { createGmailSender } = await import('./send-only.ts');
      return createGmailSender({ from, access: { ...access, mailbox: login.grant.account, login } });
    }
    const { createGmail } = await import('./gmail.ts');
    return createGmail({ from, access });
  },
  examine: async ({ env }) => {
    const login = hasOwnAccount(env) ? null : await openGrant('google-mail');
    if (login === null) return null;
    await login.token(null);
    return fine('mailbox', inAllWays('login').canSend({ account: login.grant.account }));
  },
  openInbox: async (sending) => {
    if (!hasOwnAccount(sending.env) && (await openGrant('google-mail'))) throw inboxNeedsAccount();
    const { createGmailInbox } = await import('./inbox.ts');
    return createGmailInbox({ access: accessOf(sending) });
  },
};

/** Whoever signs in as themselves grants sending, and no reading. */
const inboxNeedsAccount = () => new BatonError('call', 'inbox-rights', inAllWays('login').inboxRights);

/** Whether the environment names somebody else than whoever signed in here. */
const hasOwnAccount = (env: Environment): boolean =>
  ['BATON_GMAIL_ACCOUNT', 'BATON_GMAIL_TOKEN', 'GOOGLE_APPLICATION_CREDENTIALS'].some((name) => env[name]);

/** Whose mailbox is used and by what right: BATON_GMAIL_TOKEN is for a trial from the command line alone. */
export const accessOf = ({ from, env }: Pick<Sending, 'from' | 'env'>): GmailAccess => ({
  mailbox: valueIn(env, 'BATON_GMAIL_MAILBOX') ?? from.address,
  account: valueIn(env, 'BATON_GMAIL_ACCOUNT'),
  token: valueIn(env, 'BATON_GMAIL_TOKEN'),
});

const valueIn = (env: Environment, name: string): string | null => addressIn(env[name] ?? '') || null;
