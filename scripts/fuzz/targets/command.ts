/** Arguments on the command line. The process may write into its own folder only, which `npm run fuzz` sees to. */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import fc from 'fast-check';
import { callError, command } from '../../../functions/cli/program.ts';
import { openTerminal, type Terminal } from '../../../functions/cli/terminal.ts';
import { replyMail } from '../../../test/support/eml.ts';
import { drawText } from '../draw.ts';
import { bytesOf, FULL, openOffice } from '../office.ts';
import { mustHold, target } from '../target.ts';
import words from '../words.json' with { type: 'json' };

/** `serve` never ends; `schema`, `doctor` and `court` are asked like the others. */
const LEFT_OUT = ['serve.ts'];
const FOLDER = new URL('../../../functions/cli/commands/', import.meta.url);

const HOLE = /\bundefined\b|\[object /;

export const argv = target<readonly string[]>({
  name: 'arguments',
  patience: 10_000,
  prepare: async (folder) => {
    mkdirSync(folder, { recursive: true });
    const makers: ((terminal: Terminal) => Command)[] = [];
    for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !LEFT_OUT.includes(name))) {
      const made: Record<string, unknown> = await import(new URL(file, FOLDER).href);
      const maker = made[file.replace('.ts', '')];
      if (typeof maker === 'function') makers.push(maker as (terminal: Terminal) => Command);
    }
    const book = join(folder, 'book.xlsx');
    const fresh = join(folder, 'fresh.xlsx');
    writeFileSync(fresh, bytesOf(await (await openOffice(FULL)).read()));
    writeFileSync(join(folder, 'mail.eml'), replyMail({ text: 'done' }));
    writeFileSync(join(folder, 'minutes.md'), '# Weekly 2026-03-05\n\n## Actions\n- Li Na: send it by Friday\n');
    const names = makers.map((make) => make(openTerminal([])).name());
    const word = drawText(words.arguments, 1, 2000);
    const file = fc.constantFrom('book.xlsx', 'fresh.xlsx', 'mail.eml', 'minutes.md', 'none.xlsx', '.', 'book.xlsx/x');
    return {
      inputs: fc
        .tuple(
          fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: word }),
          fc.array(fc.oneof({ weight: 3, arbitrary: file }, { weight: 4, arbitrary: word }), { maxLength: 6 }),
        )
        .map(([name, rest]) =>
          [name, ...rest].filter((text) => !text.includes(':/') || text.startsWith('https://x.example.com')),
        ),
      attempt: async (words) => {
        copyFileSync(fresh, book);
        const given = words.map((text) =>
          /^(?:book|fresh|none)\.xlsx|^mail\.eml|^minutes\.md|^\.$/.test(text) ? join(folder, text) : text,
        );
        // Nothing is sent from here, and nothing is asked of a backend.
        if (given.some((text) => /^(?:gsheet|graph|smtps?|gmail)/i.test(text))) return 'elsewhere';
        const printed: string[] = [];
        let exit = 0;
        const plain = openTerminal(given, {});
        const terminal: Terminal = {
          ...plain,
          print: (...lines) => void printed.push(...lines),
          printJson: (value) => void printed.push(JSON.stringify(value)),
          note: (line) => void printed.push(line),
          exit: (code) => {
            exit = Math.max(exit, code);
          },
        };
        const program = command(terminal, 'baton');
        for (const make of makers) program.addCommand(make(terminal));
        try {
          await program.parseAsync(given, { from: 'user' });
        } catch (error) {
          // Workbooks are replaced by way of a file beside them, which Node's permission model lets nobody dress.
          if (error instanceof Error && error.message.startsWith('fchmod')) return 'writes';
          const told = callError(error);
          if (told !== null) throw told;
        } finally {
          for (const name of readdirSync(folder)) {
            if (!['book.xlsx', 'fresh.xlsx', 'mail.eml', 'minutes.md'].includes(name))
              rmSync(join(folder, name), { recursive: true, force: true });
          }
        }
        const hole = words.some((word) => HOLE.test(word)) ? undefined : printed.find((line) => HOLE.test(line));
        mustHold(hole === undefined, () => `prints ${hole?.slice(0, 200)}`);
        return `exit-${exit}`;
      },
    };
  },
});
