import type { Target } from '../target.ts';
import { linkTarget, mails, respondTarget, webhooks } from './calls.ts';
import { cells } from './cells.ts';
import { argv } from './command.ts';
import { headers, rows, settings } from './sheets.ts';
import { environment, minutes, registry } from './texts.ts';
import { parts, workbook } from './workbook.ts';
import { zip } from './zip.ts';

/** Every way by which something comes in from outside: a new one is one file and one word here. */
export const TARGETS: readonly Target[] = [
  zip,
  parts,
  workbook,
  rows,
  cells,
  headers,
  settings,
  registry,
  linkTarget,
  respondTarget,
  webhooks,
  mails,
  environment,
  argv,
  minutes,
];
