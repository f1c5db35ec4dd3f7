import { Service } from '../strict.ts';
import type { Execution } from '../world.ts';

export const User: Service<{ readonly email: string }> = new Service<{ readonly email: string }>('User', {
  getEmail: ['', (self) => self.email],
});

const domain = (email: string): string => email.slice(email.indexOf('@') + 1);

/**
 * Who is at the keyboard, as far as the script may know: without consent (a simple trigger) or in somebody else's
 * name (an installable one) only people of the owner's domain are told (reference: Session.getActiveUser, blank where
 * the user's identity may not be known).
 */
export const visibleEmail = (run: Execution): string => {
  const { activeUser, effectiveUser, kind } = run.start;
  const own = activeUser === effectiveUser && kind !== 'simple trigger';
  return own || domain(activeUser) === domain(run.world.workbook.owner) ? activeUser : '';
};

export const Session: Service<undefined> = new Service<undefined>('Session', {
  getActiveUser: ['', (_self, run) => User.of(run, { email: visibleEmail(run) })],
  getEffectiveUser: [
    '',
    (_self, run) => User.of(run, { email: run.simple ? visibleEmail(run) : run.start.effectiveUser }),
  ],
  getScriptTimeZone: ['', (_self, run) => run.world.scriptTimeZone],
  getActiveUserLocale: ['', (_self, run) => run.world.workbook.localeName.slice(0, 2)],
});
