/** `resend`: sends again a mail that is held or was refused. */
import type { Command } from 'commander';
import { listOf } from '../../../core/messages/format.ts';
import { isoOf } from '../../../core/time/day.ts';
import { type MailAgain, type NoticeAgain, resend as sendAgain } from '../../sweep/resend.ts';
import { command, option } from '../program.ts';
import { openNamed, realNow, workbookAnd } from '../reading.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly now?: string;
}

export const resendCommand = (terminal: Terminal): Command =>
  command(terminal, 'resend')
    .usage('[workbook] <mail>')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .argument('[mail]', terminal.say.help.argument.resent)
    .addOption(option(terminal, '--now <iso>', 'asOf'))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(
      async (first: string | undefined, second: string | undefined, { dryRun = false, now = realNow() }: Options) => {
        const [workbook, mail] = workbookAnd(terminal, [first, second], ['mail']);
        const mails = await sendAgain({ store: openNamed(workbook), mail, dryRun, now, clock: realNow });
        if (terminal.json) terminal.printJson(resentJson(mails));
        else terminal.print(...resentLines(terminal, mails, dryRun));
      },
    );

const mayComeTwice = ({ was, notices }: MailAgain): boolean =>
  was === 'held' && notices.some(({ leaves }) => leaves !== null);

const resentJson = (mails: readonly MailAgain[]) => ({
  mails: mails.map((mail) => ({ ...mail, since: isoOf(mail.since), mayComeTwice: mayComeTwice(mail) })),
});

const resentLines = (
  { say, locale, paint, width }: Terminal,
  mails: readonly MailAgain[],
  dryRun: boolean,
): string[] => {
  const words = say.resend;
  const who = listOf([...new Set(mails.map(({ name, to }) => name || to))], locale);
  const notices = mails.flatMap((mail) => mail.notices);
  const outcomeText = ({ status, leaves }: NoticeAgain): string => {
    const to = leaves && `${leaves.name} <${leaves.to}>`;
    if (status === 'due') return to ? words.leaves(to) : words.over;
    return to ? words.byRule(to) : words.notByRule;
  };
  const rows = notices.map((notice) => [notice.key, `${notice.item} ${notice.about}`.trim(), outcomeText(notice)]);
  const [head = '', ...lines] = table([words.key, words.about, words.next], rows, width);
  return [
    (dryRun ? words.would : words.again)(notices.length, who),
    ...(mails.some(mayComeTwice) ? [words.twice] : []),
    '',
    paint('quiet', head),
    ...lines,
  ];
};
