/** Every way by which something comes in from outside: a new one is one file and one word here. */
import type { Target } from '../target.ts';
import { linkTarget, mails, respondTarget, webhooks } from './calls.ts';
import { cells } from './cells.ts';
import { argv } from './command.ts';
import { contacts, formats } from './lists.ts';
import { headers, rows, settingsSheet } from './sheets.ts';
import { environment, minutes, registry } from './texts.ts';
import { partsTarget, workbookTarget } from './workbook.ts';
import { zip } from './zip.ts';

export const FUZZ_TARGETS: readonly Target[] = [
  zip,
  partsTarget,
  workbookTarget,
  rows,
  cells,
  headers,
  settingsSheet,
  registry,
  linkTarget,
  respondTarget,
  webhooks,
  mails,
  environment,
  argv,
  minutes,
  formats,
  contacts,
];
