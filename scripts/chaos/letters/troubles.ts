/** What goes wrong around one letter of a sweep. */
import type { Mailer, WorkbookStore } from '../../../functions/ports.ts';
import type { MailSystem, SystemKind } from '../systems/system.ts';
import type { Ground } from './grounds.ts';

export const TROUBLES = [
  { key: 'dies-before', head: 'dies before it' },
  { key: 'dies-after', head: 'dies after it' },
  { key: 'deferred', head: '4xx to its reader' },
  { key: 'refused', head: '5xx to its reader' },
  { key: 'gone', head: 'mail system gone from it on' },
  { key: 'fails', head: 'the write after it fails' },
  { key: 'full', head: 'disk full from then on' },
] as const;

export type TroubleKey = (typeof TROUBLES)[number]['key'];

/** After these nobody may know what became of the letter: its outcome is not written down. */
export const MAY_HOLD: readonly TroubleKey[] = ['dies-before', 'dies-after', 'full'];

/** A mail system that turns nobody down has fewer. */
export const canMeet = ({ takesAll }: SystemKind, trouble: TroubleKey): boolean =>
  takesAll === undefined || (trouble !== 'deferred' && trouble !== 'refused');

/** Thrown at whatever a dead process goes on to do. */
export class Killed extends Error {}

/** A process to which that happens at its nth letter, which is to this address. */
export const disturbed = (
  ground: Ground,
  system: MailSystem,
  trouble: TroubleKey,
  letter: number,
  address: string,
): { readonly store: WorkbookStore; readonly mailer: Mailer } => {
  const [store, mailer] = [ground.store(), system.mailer()];
  let isDead = false;
  let letters = 0;
  const alive = async <T>(call: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Killed();
    return call();
  };
  if (trouble === 'deferred' || trouble === 'refused') system.turnDown(address, trouble);
  return {
    store: { read: () => alive(() => store.read()), apply: (writes) => alive(() => store.apply(writes)) },
    mailer: {
      batch: mailer.batch,
      ...(mailer.ways && { ways: mailer.ways }),
      find: (id, trace) => alive(() => mailer.find(id, trace)),
      send: async (mail) => {
        const isIt = ++letters === letter;
        if (isIt && trouble === 'dies-before') isDead = true;
        if (isIt && trouble === 'gone') system.goAway();
        const receipt = await alive(() => mailer.send(mail));
        if (isIt && trouble === 'dies-after') isDead = true;
        if (isIt && trouble === 'fails') ground.fill('once');
        if (isIt && trouble === 'full') ground.fill('for long');
        return alive(async () => receipt);
      },
      flush: async () => (isDead ? undefined : mailer.flush?.()),
    },
  };
};
