/** A letter that is no digest: what happened, what it is about, and where to look. */
import type { Locale } from '../../sheet-templates/index.ts';
import { MAIL } from '../messages/languages.ts';
import { strong } from '../text/span.ts';
import type { Digest } from './model.ts';
import { mailSection } from './section.ts';

/** Something a plain letter is about. */
export interface PlainMatter {
  readonly title: string;
  readonly text: string;
  readonly url?: string;
}

export interface PlainLetter {
  readonly locale: Locale;
  readonly subject: string;
  /** The first says what it is; the others follow what it is about. */
  readonly lines: readonly string[];
  readonly matters: readonly PlainMatter[];
}

/** As a digest without cards, so that whatever prints digests prints it. */
export const plainLetter = ({ locale, subject, lines, matters }: PlainLetter): Digest => {
  const [first = '', ...rest] = lines;
  const { brand, open } = MAIL[locale];
  const about = matters.map(({ title, text, url }) => ({
    text: [strong(title), ` ${text}`],
    link: url === undefined ? null : { label: open, url },
  }));
  const after = rest.map((line) => mailSection('', { note: line }));
  return {
    locale,
    isBrief: false,
    subject,
    preview: first,
    brand,
    place: '',
    headline: subject,
    subline: first,
    sections: [...(about.length > 0 ? [mailSection('', { entries: about })] : []), ...after],
    chapters: [],
    where: null,
    book: null,
    footer: [],
    preferences: [],
    dates: [],
  };
};
