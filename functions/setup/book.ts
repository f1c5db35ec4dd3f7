/** The workbook of a set-up: looked at, made or adopted, and told who leads and keeps it. */

import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { isOurs } from '../../core/adopt/complete.ts';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { formatClock } from '../../core/messages/format.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { Person } from '../../core/snapshot.ts';
import { normal } from '../../core/text/words.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Locale } from '../../sheet-templates/types.ts';
import { adoptFile } from '../adopt/index.ts';
import { readToAdopt } from '../adopt/open.ts';
import { backendOf, isPath, openWorkbook, pathTitle } from '../connect/connect.ts';
import { makeWorkbook, settingWrites } from '../create/make-workbook.ts';
import { BatonError } from '../errors.ts';
import { takePeople } from '../people/take.ts';
import { allWritten } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { zoneAndCountry } from '../reading/place.ts';
import type { Addressed, SweepHour } from './questions.ts';

const say = inAll('setup');

/** What a name stands for. */
export type BookFound =
  | { readonly kind: 'new'; readonly uri: string }
  /** A team's own tracker, not followed yet. */
  | { readonly kind: 'theirs'; readonly uri: string; readonly raw: RawWorkbook }
  | { readonly kind: 'ours'; readonly uri: string; readonly known: KnownBook };

/** What a workbook says already of what is asked. */
export interface KnownBook {
  readonly keeper: Addressed | null;
  readonly lead: Addressed | null;
  readonly hour: SweepHour;
  readonly locale: Locale;
}

/** Opens it, and sees whether it can be written to. Throws BatonError. */
export const findBook = async (uri: string, now: string): Promise<BookFound> => {
  const { backend, address } = backendOf(uri);
  if (isPath(uri) ? !existsSync(uri) : address === '') {
    if (isPath(uri)) mustBeMakeable(uri);
    return { kind: 'new', uri };
  }
  const raw = isPath(uri) ? await readToAdopt(uri) : await openWorkbook(uri).read();
  if (isPath(uri) && extname(uri).toLowerCase() === '.xlsx')
    await (await backend.examine?.(address, NO_LOOK))?.write?.(null);
  if (isPath(uri) && !isOurs(raw)) return { kind: 'theirs', uri, raw };
  const { policy } = readSnapshot(raw, await readContextOf(raw, now));
  return {
    kind: 'ours',
    uri,
    known: {
      keeper: reached(policy.keeper),
      lead: reached(policy.projectLead),
      hour: { at: formatClock(policy.sweepTime), zone: policy.zone },
      locale: policy.locale,
    },
  };
};

const reached = (person: Person | null): Addressed | null =>
  person?.email ? { name: person.name, email: person.email } : null;

const NO_LOOK = { trial: false, changes: null, timeOf: async () => null };

const mustBeMakeable = (path: string): void => {
  if (extname(path).toLowerCase() !== '.xlsx') throw new BatonError('call', 'cannot-make', say.cannotMake({ path }));
  const folder = dirname(path);
  if (!existsSync(folder)) throw new BatonError('call', 'no-folder', say.noFolder({ folder }));
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new BatonError('call', 'folder-not-writable', say.notWritten({ path }), cause);
  }
};

/** What is to become of a workbook. */
export interface BookWanted {
  readonly found: BookFound;
  /** What somebody said of a tracker of their own. */
  readonly said: ReadingChoices | null;
  readonly locale: Locale;
  readonly hour: SweepHour;
  readonly keeper: Addressed;
  readonly lead: Addressed;
  readonly now: string;
}

export interface BookReady {
  readonly uri: string;
  readonly keeper: string;
  readonly lead: string;
}

/** Makes it or adopts it where need be, and writes who leads and keeps it, and when it is swept. Throws BatonError. */
export const readyBook = async (wanted: BookWanted): Promise<BookReady> => {
  const { keeper, lead, hour, now } = wanted;
  const uri = await bookOf(wanted);
  const store = openWorkbook(uri);
  // Whoever was just named has the address that was just given.
  const decided = {
    same: new Map(),
    apart: new Set<string>(),
    replace: new Set([keeper, lead].map(({ name }) => normal(name))),
  };
  const contacts = [keeper, lead].map((one) => ({ ...one, department: '', nickname: '' }));
  await takePeople(store, contacts, decided, { now, dryRun: false });
  const raw = await store.read();
  const { people } = readSnapshot(raw, await readContextOf(raw, now));
  const nameOf = ({ name, email }: Addressed) =>
    [...people.values()].find((person) => person.email?.toLowerCase() === email.toLowerCase())?.name ?? name;
  const names = { keeper: nameOf(keeper), projectLead: nameOf(lead) };
  const receipts = await store.apply(settingWrites({ ...names, sweepTime: hour.at, zone: hour.zone }));
  if (!allWritten(receipts))
    throw new BatonError('backend', 'settings-not-taken', say.settingsNotTaken({ name: pathTitle(uri) }));
  return { uri, keeper: names.keeper, lead: names.projectLead };
};

const bookOf = async ({ found, said, locale, hour, now }: BookWanted): Promise<string> => {
  const { zone } = hour;
  switch (found.kind) {
    case 'ours':
      return found.uri;
    case 'new': {
      const { country } = zoneAndCountry(locale, { zone });
      const project = isPath(found.uri) ? pathTitle(found.uri) : '';
      return (await makeWorkbook({ path: found.uri, locale, zone, country, project, now })).uri;
    }
    case 'theirs': {
      const report = await adoptFile(found.uri, { locale, zone, now, named: found.uri, ...(said && { said }) });
      return report.converted?.path ?? found.uri;
    }
  }
};
