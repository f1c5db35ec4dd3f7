/** An Exchange mailbox behind Microsoft Graph as a way to send mail: `graph`. */
import { inAll } from '../../../core/messages/in-all.ts';
import { addressIn, isAddress } from '../../../core/read/address.ts';
import type { MailBackend } from '../../backend.ts';
import { MICROSOFT } from '../../microsoft/variables.ts';

const say = inAll('microsoft');

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
  open: async ({ from, env }) => {
    const { createGraphMail } = await import('./mail.ts');
    return createGraphMail({ from, mailbox: addressIn(env.BATON_GRAPH_MAILBOX ?? '') || from.address });
  },
};
