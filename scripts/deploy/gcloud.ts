/** Runs gcloud, and writes its calls for a shell. */
import { spawn } from 'node:child_process';
import { ROOT } from './bundle.ts';

export interface Ran {
  /** null: there is no gcloud. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs gcloud in the project's folder. It asks nothing; a secret goes in by stdin, which no process list shows. */
export type Gcloud = (args: readonly string[], stdin?: string) => Promise<Ran>;

export const gcloud: Gcloud = (args, stdin = '') =>
  new Promise((resolve) => {
    const child = spawn('gcloud', [...args, '--quiet'], { cwd: ROOT });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', (error) => resolve({ code: null, out, err: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, out, err }));
    // gcloud may end without having read it.
    child.stdin.on('error', () => {}).end(stdin);
  });

/** Stands for the project's number in commands that are printed, and in what is compared between runs. */
export const NUMBER = '$PROJECT_NUMBER';

/** An argument as a POSIX shell takes it; the project's number is the one variable in it. */
export const quote = (arg: string): string => {
  if (/^[\w@%+=:,./-]+$/.test(arg)) return arg;
  if (!arg.includes(NUMBER)) return `'${arg.replaceAll("'", "'\\''")}'`;
  return `"${keepingNumber(arg, /[\\"$`]/g)}"`;
};

/** A text as a here-document takes it. */
export const hereText = (text: string): string => keepingNumber(text, /[\\$`]/g);

const keepingNumber = (text: string, special: RegExp): string =>
  text
    .split(NUMBER)
    .map((part) => part.replace(special, '\\$&'))
    .join(NUMBER);
