/** Sweeps several workbooks together, with one letter a person; then moves old rows out of records that have grown long. */
import { must } from '../../core/text/must.ts';
import { ClaimLost } from './journal.ts';
import { rollLong } from './roll.ts';
import { type Begun, begin, type Delivering, deliver, type Ended, endedOf, type SweepOptions } from './sweep.ts';

/** A workbook of a round. Opening it may fail, and whoever is about to stop says so by throwing. */
export type Member = () => Promise<Omit<SweepOptions, 'mailer' | 'onProgress'>>;

/**
 * Sweeps workbooks together, so that a person on several of them gets one letter. Each ends as `sweep` would end for it
 * alone, in the order given: one that cannot be opened, read or claimed leaves the others' round untouched.
 */
export const sweepRound = async (members: readonly Member[], delivering: Delivering): Promise<readonly Ended[]> => {
  const opened: (Begun | Ended)[] = [];
  for (const member of members) {
    opened.push(await beginOrSay(member, delivering));
    for (const [i, one] of opened.entries()) if (one.kind === 'begun') opened[i] = await keepClaim(one);
  }
  const begun = opened.filter((one) => one.kind === 'begun');
  const delivered = new Map((await deliver(begun, delivering)).map((ended, i) => [begun[i], ended]));
  const ended = opened.map((one) => (one.kind === 'begun' ? must(delivered.get(one), 'end of a sweep') : one));
  // One after another, once everybody's letter has left.
  for (const [i, one] of ended.entries()) ended[i] = await tidied(one);
  return ended;
};

/** What is kept of a round does not hold its workbooks. */
const tidied = async (ended: Ended): Promise<Ended> => {
  if (ended.kind === 'failed') return ended;
  const { kind, result, long } = ended;
  const rolled = long ? await rollLong(long) : null;
  return { kind, result: rolled ? { ...result, rolled } : result };
};

const beginOrSay = async (member: Member, { mailer }: Delivering): Promise<Begun | Ended> => {
  try {
    return await begin({ ...(await member()), mailer });
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
