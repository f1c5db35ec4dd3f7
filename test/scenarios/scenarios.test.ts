import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseKey } from '../../core/record/key.ts';
import { RULES } from '../../core/rules/index.ts';
import { ASKS_DO, recordAsks } from '../support/asks.ts';
import { type Given, type Outcome, play } from '../support/scenario.ts';

/**
 * Each folder is a sentence about what a user would notice: given.json is a workbook and what happens to it day by
 * day, expected.json what each sweep does. `notices` is the whole list; of silences, problems and writes those named
 * must be there, and what is in `never` must stand nowhere, the mails' text included. mail.txt, where there is one, is
 * the text of the last sweep's mails.
 */
const root = import.meta.dirname;
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

type Expected = Partial<Omit<Outcome, 'mails'>> & { readonly never?: readonly string[] };

const json = <T>(folder: string, name: string): T => JSON.parse(readFileSync(join(root, folder, name), 'utf8')) as T;

describe('scenarios', () => {
  const asks = recordAsks();

  it('show every rule', () => {
    const told = folders.flatMap(({ name }) =>
      json<Expected[]>(name, 'expected.json').flatMap(({ notices = [] }) => notices),
    );
    const shown = new Set(told.map((line) => parseKey(line).rule));
    expect(RULES.map(({ key }) => key).filter((key) => !shown.has(key))).toEqual([]);
  });

  for (const { name } of folders) {
    it(name.replaceAll('-', ' '), async () => {
      const given = json<Given>(name, 'given.json');
      const expected = json<Expected[]>(name, 'expected.json');
      const outcomes = await play(given, asks.look);
      expect(expected.length, 'one expectation for each step').toBe(given.steps.length);
      outcomes.forEach((outcome, i) => {
        const { notices, never = [], ...some } = expected[i]!;
        const step = `sweep of ${given.steps[i]!.now}`;
        if (notices) expect(outcome.notices, step).toEqual(notices);
        for (const [list, lines] of Object.entries(some) as ['silences' | 'problems' | 'writes', string[]][]) {
          expect(outcome[list], `${list}, ${step}`).toEqual(expect.arrayContaining(lines));
        }
        const all = Object.values(outcome).flat().join('\n');
        for (const text of never) expect(all, step).not.toContain(text);
      });
      const mail = join(root, name, 'mail.txt');
      if (existsSync(mail))
        expect(`${outcomes.at(-1)!.mails.join('\n\n\n').trimEnd()}\n`).toBe(readFileSync(mail, 'utf8'));
    });
  }

  describe('all of them', () => {
    it('fill the button that does what a card asks, and have no button that is not its reader’s', () => {
      expect(asks.cards()).toBeGreaterThan(300);
      expect(asks.wrong).toEqual([]);
    });

    it('offer only days to come on which people work', () => {
      expect(asks.offered()).toBeGreaterThan(500);
      expect(asks.dates).toEqual([]);
    });

    it('show every sentence that asks', () => {
      expect(Object.keys(ASKS_DO).filter((code) => !asks.asked.has(code))).toEqual([]);
    });
  });
});
