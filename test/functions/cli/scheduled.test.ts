import { describe, expect, it } from 'vitest';
import { type NotSwept, untilSwept } from '../../../functions/cli/scheduled.ts';
import { openTerminal, type Terminal } from '../../../functions/cli/terminal.ts';
import { BatonError } from '../../../functions/errors.ts';

/** A daily run tries again where that may help, and ends as its last attempt did. */
const failing = (kind: 'backend' | 'data'): NotSwept => ({
  workbook: 'plan.xlsx',
  error: new BatonError(kind, 'open', { en: 'It is open.', 'zh-CN': '开着。' }),
});

const runOf = async (...attempts: readonly (readonly [NotSwept | null, exit: number])[]) => {
  const [waited, notes, exits]: [number[], string[], number[]] = [[], [], []];
  const terminal: Terminal = {
    ...openTerminal(['--locale', 'en'], {}),
    note: (line) => void notes.push(line),
    exit: (code) => void exits.push(code),
  };
  const left = [...attempts];
  const failed = await untilSwept(
    terminal,
    async ({ exit }) => {
      const [one, code] = left.shift() ?? [failing('backend'), 3];
      exit(code);
      return one ? [one] : [];
    },
    async (ms) => void waited.push(ms / 60_000),
  );
  return { waited, notes, exits, failed: failed.length };
};

describe('the daily run', () => {
  it('is over at once where all was swept, or only a person can help', async () => {
    expect(await runOf([null, 0])).toEqual({ waited: [], notes: [], exits: [0], failed: 0 });
    expect(await runOf([failing('data'), 1])).toEqual({ waited: [], notes: [], exits: [1], failed: 1 });
  });

  it('waits for a file that is open, and is well when it was swept in the end', async () => {
    const { waited, notes, exits, failed } = await runOf([failing('backend'), 3], [failing('backend'), 3], [null, 0]);
    expect([waited, exits, failed]).toEqual([[1, 4], [0], 0]);
    expect(notes).toEqual([
      'Not everything could be swept; it is tried again in 1 minute.',
      'Not everything could be swept; it is tried again in 4 minutes.',
    ]);
  });

  it('gives up before Windows would end it after two hours', async () => {
    const { waited, exits, failed } = await runOf();
    expect([waited.reduce((sum, one) => sum + one, 0) < 120, exits, failed]).toEqual([true, [3], 1]);
  });
});
