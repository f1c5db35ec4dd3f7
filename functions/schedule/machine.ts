/** This machine, as schedules see it: its programs, its files, its user. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { writeWhole } from '../base/whole-file.ts';
import type { Answered, Machine, SystemCall } from './kind.ts';

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
  ...(process.getuid && { uid: process.getuid() }),
  call: answerOf,
  read: (path) => readFile(path).catch(() => null),
  write: async (path, bytes) => {
    await mkdir(dirname(path), { recursive: true });
    // The address of a proxy may have a password in it.
    await writeWhole(path, bytes);
  },
  remove: (path) => rm(path, { force: true }),
});

/** Longer than any of these programs takes. */
const TIMEOUT = 30_000;

const answerOf = ({ program, args, input = '' }: SystemCall): Promise<Answered> =>
  new Promise((resolve) => {
    const child = execFile(program, args, { timeout: TIMEOUT, windowsHide: true }, (error, out, err) => {
      const { code = 0 } = (error ?? {}) as { code?: number | string | null };
      resolve({ code: typeof code === 'string' ? null : (code ?? 1), out, err });
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
