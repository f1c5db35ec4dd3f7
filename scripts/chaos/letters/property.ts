/** Nobody is forgotten, and nobody is told twice: what must hold after the sweep that follows a disturbed one. */

import { readSnapshot } from '../../../core/read/index.ts';
import { isToSend } from '../../../core/record/delivery.ts';
import { isAnswer, parseKey } from '../../../core/record/key.ts';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import { readNotified } from '../../../core/record/notified.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { must } from '../../../core/text/must.ts';
import { BatonError } from '../../../functions/errors.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { setOf } from '../../../test/support/starter.ts';
import type { MailSystem, SystemKind } from '../systems/system.ts';
import type { Ground, GroundKind } from './grounds.ts';
import { type StoryMoment, sweepAt } from './moments.ts';
import { disturbed, Killed, MAY_HOLD, type TroubleKey } from './troubles.ts';

/** After so many minutes a dead process has lost its claim. */
export const CLAIM_MINUTES = 16;

/** What a sweep comes to where nothing goes wrong. */
interface Peaceful {
  /** `key -> address`. */
  readonly all: readonly string[];
  /** Of each letter, in the order in which they leave. */
  readonly addresses: readonly string[];
  readonly ids: readonly string[];
  /** `key -> address` of what waits for a later mail. */
  readonly waits: readonly string[];
  /** The ledger's rows follow from one another; those of older releases need not. */
  readonly isChained: boolean;
}

/** Where a trial takes place. */
export interface Stage {
  readonly ground: GroundKind;
  readonly system: SystemKind;
}

/** One letter of one sweep, and what happens there. */
export interface LetterTrial {
  readonly moment: StoryMoment;
  readonly peaceful: Peaceful;
  readonly trouble: TroubleKey;
  /** From 1 on. */
  readonly letter: number;
}

export interface TrialResult {
  /** Nobody can know of one letter, and that is said. */
  readonly isHeld: boolean;
  /** What must not be, a sentence each. */
  readonly broken: readonly string[];
}

/** To whom the peaceful sweep sent its n-th mail, from 1. */
const addressOf = ({ addresses }: Peaceful, n: number): string => must(addresses[n - 1], `letter ${n}`);

export const trialName = ({ ground, system }: Stage, { moment, peaceful, trouble, letter }: LetterTrial): string =>
  `${system.key}${ground.key === 'memory' ? '' : ` and ${ground.key}`}, ${moment.scenario}, ${moment.now}, ${trouble} at letter ${letter} of ${peaceful.addresses.length}`;

const instantOf = ({ now }: StoryMoment): string => `${now}:00+08:00`;

export const opened = async <T>(
  { ground, system }: Stage,
  moment: StoryMoment,
  work: (ground: Ground, system: MailSystem) => Promise<T>,
): Promise<T> => {
  const [where, mail] = [await ground.open(moment), await system.open(instantOf(moment))];
  try {
    return await work(where, mail);
  } finally {
    where.calm();
    mail.calm();
    await Promise.all([where.close(), mail.close()]);
  }
};

export const snapshotOf = async (store: WorkbookStore, now: string): Promise<Snapshot> =>
  readSnapshot(await store.read(), { now });

const idsIn = ({ rows }: Snapshot): string[] =>
  Object.entries(rows).flatMap(([tab, list]) => list.map(({ id, fresh }) => `${tab} ${id} ${fresh}`));

export const inPeace = (place: Stage, moment: StoryMoment): Promise<Peaceful> =>
  opened(place, moment, async (ground, system) => {
    const store = ground.store();
    const { sent } = await sweepAt(store, system.mailer(), moment.now);
    const after = await snapshotOf(store, moment.now);
    const all = [...(await system.arrived())].sort();
    return {
      all,
      addresses: sent.map(({ to }) => to),
      ids: idsIn(after),
      waits: waitsIn(after),
      isChained: isChained(after),
    };
  });

/** The sweep in which it happens. An error it ends with is one that a person can read. */
export const disturb = async (
  ground: Ground,
  system: MailSystem,
  { moment, peaceful, trouble, letter }: LetterTrial,
): Promise<string[]> => {
  const { store, mailer } = disturbed(ground, system, trouble, letter, addressOf(peaceful, letter));
  const broken: string[] = [];
  await sweepAt(store, mailer, moment.now).catch((error: unknown) => {
    if (!(error instanceof Killed || error instanceof BatonError)) broken.push(`ended with ${error}`);
  });
  ground.calm();
  return broken;
};

export const tryTrial = (place: Stage, trial: LetterTrial): Promise<TrialResult> =>
  opened(place, trial.moment, async (ground, system) => {
    const { moment, peaceful, trouble, letter } = trial;
    const broken = await disturb(ground, system, trial);
    if (trouble === 'refused') {
      const rest = await corrected(ground, system, moment, peaceful, addressOf(peaceful, letter));
      return { isHeld: false, broken: [...broken, ...rest] };
    }
    system.calm();
    const store = ground.store();
    const { problems } = await sweepAt(store, system.mailer(), moment.now, CLAIM_MINUTES);
    const after = await snapshotOf(store, moment.now);
    const held = heldIn(after);
    const isHeld = held.mails > 0;
    if (isHeld && !(place.system.cannotTell && MAY_HOLD.includes(trouble))) broken.push('a letter is held');
    if (held.mails > 1) broken.push(`${held.mails} letters are held`);
    if (isHeld && !problems.some(({ code }) => code === 'mail-held'))
      broken.push('a letter is held, and nobody says so');
    const arrived = await system.arrived();
    const along = alongWithKeepers(arrived, peaceful);
    const apart = (lines: readonly string[]) => lines.filter((line) => !along.includes(line));
    broken.push(...differences(apart(arrived), peaceful.all, held.lines));
    broken.push(...leftIn(after, { ...peaceful, waits: apart(peaceful.waits) }));
    return { isHeld, broken };
  });

/** An address that was refused stands in nobody’s way, and what it should have got goes to the one that takes its place. */
const corrected = async (
  ground: Ground,
  system: MailSystem,
  { now }: StoryMoment,
  peaceful: Peaceful,
  address: string,
): Promise<string[]> => {
  const isTheirs = (line: string) => line.endsWith(` ${address}`);
  const { all } = peaceful;
  const others = all.filter((line) => !isTheirs(line));
  const broken = differences(await system.arrived(), others).map((what) => `before it was corrected, ${what}`);
  const store = ground.store();
  const { people } = await snapshotOf(store, now);
  const person = must(
    [...people.values()].find(({ email }) => email === address),
    address,
  );
  const email = `new.${address}`;
  await store.apply([setOf('directory', person.name, { email })]);
  await sweepAt(store, system.mailer(), now, CLAIM_MINUTES);
  const underNewAddress = (line: string) => (isTheirs(line) ? line.replace(` ${address}`, ` ${email}`) : line);
  const wanted = all.map(underNewAddress).map(byMeeting);
  // An invitation is an address's: to the new one those to meetings still to come go again.
  const isInvited = (line: string) => /^meeting\.invite:/.test(line) && line.endsWith(` ${email}`);
  const arrived = (await system.arrived()).map(byMeeting);
  // Who said that they know said so under their old address: under the new one they are reminded again.
  const { ledger } = await snapshotOf(store, now);
  const known = ledger.flatMap(({ key, to }) => (to === address && isAnswer(key) ? [parseKey(key).item] : []));
  const isRemindedAgain = (line: string) => line.endsWith(` ${email}`) && known.includes(parseKey(line).item);
  return [
    ...broken,
    ...differences(
      arrived.filter((line) => wanted.includes(line) || !(isInvited(line) || isRemindedAgain(line))),
      wanted,
      arrived.filter(isOfTheKeeper),
    ),
    ...leftIn(await snapshotOf(store, now), { ...peaceful, waits: peaceful.waits.map(underNewAddress) }),
  ];
};

/** To a meeting those who could not be asked are asked under a step of their own. */
const byMeeting = (line: string): string => line.replace(/^(meeting\.invite:\S+):\d+ /, '$1 ');
/** What waits for the keeper goes along with the letter that tells them what went wrong. */
const alongWithKeepers = (arrived: readonly string[], { waits }: Peaceful): readonly string[] => {
  const addressIn = (line: string) => line.slice(line.lastIndexOf(' ') + 1);
  const keepers = new Set(arrived.filter(isOfTheKeeper).map(addressIn));
  return waits.filter((line) => keepers.has(addressIn(line)) && arrived.includes(line));
};

/** What went wrong is the keeper’s to know. */
const isOfTheKeeper = (line: string): boolean => line.startsWith('digest.keeper:');

const heldIn = ({ ledger }: Snapshot): { readonly lines: readonly string[]; readonly mails: number } => {
  const held = readNotified(ledger).owed.filter(({ status }) => status === 'held');
  return { lines: held.map(({ key, to }) => `${key} -> ${to}`), mails: new Set(held.map(({ mail }) => mail)).size };
};

/** `perhaps`: lines of which nobody can know. Where there are any, the keeper hears of it. */
const differences = (is: readonly string[], wanted: readonly string[], perhaps: readonly string[] = []): string[] => {
  const twice = is.filter((line, i) => is.indexOf(line) !== i);
  const missing = wanted.filter((line) => !is.includes(line) && !perhaps.includes(line));
  const more = is.filter((line) => !wanted.includes(line) && !(perhaps.length > 0 && isOfTheKeeper(line)));
  return [
    ...(twice.length > 0 ? [`twice: ${twice.join(', ')}`] : []),
    ...(missing.length > 0 ? [`never: ${missing.join(', ')}`] : []),
    ...(more.length > 0 ? [`besides: ${more.join(', ')}`] : []),
  ];
};

const isChained = ({ ledger, runs }: Snapshot): boolean => verifyLedger(ledger, headsOf(runs)).ok;

export const waitsIn = ({ ledger }: Snapshot): string[] =>
  readNotified(ledger).owed.flatMap(({ key, to, status }) => (status === 'waits' ? [`${key} -> ${to}`] : []));

const leftIn = (after: Snapshot, { ids, waits, isChained: wasChained }: Peaceful): string[] => {
  const { ledger, runs } = after;
  const isOwed = (status: string) => status !== 'waits' && (isToSend(status) || status === 'sending');
  const owed = readNotified(ledger).owed.filter(({ status }) => isOwed(status));
  const named = idsIn(after);
  return [
    ...(named.join('\n') === ids.join('\n')
      ? []
      : [`rows are called otherwise: ${named.filter((id) => !ids.includes(id)).join(', ')}`]),
    ...(owed.length > 0
      ? [`still owed: ${owed.map(({ key, to, status }) => `${key} -> ${to} (${status})`).join(', ')}`]
      : []),
    ...differences(waitsIn(after), waits).map((what) => `of what waits, ${what}`),
    ...(wasChained && !isChained(after) ? ['the ledger’s chain is broken'] : []),
    ...(runs.some(({ status }) => status === 'claimed') ? ['a claim is left'] : []),
  ];
};
