import { widthOf } from '../../core/mail/width.ts';
import type { Sharing } from '../../core/share/model.ts';
import type { SweepOutcome } from '../sweep.ts';
import { isError } from './problems.ts';
import { NO_PROGRESS, openProgress } from './progress.ts';
import { exitOf, type SweepCall, type Swept, sweepWorkbook } from './sweeping.ts';
import { errorOf, type Terminal } from './terminal.ts';

/** What came of one workbook of many. */
export type Ended =
  | { readonly file: string; readonly swept: Swept }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } };

/** One after the other; one that fails never stops the others. `each` sees each as it ends. */
export const sweepFleet = async (
  terminal: Terminal,
  files: readonly string[],
  call: SweepCall,
  each: (ended: Ended) => void,
  shared?: Sharing,
): Promise<void> => {
  const bar = await openProgress(terminal, terminal.say.fleet.progress);
  for (const [done, file] of files.entries()) {
    bar.step(done, files.length, file);
    const ended = await sweepOne(terminal, file, call, shared);
    bar.above(() => each(ended));
  }
  bar.step(files.length, files.length);
  bar.stop();
};

const sweepOne = async (terminal: Terminal, file: string, call: SweepCall, shared?: Sharing): Promise<Ended> => {
  try {
    const swept = await sweepWorkbook(terminal, file, call, NO_PROGRESS, shared);
    terminal.exit(exitOf(swept.result));
    return { file, swept };
  } catch (error) {
    const { code, message, exit } = errorOf(terminal, error);
    terminal.exit(exit);
    return { file, error: { code, message } };
  }
};

/** Outcomes that somebody has to look at. */
const AMISS: ReadonlySet<SweepOutcome> = new Set(['failed', 'copy', 'fuse']);

/** A long name must not push all the others aside. */
const LONGEST_NAME = 48;

/** Lines of a table whose rows come one by one, and its last line, with all counted. */
export const fleetReport = ({ say, paint, locale }: Terminal, files: readonly string[], dryRun: boolean) => {
  const { fleet } = say;
  const nameWidth = Math.min(LONGEST_NAME, Math.max(...[fleet.workbook, ...files].map(widthOf)));
  const left = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)));
  const right = (text: string, width: number) => ' '.repeat(Math.max(0, width - widthOf(text))) + text;
  const line = (name: string, mails: string, mend: string, came: string) =>
    [left(name, nameWidth), right(mails, widthOf(fleet.mails)), right(mend, widthOf(fleet.mend)), came].join('  ');

  const sum = { fine: 0, amiss: 0, mails: 0, mend: 0 };
  return {
    head: paint('quiet', line(fleet.workbook, fleet.mails, fleet.mend, fleet.came)),
    line: (ended: Ended): string => {
      if ('error' in ended) {
        sum.amiss++;
        // The column before has named the file already.
        const { message } = ended.error;
        const said = message.startsWith(ended.file)
          ? message.slice(ended.file.length).replace(/^\s*[:：]\s*/, '')
          : message;
        return line(ended.file, '', '', paint('late', said));
      }
      const { result } = ended.swept;
      const mails = !dryRun ? result.sent.length : result.outcome === 'done' ? result.plan.mails.length : 0;
      const mend = result.problems.filter(isError).length;
      const isAmiss = AMISS.has(result.outcome);
      sum[isAmiss ? 'amiss' : 'fine']++;
      sum.mails += mails;
      sum.mend += mend;
      const came = [fleet.outcome[result.outcome], result.error?.words[locale] ?? ''].filter(Boolean).join(': ');
      const tone = isAmiss ? 'late' : mend > 0 ? 'soon' : null;
      return line(ended.file, String(mails), mend > 0 ? String(mend) : '', tone ? paint(tone, came) : came);
    },
    total: (): string => fleet.total(sum.fine + sum.amiss, sum.amiss, sum.mails, sum.mend, dryRun),
  };
};
