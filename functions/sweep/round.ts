/** Sweeps several workbooks together, with one letter a person; then moves old rows out of records that have grown long. */
import { isLong, ROLL_LIMITS, type RollLimits } from '../../core/keep/long.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { ClaimLost } from './journal.ts';
import type { LongRecord } from './roll.ts';
import { type Begun, begin, type Delivering, deliver, type Ended, endedOf, type SweepOptions } from './sweep.ts';

/** A workbook of a round. */
interface Entrant extends Omit<SweepOptions, 'mailer' | 'onProgress' | 'saw'> {
  /** When its record counts as long, as usual unless said. */
  readonly rollAt?: RollLimits;
}

/** Opening it may fail, and whoever is about to stop says so by throwing. */
export type Member = () => Promise<Entrant>;

/**
 * Sweeps workbooks together, so that a person on several of them gets one letter. Each ends as `sweep` would end for it
 * alone, in the order given: one that cannot be opened, read or claimed leaves the others' round untouched. Once everybody's
 * letter has left, records that have grown long are rolled over, one after another.
 */
export const sweepRound = async (members: readonly Member[], delivering: Delivering): Promise<readonly Ended[]> => {
  const opened: (Begun | Ended)[] = [];
  const long = new Map<number, LongRecord>();
  for (const [n, member] of members.entries()) {
    opened.push(await beginOrSay(member, delivering, (record) => long.set(n, record)));
    for (const [i, one] of opened.entries()) if (one.kind === 'begun') opened[i] = await keepClaim(one);
  }
  const begun = opened.filter((one) => one.kind === 'begun');
  const delivered = new Map((await deliver(begun, delivering)).map((ended, i) => [begun[i], ended]));
  const ended = opened.map((one) => (one.kind === 'begun' ? must(delivered.get(one), 'end of a sweep') : one));
  for (const [n, record] of long) ended[n] = await rolledOver(must(ended[n], 'end of a sweep'), record);
  return ended;
};

const rolledOver = async (ended: Ended, record: LongRecord): Promise<Ended> => {
  const rolled = await (await rolling()).rollLong(record);
  return ended.kind === 'over' && rolled ? { ...ended, result: { ...ended.result, rolled } } : ended;
};

/** Loaded where it is needed, once in many days. */
const rolling = () => import('./roll.ts');

const beginOrSay = async (
  member: Member,
  { mailer }: Delivering,
  note: (record: LongRecord) => void,
): Promise<Begun | Ended> => {
  try {
    const { rollAt: limits = ROLL_LIMITS, ...options } = await member();
    const { store, clock = () => new Date().toISOString() } = options;
    const saw = async (snapshot: Snapshot) => {
      if (!store.archive || !isLong(snapshot, limits)) return;
      const rows = (await rolling()).rowsToRoll(snapshot, limits);
      if (rows.size > 0) note({ store, clock, limits, rows });
    };
    return await begin({ ...options, mailer, saw });
  } catch (error) {
    return { kind: 'failed', error };
  }
};

/** While others are opened, nobody's claim may run out. */
const keepClaim = async (begun: Begun): Promise<Begun | Ended> => {
  const { run, journal } = begun.work;
  if (!run.isAging()) return begun;
  try {
    if (!run.holds()) throw new ClaimLost();
    await journal.commit([], []);
    return begun;
  } catch (cause) {
    return endedOf(begun, { conflicts: [], problems: [], error: null, lost: { cause } });
  }
};
