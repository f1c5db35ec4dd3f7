import { localReason } from './local-calls.ts';
import { SERVICES } from './services/index.ts';

/** Every simulated call: what it counts as, and why. */
export const callTable = (): { readonly call: string; readonly counts: boolean; readonly reason: string }[] =>
  SERVICES.flatMap(({ name, members }) =>
    members.map((member) => {
      const local = localReason(name, member);
      return {
        call: `${name}.${member}`,
        counts: local === undefined,
        reason: local ?? 'reads or changes the document, a store, a lock, a screen or a mailbox',
      };
    }),
  );
