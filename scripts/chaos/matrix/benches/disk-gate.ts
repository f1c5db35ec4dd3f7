/** Stands between this process and a folder, and lets its calls to the disk fail. */
import { AsyncLocalStorage } from 'node:async_hooks';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { type FaultPlace, type Life, never } from '../bench.ts';

/** What happens at a call to the disk: before it, and after it was done. Either may throw, as the disk does. */
export interface Trouble {
  readonly before?: (name: string) => void | Promise<void>;
  readonly after?: (name: string) => void | Promise<void>;
}

/** All calls to the disk beneath one folder that a workbook or an outbox depends on. */
export interface Gate {
  readonly places: readonly FaultPlace[];
  /** Trouble at the nth call, counted from 1 on; `lasting`: and at all that come after it. */
  readonly arm: (nth: number, trouble: Trouble, lasting?: boolean) => void;
  readonly calm: () => void;
}

const processes = new AsyncLocalStorage<Life>();
/** Does work as this process, whose calls to the disk end with it. */
export const as = <T>(life: Life, work: () => Promise<T>): Promise<T> => processes.run(life, work);

export const diskError = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

type Call = (...args: never[]) => Promise<unknown>;
/** What a call is called in the tables, by its function and its file; null where nobody minds it. */
const NAMES: readonly (readonly [call: string, file: RegExp, name: string])[] = [
  ['readFile', /\.xlsx$/, 'read the workbook'],
  ['open', /\.xlsx$/, 'read the workbook'],
  ['open', /\.baton-lock$/, 'take the lock'],
  ['access', /\.xlsx$/, 'ask whether it may be written'],
  ['open', /\.baton-tmp$/, 'make the new file'],
  ['writeFile', /\.baton-tmp$/, 'write it'],
  ['sync', /\.baton-tmp$/, 'flush it to the disk'],
  ['rename', /\.baton-tmp$/, 'give it the name'],
  ['open', /^files$/, 'flush the folder'],
  ['unlink', /\.baton-lock$/, 'release the lock'],
  ['mkdir', /^outbox$/, 'make the folder'],
  ['writeFile', /\.eml\.\w+\.tmp$/, 'write the letter'],
  ['rename', /\.eml\.\w+\.tmp$/, 'give it its name'],
  ['readdir', /^outbox$/, 'list the letters'],
  ['readFile', /\.eml$/, 'read a letter'],
  ['writeFile', /^index\.html\.\w+\.tmp$/, 'write the page'],
  ['rename', /^index\.html\.\w+\.tmp$/, 'give the page its name'],
];
const nameOf = (call: string, path: string): string | null =>
  NAMES.find(([own, file]) => own === call && file.test(basename(path)))?.[2] ?? null;

const gates = new Map<string, (name: string, work: () => Promise<unknown>) => Promise<unknown>>();
/** What a process that died in a trial has left open: the system would have closed it. */
const handles = new Map<FileHandle, string>();
const at = async (call: string, path: unknown, work: () => Promise<unknown>): Promise<unknown> => {
  if (processes.getStore()?.isDead()) return never();
  const gate = [...gates].find(([folder]) => String(path).startsWith(folder))?.[1];
  const name = gate && nameOf(call, String(path));
  return gate && name ? gate(name, work) : work();
};

let isInstalled = false;
const install = () => {
  if (isInstalled) return;
  isInstalled = true;
  const patched: Record<string, Call> = {};
  for (const call of ['readFile', 'access', 'rename', 'unlink', 'mkdir', 'writeFile', 'readdir'] as const) {
    const original = fs[call] as Call;
    patched[call] = ((path: unknown, ...more: never[]) =>
      at(call, path, () => original(...([path, ...more] as never[])))) as Call;
  }
  const { open } = fs;
  patched.open = (async (path: string, ...more: never[]) => {
    const opened = async () => {
      const handle = await open(path, ...more);
      if (processes.getStore()) handles.set(handle, String(path));
      return handle;
    };
    const handle = (await at('open', path, opened)) as FileHandle;
    const [writeFile, sync, close] = [
      handle.writeFile.bind(handle),
      handle.sync.bind(handle),
      handle.close.bind(handle),
    ];
    return Object.assign(handle, {
      writeFile: (...args: Parameters<typeof writeFile>) => at('writeFile', path, () => writeFile(...args)),
      sync: () => at('sync', path, () => sync()),
      close: () => {
        handles.delete(handle);
        return close();
      },
    });
  }) as Call;
  Object.assign(fs, patched);
  syncBuiltinESMExports();
};

/** Stands between this process and a folder, named by all paths that lead to it. */
export const openGate = (folder: string): Gate & { readonly close: () => Promise<void> } => {
  install();
  const places: FaultPlace[] = [];
  let armed: { readonly nth: number; readonly trouble: Trouble; readonly lasting: boolean } | null = null;
  gates.set(folder, async (name, work) => {
    const life = processes.getStore();
    if (!life) return work();
    places.push({ name, api: '', nth: places.length + 1 });
    const nth = places.length;
    const due = armed && (nth === armed.nth || (armed.lasting && nth > armed.nth)) ? armed.trouble : null;
    await due?.before?.(name);
    if (life.isDead()) return never();
    const answer = await work();
    await due?.after?.(name);
    return life.isDead() ? never() : answer;
  });
  return {
    places,
    arm: (nth, trouble, lasting = false) => {
      armed = { nth, trouble, lasting };
    },
    calm: () => {
      armed = null;
    },
    close: async () => {
      gates.delete(folder);
      for (const [handle, path] of handles) if (path.startsWith(folder)) await handle.close();
    },
  };
};
