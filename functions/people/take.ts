/** Writes people and addresses into a workbook's directory, in one write. */
import { type ContactDecisions, type JoinedContacts, joinContacts } from '../../core/contacts/join.ts';
import type { Contact } from '../../core/contacts/pasted.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { BatonError } from '../errors.ts';
import { allWritten, type WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { holderIn } from '../sweep/claim.ts';
import { sweepAtWork } from '../sweep/holder.ts';

const say = inAll('people');

/** How often somebody may type between the reading and the write. */
const ATTEMPTS = 3;

/**
 * `now`: ISO 8601. With `dryRun` nothing is written. BatonError 'data': no-directory; 'backend': sweep-at-work while a sweep holds the
 * workbook, not-taken where the rows kept changing.
 */
export const takePeople = async (
  store: WorkbookStore,
  contacts: readonly Contact[],
  decided: ContactDecisions,
  { now, dryRun }: { readonly now: string; readonly dryRun: boolean },
): Promise<JoinedContacts> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const raw = await store.read();
    const snapshot = readSnapshot(raw, await readContextOf(raw, now));
    if (!snapshot.has.directory) throw new BatonError('data', 'no-directory', say.noDirectory({ name: raw.name }));
    const joined = joinContacts(contacts, snapshot, decided);
    if (dryRun || joined.writes.length === 0) return joined;
    const holder = holderIn(snapshot.runs, now);
    if (holder !== null) throw sweepAtWork(holder);
    if (allWritten(await store.apply(joined.writes))) return joined;
  }
  throw new BatonError('backend', 'not-taken', say.notTaken);
};
