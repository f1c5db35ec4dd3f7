/** `serve --daily`: when each workbook is due, and who hears of one that was not swept. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Policy } from '../../core/snapshot.ts';
import type { BatonError } from '../errors.ts';
import type { ReportFailure } from '../http/sweep.ts';
import type { Registered, Registry } from '../many/registry.ts';
import { ownConfigPath } from '../setup/own-config.ts';
import { openReading, realNow } from './reading.ts';
import { asNotSwept, tellOfNotSwept } from './scheduled.ts';
import { mailerFor, mailWay, ownMail } from './sweeping.ts';
import { shownPath, type Terminal } from './terminal.ts';

const say = inAll('schedule');

/** How mails about these workbooks leave, as the call says it. */
interface ServingCall {
  readonly mail?: string;
  readonly from?: string;
}

export interface ServingDaily {
  readonly registry: () => Promise<Registry>;
  readonly report: ReportFailure;
}

/** So many times in a row a workbook could not be opened before anybody hears of what may pass by itself; it is asked every quarter of an hour. */
const TOLD_AT = 2;

/**
 * The workbooks at the times of their own settings; while one cannot be read, by what they said before, and not at all where that was never
 * known. Whoever was named at the set-up hears of what was not swept, else the workbook's keeper, once a day for each cause.
 */
export const servingDaily = (
  terminal: Terminal,
  uris: readonly string[],
  call: ServingCall,
  clock: () => string = realNow,
): ServingDaily => {
  const known = new Map<string, Registered>();
  const unread = new Map<string, number>();

  const tell = async (uri: string, at: string, owner: string | null, error: BatonError): Promise<void> => {
    const workbook = shownPath(uri);
    terminal.note(`${workbook}  ${error.words[terminal.locale]}`);
    const address = terminal.own?.config.admin ?? owner;
    if (address === null) return;
    const way = mailWay(uri, call.mail ?? ownMail(terminal, uri));
    const telling = { address, now: at, until: say.untilServed, mailer: () => mailerFor(terminal, way, call.from) };
    await tellOfNotSwept(terminal, terminal.own ?? { path: ownConfigPath() }, telling, [{ workbook, error }]);
  };

  const look = async (uri: string): Promise<void> => {
    try {
      const { policy } = (await openReading(uri)).snapshot;
      known.set(uri, registered(uri, policy, policy.keeper?.email ?? null));
      unread.delete(uri);
    } catch (thrown) {
      const { error } = asNotSwept(terminal, uri, thrown);
      const times = (unread.get(uri) ?? 0) + 1;
      unread.set(uri, times);
      // One whose time is known is swept at it, and what comes of that is told.
      if (!known.has(uri) && (error.kind !== 'backend' || times >= TOLD_AT)) await tell(uri, clock(), null, error);
    }
  };

  return {
    registry: async () => {
      for (const uri of new Set(uris)) await look(uri);
      return { workbooks: [...known.values()], bad: [] };
    },
    report: ({ workbook, at, owner }, error) => tell(workbook, at, owner, error),
  };
};

/** A workbook that is due at the time of its own settings. */
export const registered = (
  uri: string,
  { zone, sweepTime }: Pick<Policy, 'zone' | 'sweepTime'>,
  owner: string | null = null,
): Registered => ({ uri, zone, sweepTime, owner, paused: false, book: null });
