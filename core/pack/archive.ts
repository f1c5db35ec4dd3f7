/** The documents of an archive package, as rows of the archive sheet. */
import { LANGUAGES } from '../messages/languages.ts';
import type { Write } from '../plan.ts';
import { idSource } from '../read/rows.ts';
import type { Snapshot } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import { isoOf } from '../time/day.ts';
import type { Pack } from './index.ts';

/** Why a package is not recorded: there is no archive, or its rows would close a request that is still at work. */
export type NotRecorded = 'no-archive' | 'still-open';

/**
 * The package's documents as rows of the archive, without those it has already. With rows there a request counts as
 * archived and nobody is told about it any more, so that one that is still at work gets none.
 */
export const archiveWrites = ({ has, rows, state }: Snapshot, pack: Pack, zip: string): Write[] | NotRecorded => {
  if (!has.archive) return 'no-archive';
  if (!pack.over && has.acceptance) return 'still-open';
  const nextId = idSource('archive', () => [...rows.archive.map(({ id }) => id), ...state.keys()]);
  const keyOf = (request: string, file: string) => `${normal(request)}\n${normal(file)}`;
  const known = new Set(rows.archive.map(({ values }) => keyOf(values.request, values.file)));
  return pack.documents.flatMap(({ kind, title, file }): Write[] => {
    const place = `${zip}/${file}.xlsx`;
    if (known.has(keyOf(pack.id, place))) return [];
    const id = nextId();
    const values = {
      id,
      request: pack.id,
      document: title,
      kind: LANGUAGES[pack.locale].pack.kinds[kind],
      file: place,
      archivedOn: isoOf(pack.on),
      viewers: pack.viewers,
    };
    return [{ tab: 'archive', kind: 'append', item: id, values, expected: {} }];
  });
};
