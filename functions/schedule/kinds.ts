/** The kinds of schedule there are, which of them suits a machine, and what is installed there. */
import { container } from './container.ts';
import { cron } from './cron.ts';
import type { Installed, KindName, Machine, ScheduleKind } from './kind.ts';
import { launchd } from './launchd.ts';
import { systemd } from './systemd.ts';
import { windows } from './windows.ts';

/** The first that a machine has is taken. */
const KINDS: readonly ScheduleKind[] = [windows, launchd, container, systemd, cron];

export const kindNamed = (name: KindName): ScheduleKind | null => KINDS.find((kind) => kind.name === name) ?? null;

/** Null where this machine has none of them. */
export const kindHere = async (machine: Machine): Promise<ScheduleKind | null> => {
  for (const kind of KINDS) if (await kind.isHere(machine)) return kind;
  return null;
};

/** What is installed under a name, whichever kind it is; a kind that this machine has not cannot be. */
export const installedOn = async (
  machine: Machine,
  name: string,
): Promise<readonly { readonly kind: ScheduleKind; readonly found: Installed }[]> => {
  const all: { kind: ScheduleKind; found: Installed }[] = [];
  for (const kind of KINDS) {
    if (!ON[kind.name](machine.platform)) continue;
    const found = await kind.look(name, machine);
    if (found) all.push({ kind, found });
  }
  return all;
};

/** Which kinds can be on a system at all: nobody looks for a crontab on Windows. */
const ON: Readonly<Record<KindName, (platform: NodeJS.Platform) => boolean>> = {
  windows: (platform) => platform === 'win32',
  launchd: (platform) => platform === 'darwin',
  systemd: (platform) => platform === 'linux',
  cron: (platform) => platform !== 'win32',
  container: () => false,
};
