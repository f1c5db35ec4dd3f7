/** An Exchange mailbox behind Microsoft Graph as a way to send mail: `graph`. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import { addressIn, isAddress } from '../../../core/read/address.ts';
import type { MailBackend } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { namesNoApp } from '../../microsoft/sign-in.ts';
import { MICROSOFT } from '../../microsoft/variables.ts';
import { openGrant } from '../../remote/grant.ts';

const say = inAllWays('microsoft');

export const graphMail: MailBackend = {
  named: say.exchangeNamed,
  takes: (way) => way.toLowerCase() === 'graph',
  reaches: true,
  // https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
  perDay: 10_000,
  variables: {
    ...MICROSOFT.variables,
    BATON_GRAPH_MAILBOX: {
      takes: (text) => isAddress(addressIn(text)),
      wanted: say.wanted.BATON_GRAPH_MAILBOX,
    },
  },
  amiss: MICROSOFT.amiss,
  examine: async ({ env }) => {
    const login = namesNoApp(env) ? await openGrant('microsoft') : null;
    if (login === null) return null;
    await login.token(null);
    return fine('mailbox', inAllWays('login').canSend({ account: login.grant.account }));
  },
  openInbox: async ({ from, env }) => {
    if (namesNoApp(env) && (await openGrant('microsoft'))) throw inboxNeedsApp();
    const { createGraphInbox } = await import('./inbox.ts');
    return createGraphInbox({ mailbox: addressIn(env.BATON_GRAPH_MAILBOX ?? '') || from.address });
  },
  open: async ({ from, env }) => {
    if (namesNoApp(env) && (await openGrant('microsoft'))) {
      const { createGraphSender } = await import('./send-only.ts');
      return createGraphSender({ from });
    }
    const { createGraphMail } = await import('./mail.ts');
    return createGraphMail({ from, mailbox: addressIn(env.BATON_GRAPH_MAILBOX ?? '') || from.address });
  },
};

/** Whoever signs in as themselves grants sending, and no reading. */
const inboxNeedsApp = () => new BatonError('call', 'inbox-rights', inAllWays('login').inboxRights);
