import { ScriptException } from '../errors.ts';
import { Service } from '../strict.ts';
import type { Execution } from '../world.ts';

interface LockState {
  readonly name: string;
}

const mine = (run: Execution, { name }: LockState): boolean => {
  const holder = run.world.locks.get(name);
  return holder !== undefined && 'run' in holder && holder.run === run;
};

/**
 * Waits in virtual time. A holder from outside lets go at its hour; an execution that holds the lock while this one
 * runs (see `simulator.meanwhile`) cannot go on before this one has ended, so waiting for it is in vain.
 */
const take = (run: Execution, lock: LockState, ms: number): boolean => {
  const { locks, clock } = run.world;
  if (mine(run, lock)) return true;
  const holder = locks.get(lock.name);
  if (holder) {
    const wait = 'until' in holder ? holder.until - clock.now : Number.POSITIVE_INFINITY;
    if (wait > ms) {
      run.pass(ms);
      return false;
    }
    run.pass(Math.max(0, wait));
  }
  locks.set(lock.name, { run });
  return true;
};

/** Source: reference, class Lock. A lock goes back by itself when its execution ends. */
export const Lock: Service<LockState> = new Service<LockState>('LockService.Lock', {
  tryLock: ['int', (self, run, ms: number) => take(run, self, ms)],
  waitLock: [
    'int',
    (self, run, ms: number) => {
      if (!take(run, self, ms))
        throw new ScriptException('Lock timeout: another process was holding the lock for too long.');
    },
  ],
  hasLock: ['', (self, run) => mine(run, self)],
  releaseLock: [
    '',
    (self, run) => {
      if (mine(run, self)) run.world.locks.delete(self.name);
    },
  ],
});

export const LockService: Service<undefined> = new Service<undefined>('LockService', {
  getDocumentLock: ['', (_self, run) => (run.start.kind === 'web app' ? null : Lock.of(run, { name: 'document' }))],
  getScriptLock: ['', (_self, run) => Lock.of(run, { name: 'script' })],
  getUserLock: ['', (_self, run) => Lock.of(run, { name: `user ${run.start.effectiveUser}` })],
});
