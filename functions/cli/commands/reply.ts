/** `reply`: what a reply to a mail means; writes nothing, and can mail the page that confirms it. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { confirmationOf, sendOnce } from '../../reply/confirmation.ts';
import { readMessage } from '../../reply/received.ts';
import { type ShownReply, showReply, understandReply } from '../../reply/replies.ts';
import { command, option } from '../program.ts';
import { openReading, uriGiven } from '../reading.ts';
import { linksFor, mailerFor, mailOption, mailWay } from '../sweeping.ts';
import { pathFromCaller, type Terminal } from '../terminal.ts';

const say = inAll('calls');

interface Options {
  readonly now?: string;
  readonly links?: string;
  readonly mail?: string;
  readonly from?: string;
}

export const replyCommand = (terminal: Terminal): Command =>
  command(terminal, 'reply')
    .argument('<workbook>', terminal.say.help.argument.workbook)
    .argument('<file>', terminal.say.help.argument.mail)
    .addOption(option(terminal, '--links <url>', 'links'))
    .addOption(mailOption(terminal, '--mail <way>'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbook: string, file: string, { now, links, mail, from }: Options) => {
      const { say, locale, print, exit } = terminal;
      if (mail !== undefined && links === undefined) throw noPage();
      const received = await readMessage(await bytesOf(file));
      const { snapshot } = await openReading(workbook, now);
      const linkTo = links === undefined ? null : (await linksFor(uriGiven(workbook), links))(snapshot);
      const facts = readFacts(snapshot);
      const read = understandReply(received, facts);
      if (typeof read === 'string') {
        if (read !== 'automatic') exit(EXIT.data);
        return terminal.json ? terminal.printJson({ ignored: read }) : print(say.reply.ignored[read]);
      }
      const shown = showReply(read, facts, locale, linkTo);
      let sent: boolean | null = null;
      if (mail !== undefined && linkTo !== null) {
        const mailer = await mailerFor(terminal, mailWay(uriGiven(workbook), mail), from);
        const confirmation = confirmationOf(read, received, facts, linkTo);
        sent = (await sendOnce(mailer, confirmation, { since: received.writtenOn, ifUnknown: 'send' })) === 'sent';
      }
      if (shown.some(({ of }) => !of.sure)) exit(EXIT.data);
      if (terminal.json) return terminal.printJson({ by: read.by.email, answers: shown.map(answerJson), sent });
      print(say.reply.from(read.by.name), ...shown.flatMap((one) => ['', ...answerLines(terminal, one)]));
      print('', ...(sent === null ? [] : [sent ? say.reply.sent : say.reply.sentBefore]), say.reply.nothingDone);
    });

const answerJson = ({ of, title, heading, lines, link }: ShownReply) => ({ ...of, title, heading, lines, link });

const answerLines = ({ paint }: Terminal, { of, title, heading, lines, label, link }: ShownReply): string[] => [
  ...(title ? [paint(of.sure ? 'strong' : 'soon', title)] : []),
  `  ${heading}`,
  ...lines.map((line) => `  ${line}`),
  ...(link === null ? [] : [`  ${label}: ${link}`]),
];

const noPage = () => new BatonError('call', 'no-answer-page', say.noAnswerPage);

const bytesOf = async (given: string): Promise<Uint8Array> => {
  if (given === '-') return buffer(process.stdin);
  return readFile(pathFromCaller(given)).catch((cause) => {
    throw new BatonError('call', 'no-such-mail', say.noSuchMail({ given }), cause);
  });
};
