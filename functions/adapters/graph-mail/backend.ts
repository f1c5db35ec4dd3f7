/** An Exchange mailbox behind Microsoft Graph as a way to send mail: `graph`. */
import { addressIn, isAddress } from '../../../core/read/address.ts';
import { w } from '../../../sheet-templates/types.ts';
import type { MailBackend } from '../../backend.ts';
import { MICROSOFT } from '../../microsoft/variables.ts';

export const graphMail: MailBackend = {
  named: w('graph', 'graph'),
  takes: (way) => way.toLowerCase() === 'graph',
  reaches: true,
  // https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
  perDay: 10_000,
  variables: {
    ...MICROSOFT.variables,
    BATON_GRAPH_MAILBOX: {
      takes: (text) => isAddress(addressIn(text)),
      wanted: w(
        '用 graph 寄信的邮箱地址；不设则为发件人的地址',
        'address of the mailbox that graph sends from; the sender’s when absent',
      ),
    },
  },
  amiss: MICROSOFT.amiss,
  open: async ({ from, env }) => {
    const { createGraphMail } = await import('./mail.ts');
    return createGraphMail({ from, mailbox: addressIn(env.BATON_GRAPH_MAILBOX ?? '') || from.address });
  },
};
