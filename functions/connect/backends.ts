/** The backends there are: each declares itself in its folder, and is named here and nowhere else. */
import { dingtalk } from '../adapters/dingtalk/backend.ts';
import { feishu } from '../adapters/feishu/backend.ts';
import { gmail } from '../adapters/gmail/backend.ts';
import { googleSheets } from '../adapters/google-sheets/backend.ts';
import { graphExcel } from '../adapters/graph-excel/backend.ts';
import { graphMail } from '../adapters/graph-mail/backend.ts';
import { imap } from '../adapters/imap/backend.ts';
import { outbox } from '../adapters/outbox/backend.ts';
import { slack } from '../adapters/slack/backend.ts';
import { namedServers, smtp } from '../adapters/smtp/backend.ts';
import { wecom } from '../adapters/wecom/backend.ts';
import { xlsxFile } from '../adapters/xlsx-file/backend.ts';
import type { InboxBackend, MailBackend, WorkbookBackend } from '../backend.ts';

/** In the order in which sentences name them. */
export const WORKBOOKS: readonly WorkbookBackend[] = [xlsxFile, googleSheets(), graphExcel()];
export const MAIL_BACKENDS: readonly MailBackend[] = [
  smtp,
  ...namedServers,
  gmail,
  graphMail,
  feishu,
  wecom,
  dingtalk,
  slack,
  outbox,
];
/** Mailboxes that are read whatever way mails leave. */
export const INBOXES: readonly InboxBackend[] = [imap];
