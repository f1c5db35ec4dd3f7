/** A workbook and an outbox in a folder of this machine. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawWorkbook } from '../../../../core/workbook.ts';
import type { MemoryStore } from '../../../../functions/adapters/memory/store.ts';
import { createOutbox } from '../../../../functions/adapters/outbox/outbox.ts';
import { fileLocation } from '../../../../functions/adapters/xlsx-file/file.ts';
import { openXlsxFile } from '../../../../functions/adapters/xlsx-file/store.ts';
import type { Mailer, WorkbookStore } from '../../../../functions/ports.ts';
import { patchWorkbook } from '../../../../functions/xlsx/patch.ts';
import { readWorkbook } from '../../../../functions/xlsx/read.ts';
import { xlsxOf } from '../../../../test/support/books.ts';
import { setOf } from '../../../../test/support/starter.ts';
import { Clock } from '../../../../test/support/wire/clock.ts';
import { clearAway } from '../../clear-away.ts';
import { FROM, noticesIn } from '../../systems/system.ts';
import { createProcesses, type Life } from '../bench.ts';
import type { Mishap } from '../kinds.ts';
import type { OpenBench } from '../run.ts';
import { noteIn } from '../stories.ts';
import { as, diskError, type Gate, openGate, type Trouble } from './disk-gate.ts';

/** Where a bench lies on this machine. */
interface DiskGround {
  readonly folder: string;
  readonly workbook: string;
  readonly outbox: string;
}
export const groundAt = (base: string): DiskGround => {
  const folder = join(base, 'files');
  return { folder, workbook: join(folder, 'Launch.xlsx'), outbox: join(folder, 'outbox') };
};

/** A workbook's file where nobody else is, with a gate in front of it. */
export const layOut = async (office: MemoryStore) => {
  const base = await mkdtemp(join(tmpdir(), 'baton-chaos-'));
  const ground = groundAt(base);
  await mkdir(ground.folder);
  await office.apply([setOf('settings', 'workbookHome', { value: fileLocation(ground.workbook) })]);
  writeFileSync(ground.workbook, await xlsxOf(office));
  const gate = openGate(base);
  const close = async () => {
    await gate.close();
    await clearAway(base);
  };
  return { base, ...ground, gate, close };
};

/** What the file holds, past the adapter: it can be opened. */
export const rawAt = async (workbook: string): Promise<RawWorkbook> => ({
  name: 'Launch',
  location: fileLocation(workbook),
  movedFrom: () => false,
  foundAt: async () => null,
  ...readWorkbook(readFileSync(workbook)),
});

/** The workbook and the outbox as one process has them. */
export const diskParts = (life: Life, path: string, outbox: string): { store: WorkbookStore; mailer: Mailer } => {
  const [store, mailer] = [openXlsxFile(path), createOutbox({ folder: outbox, from: FROM, locale: 'en' })];
  return {
    store: { read: () => as(life, () => store.read()), apply: (writes) => as(life, () => store.apply(writes)) },
    mailer: {
      batch: mailer.batch,
      send: (mail) => as(life, () => mailer.send(mail)),
      find: (id, trace) => as(life, () => mailer.find(id, trace)),
      flush: () => as(life, async () => mailer.flush?.()),
    },
  };
};

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
const NOBODY = 2 ** 30;
const LONG_AGO = 0;
/** As the system does when a process is over: nobody has its number any more. */
const endHolders = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.baton-lock')) continue;
    const path = join(folder, name);
    const content = readFileSync(path, 'utf8');
    writeFileSync(path, content.replace(/"pid":\d+/, `"pid":${NOBODY}`));
    // It died before it said who it was.
    if (content === '') utimesSync(path, LONG_AGO, LONG_AGO);
  }
};

const EXCEL = '~$Launch.xlsx';
const WRITING = /new file|write|flush it|lock|folder|name/;

/** A workbook and an outbox in a folder of this machine, behind a disk that fails when it is told to. */
export const diskBench: OpenBench = async (office) => {
  const { base, folder, workbook, outbox, gate, close } = await layOut(office);
  const clock = new Clock();
  const mends: (() => void)[] = [];
  const raw = () => rawAt(workbook);

  const troubles: Troubles = {
    die: () => victim().die(),
    save: async () =>
      writeFileSync(workbook, patchWorkbook(readFileSync(workbook), { edits: [noteIn(await raw())], addSheets: [] })),
    cut: () => {
      const whole = readFileSync(workbook);
      truncateSync(workbook, Math.floor(whole.length / 2));
      mends.push(() => writeFileSync(workbook, whole));
    },
    openInExcel: () => {
      writeFileSync(join(folder, EXCEL), '');
      mends.push(() => rmSync(join(folder, EXCEL), { force: true }));
    },
    lock: (forGood) => {
      const path = join(folder, '.~Launch.xlsx.baton-lock');
      const { now } = Date;
      writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), token: 'another' }));
      const release = () => {
        Date.now = now;
        if (existsSync(path)) unlinkSync(path);
      };
      if (!forGood) return void setTimeout(release, 60);
      // Nobody waits half a minute in a trial.
      let asked = 0;
      Date.now = () => now() + 3_000 * asked++;
      mends.push(release);
    },
  };
  let processes = 0;
  const { process: begun, victim } = createProcesses((life) => {
    // A path of its own: what waits within a process for its turn at a file is that process's alone.
    const link = join(base, `process-${++processes}`);
    symlinkSync(folder, link);
    return diskParts(life, join(link, 'Launch.xlsx'), outbox);
  });
  return {
    process: begun,
    now: clock.now,
    advance: (ms) => clock.advance(ms),
    met: () => gate.places,
    arm: ({ nth, name }, mishap) => armDisk(gate, nth, name, mishap, troubles),
    kill: async (story, { nth }, when) => {
      const child = spawn(
        process.execPath,
        [CHILD, base, story, `${nth - gate.places.length}`, when, `${clock.now()}`],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      child.stdout.resume();
      const signal = await new Promise<string | null>((resolve) => child.on('exit', (_, by) => resolve(by)));
      if (signal !== 'SIGKILL') throw new Error(`${story} no. ${nth} ${when}: the child lived on`);
    },
    calm: () => {
      gate.calm();
      for (const mend of mends.splice(0)) mend();
      endHolders(folder);
      if (existsSync(outbox))
        for (const name of readdirSync(outbox)) utimesSync(join(outbox, name), LONG_AGO, LONG_AGO);
    },
    raw,
    delivered: async () => {
      const files = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith('.eml'));
      return noticesIn(await Promise.all(files.map((name) => readFile(join(outbox, name)))));
    },
    litter: async () => [
      ...readdirSync(folder).filter((name) => name !== 'Launch.xlsx' && name !== 'outbox'),
      ...(existsSync(outbox) ? readdirSync(outbox) : []).filter((name) => !/\.eml$|^index\.html$/.test(name)),
    ],
    secrets: [],
    close,
  };
};

interface Troubles {
  readonly die: () => void;
  readonly save: () => Promise<void>;
  readonly cut: () => void;
  readonly openInExcel: () => void;
  readonly lock: (forGood: boolean) => void;
}

const armDisk = (gate: Gate, nth: number, name: string, mishap: Mishap, troubles: Troubles): boolean => {
  const fails =
    (code: string, syscall = 'write') =>
    () => {
      throw diskError(code, syscall);
    };
  const only = (trouble: Trouble, lasting = false) => {
    gate.arm(nth, trouble, lasting);
    return true;
  };
  const isWorkbook = !/letter|page/.test(name);
  switch (mishap) {
    case 'die-before':
      return only({ before: troubles.die });
    case 'die-after':
      return only({ after: troubles.die });
    case 'drop-before':
      return only({ before: fails('EIO') });
    case 'drop-after':
      // One that could not be made is not there.
      return name !== 'take the lock' && only({ after: fails('EIO') });
    case 'out':
      return only({ before: fails('EIO') }, true);
    case 'full':
      return WRITING.test(name) && only({ before: (at) => (WRITING.test(at) ? fails('ENOSPC')() : undefined) }, true);
    case 'garbled-before':
      return name === 'read the workbook' && only({ before: troubles.cut });
    case 'held':
      return (
        isWorkbook && only({ before: name === 'take the lock' ? () => troubles.lock(true) : troubles.openInExcel })
      );
    case 'busy':
      return name === 'take the lock' && only({ before: () => troubles.lock(false) });
    case 'changed':
      return isWorkbook && only({ before: troubles.save });
    default:
      if (typeof mishap !== 'object' || mishap.status !== 403) return false;
      return only(
        { before: (at) => (at === name ? fails('EACCES', name.includes('name') ? 'rename' : 'open')() : undefined) },
        true,
      );
  }
};
