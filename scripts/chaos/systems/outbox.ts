/** A folder of this machine. It goes away as a share does that is no longer mounted. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutbox } from '../../../functions/adapters/outbox/outbox.ts';
import { clearAway } from '../clear-away.ts';
import { FROM, noticesIn, type SystemKind } from './system.ts';

export const outboxSystem: SystemKind = {
  key: 'outbox',
  title: 'Outbox',
  how: 'A real folder, which cannot be reached from some letter on.',
  takesAll: 'A folder takes every letter.',
  open: async () => {
    const base = await mkdtemp(join(tmpdir(), 'baton-letters-'));
    const [folder, elsewhere] = [join(base, 'outbox'), join(base, 'elsewhere')];
    let isAway = false;
    const letters = () => {
      try {
        return readdirSync(folder).filter((name) => name.endsWith('.eml'));
      } catch {
        return [];
      }
    };
    return {
      mailer: () => createOutbox({ folder, from: FROM, locale: 'en' }),
      arrived: () => noticesIn(letters().map((name) => readFileSync(join(folder, name)))),
      turnDown: () => {},
      goAway: () => {
        if (isAway) return;
        isAway = true;
        if (letters().length > 0) renameSync(folder, elsewhere);
        else rmSync(folder, { recursive: true, force: true });
        writeFileSync(folder, '');
      },
      calm: () => {
        if (!isAway) return;
        isAway = false;
        rmSync(folder);
        if (readdirSync(base).includes('elsewhere')) renameSync(elsewhere, folder);
      },
      close: () => clearAway(base),
    };
  },
};
