/** A person at the terminal who is asked things and types the answers. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
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

/** Somebody who is also asked what nobody else may see. */
export interface TerminalListener extends Listener {
  /** What is typed is not shown. */
  readonly askHidden: (prompt: string) => Promise<string>;
}

/**
 * Asks by way of these streams as long as `talk` goes on. Ctrl+C, Ctrl+D and the end of the input stop it.
 * @throws BatonError 'call': stopped
 */
export const withListener = async <T>(
  talk: (listener: TerminalListener) => Promise<T>,
  { input, output }: Streams = atTerminal(),
): Promise<T> => {
  const shown = hideable(output);
  const lines = createInterface({ input, output: shown.stream, terminal: isTerminal(output) });
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
      askHidden: async (prompt) => {
        output.write(prompt);
        shown.hide(true);
        try {
          return await Promise.race([lines.question(''), stopped]);
        } finally {
          shown.hide(false);
          output.write('\n');
        }
      },
    });
  } finally {
    lines.close();
  }
};

/** The same output, which can be kept from showing what is typed. */
const hideable = (output: NodeJS.WritableStream) => {
  let isHidden = false;
  const stream = new Writable({
    write: (chunk, _, done) => {
      if (!isHidden) output.write(chunk);
      done();
    },
  });
  const { columns } = output as Partial<NodeJS.WriteStream>;
  return {
    stream: columns === undefined ? stream : Object.assign(stream, { columns }),
    hide: (hidden: boolean) => {
      isHidden = hidden;
    },
  };
};

const isTerminal = (output: NodeJS.WritableStream): boolean => (output as Partial<NodeJS.WriteStream>).isTTY === true;

/** Where the result goes into a file, the questions do not. */
const atTerminal = (): Streams => ({
  input: process.stdin,
  output: process.stdout.isTTY ? process.stdout : process.stderr,
});
