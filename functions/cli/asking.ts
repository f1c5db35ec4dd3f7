/** A person at the terminal who is asked things and types the answers. */
import { createInterface } from 'node:readline/promises';
import { inAll } from '../../core/messages/in-all.ts';
import type { Listener } from '../adopt/ask.ts';
import { BatonError } from '../errors.ts';
import { onOneLine } from './plain.ts';

const say = inAll('asking');

interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Whether somebody sits there who can be asked. */
export const canBeAsked = (): boolean => process.stdin.isTTY === true;

/**
 * Asks by way of these streams as long as `talk` goes on. Ctrl+C, Ctrl+D and the end of the input stop it.
 * @throws BatonError 'call': stopped
 */
export const withListener = async <T>(
  talk: (listener: Listener) => Promise<T>,
  { input, output }: Streams = atTerminal(),
): Promise<T> => {
  const lines = createInterface({ input, output });
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new BatonError('call', 'stopped', say.stopped));
    lines.once('SIGINT', stop);
    lines.once('close', stop);
  });
  // Whoever stops between two questions is heard with the next.
  stopped.catch(() => {});
  try {
    return await talk({
      print: (line) => void output.write(`${onOneLine(line)}\n`),
      ask: (prompt) => Promise.race([lines.question(prompt), stopped]),
    });
  } finally {
    lines.close();
  }
};

/** Where the result goes into a file, the questions do not. */
const atTerminal = (): Streams => ({
  input: process.stdin,
  output: process.stdout.isTTY ? process.stdout : process.stderr,
});
