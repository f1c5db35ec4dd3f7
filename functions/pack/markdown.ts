/** The package's index as Markdown. */
import type { Pack } from '../../core/pack/index.ts';
import { oneLine } from '../../core/text/width.ts';
import { factsOf } from './facts.ts';
import { countsOf, hasLedger, wordsIn } from './text.ts';

/** The package's first page for whoever has no browser at hand, with the same content. */
export const indexMarkdown = (pack: Pack): string => {
  const { say, colon, comma } = wordsIn(pack.locale);
  const table = (rows: readonly (readonly string[])[]) => rows.map((cells) => `| ${cells.join(' | ')} |`);
  return `${[
    `# ${plain(pack.name)}`,
    '',
    ...factsOf(pack).map(({ label, text }) => `- ${label}${colon}${plain(text)}`),
    '',
    `## ${say('documents')}`,
    '',
    ...table([
      [say('document'), say('entries'), say('read')],
      ['---', '---', '---'],
      ...pack.documents.map((document) => [
        plain(document.title),
        countsOf(document),
        `[HTML](${document.file}.html) [Excel](${document.file}.xlsx)`,
      ]),
    ]),
    ...(pack.absent.length > 0 ? ['', `${say('absent')}${colon}${pack.absent.map(plain).join(comma)}`] : []),
    ...(pack.unread.length > 0
      ? [
          '',
          `## ${say('unread')}`,
          '',
          say('unreadHelp'),
          '',
          ...pack.unread.map(
            ({ sheet, item, column, text }) =>
              `- ${[sheet, item, column].map(plain).join(' · ')}${colon}${plain(text)}`,
          ),
        ]
      : []),
    ...(hasLedger(pack) ? ['', `## ${say('verify')}`, '', say('verifyHelp')] : []),
  ].join('\n')}\n`;
};

/** A text of a cell that neither ends its line nor marks anything up. */
const plain = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>#|!~&]/g, '\\$&');
