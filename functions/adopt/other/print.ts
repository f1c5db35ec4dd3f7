/** What became of a workbook of another format, as lines for people. */
import { LANGUAGES } from '../../../core/messages/languages.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import type { ConvertedReport } from '../report.ts';

/** `from` and `to` as they can be typed. */
export const convertedLines = (
  { format, encoding, macros }: ConvertedReport,
  from: string,
  to: string,
  locale: Locale,
): string[] => {
  const say = LANGUAGES[locale].formats;
  const isSaid = encoding !== null && encoding !== 'utf-8';
  return [
    say.converted({ from, to, format }),
    say.lost({ format, macros }),
    ...(isSaid ? [say.encoded({ encoding })] : []),
  ];
};
