/** A reason as a mail quotes it, without the kind that a page puts before it. */
import { LOCALES } from '../../sheet-templates/index.ts';
import { FORMAT } from '../messages/format.ts';
import { MAIL } from '../messages/languages.ts';

const KINDS = LOCALES.flatMap((locale) =>
  Object.values(MAIL[locale].reasons).map((kind) => `${kind}${FORMAT[locale].colon}`),
);

/** "Process: drawings came late" is "drawings came late": its kind says less than the words after it. */
export const reasonSaid = (reason: string): string => {
  const kind = KINDS.find((each) => reason.startsWith(each));
  return (kind === undefined ? '' : reason.slice(kind.length).trim()) || reason;
};
