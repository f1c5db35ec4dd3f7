/** A Gmail mailbox as a way to send mail, and to read what people reply: `gmail`. */
import { addressIn, isAddress } from '../../../core/read/address.ts';
import { w } from '../../../sheet-templates/types.ts';
import type { Environment, MailBackend, Sending } from '../../backend.ts';
import type { GmailAccess } from './access.ts';

const takes = (text: string): boolean => isAddress(addressIn(text));

export const gmail: MailBackend = {
  named: w('gmail', 'gmail'),
  takes: (way) => way.toLowerCase() === 'gmail',
  reaches: true,
  // https://support.google.com/a/answer/166852
  perDay: 2_000,
  variables: {
    BATON_GMAIL_MAILBOX: {
      takes,
      wanted: w(
        '用 gmail 寄信的邮箱地址；不设则为发件人的地址',
        'address of the mailbox that gmail sends from; the sender’s when absent',
      ),
    },
    BATON_GMAIL_ACCOUNT: {
      takes,
      wanted: w(
        '代表该邮箱的服务账号；不设则为运行时的服务账号',
        'the service account that acts for that mailbox; the one this runs as when absent',
      ),
    },
  },
  open: async ({ from, env }) => {
    const { createGmail } = await import('./gmail.ts');
    return createGmail({ from, access: accessOf({ from, env }) });
  },
  openInbox: async (sending) => {
    const { createGmailInbox } = await import('./inbox.ts');
    return createGmailInbox({ access: accessOf(sending) });
  },
};

/** Whose mailbox is used and by what right: BATON_GMAIL_TOKEN is for a trial from the command line alone. */
export const accessOf = ({ from, env }: Pick<Sending, 'from' | 'env'>): GmailAccess => ({
  mailbox: valueIn(env, 'BATON_GMAIL_MAILBOX') ?? from.address,
  account: valueIn(env, 'BATON_GMAIL_ACCOUNT'),
  token: valueIn(env, 'BATON_GMAIL_TOKEN'),
});

const valueIn = (env: Environment, name: string): string | null => addressIn(env[name] ?? '') || null;
