/** Findings that show only of many workbooks together: quotas, shared ids, books that cannot be read. */
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import { type Finding, fine, look, mend } from '../base/finding.ts';
import { findBackend } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { Books } from '../many/book.ts';
import type { Registered } from '../many/registry.ts';
import type { Examined } from './examine.ts';
import { mailQuotaFindings } from './sender.ts';

/** Requests of a kind that a sweep makes: with nothing to do, and with everything to do (docs/fleet.md). */
const QUIET = 1;
const BUSY = 3;
/** A round of sweeps that takes longer than this is not over in the morning. */
const LONGEST_MINUTES = 180;

/** What shows only of all workbooks together. `perMinute`: requests of a kind that are allowed; null where nothing counts them. */
export const fleetFindings = (
  all: readonly Examined[],
  way: string | null,
  perMinute: number | null,
): readonly Finding[] => {
  const found: Finding[] = sameIds(all);
  const mails = all.reduce((sum, { about }) => sum + (about?.mails ?? 0), 0);
  if (way !== null) found.push(...mailQuotaFindings(way, mails).map((one) => ({ ...one, about: 'quota' as const })));
  const counted = all.filter(({ uri }) => findBackend(uri)?.backend.isMetered).length;
  if (perMinute !== null && counted > 0) {
    const [least, most] = [QUIET, BUSY].map((requests) => Math.ceil((counted * requests) / perMinute));
    const words = say.fleetQuota({ counted, perMinute, least, most });
    const tooLong = look('fleet-quota', words, say.fleetQuotaThen);
    found.push({ ...(most! > LONGEST_MINUTES ? tooLong : fine('fleet-quota', words)), about: 'quota' });
  }
  return found;
};

/** Whether each book that workbooks share can be read, and how many use it. */
export const bookFindings = async (
  rows: readonly Pick<Registered, 'book'>[],
  books: Books,
): Promise<readonly Finding[]> => {
  const named = rows.flatMap(({ book }) => (book === null ? [] : [book]));
  return Promise.all(
    [...Map.groupBy(named, (book) => book)].map(async ([book, those]): Promise<Finding> => {
      try {
        await books(book);
        const count = those.length;
        const words = say.bookReadable({ book, count });
        return { ...fine('book', words), about: 'directory' };
      } catch (error) {
        if (!(error instanceof BatonError)) throw error;
        return { ...mend(error.code, error.words), about: 'directory' };
      }
    }),
  );
};

/** Two that say they are the same workbook: one of them is a copy, whatever its settings say of its location. */
const sameIds = (all: readonly Examined[]): Finding[] =>
  [...Map.groupBy(all, ({ about }) => about?.id ?? '')].flatMap(([id, those]): Finding[] =>
    id === '' || those.length < 2
      ? []
      : [
          {
            ...mend('same-id', say.sameId({ id, uris: those.map(({ uri }) => uri) }), say.sameIdThen),
            about: 'copy',
          },
        ],
  );
