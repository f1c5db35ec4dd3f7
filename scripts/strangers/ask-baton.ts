/** Asks `adopt` what it would make of a file, as anybody would: by the command line. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ProposalOrNot, ProposalRead } from './judge.ts';

const CLI = fileURLToPath(new URL('../../functions/cli/main.ts', import.meta.url));
const MEGABYTES = 2 ** 20;

/** `flags` are what a person says instead of the guesses. Nothing is written. */
export const askBaton = async (path: string, flags: readonly string[], cli: string = CLI): Promise<ProposalOrNot> => {
  const args = [cli, 'adopt', path, '--propose', '--json', ...flags];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * MEGABYTES });
    return JSON.parse(stdout) as ProposalRead;
  } catch (error) {
    return { refused: refusalIn(error) };
  }
};

/** The sentence of the refusal, or else what the program wrote last. */
const refusalIn = (error: unknown): string => {
  const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
  const last = `${stdout}\n${stderr}`.trim().split('\n').at(-1) ?? '';
  return sentenceIn(stdout) ?? sentenceIn(stderr) ?? (last || String(error));
};

const sentenceIn = (json: string): string | null => {
  try {
    const { error, message } = JSON.parse(json) as { error?: { message?: string } | string; message?: string };
    return (typeof error === 'string' ? error : error?.message) ?? message ?? null;
  } catch {
    return null;
  }
};
