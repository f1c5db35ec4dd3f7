/** `npm run fuzz:regexps`: judges the regular expressions that are not on the list yet, and writes the list; `--all` judges all of them anew. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { judge, patternsOf, type Verdict } from './regexps.ts';

export const LIST = new URL('../../test/fuzz/regexps.json', import.meta.url);

/** Changes with the pattern and with what is read by it. */
export const keyOf = (pattern: string): string => createHash('sha256').update(pattern).digest('hex').slice(0, 16);

export type Listed = Readonly<Record<string, Verdict>>;
export const readList = (): Listed => {
  try {
    return JSON.parse(readFileSync(LIST, 'utf8')) as Listed;
  } catch {
    return {};
  }
};

if (import.meta.main) {
  const known = process.argv.includes('--all') ? {} : readList();
  const verdicts: Record<string, Verdict> = {};
  for (const pattern of await patternsOf()) {
    const key = keyOf(pattern.pattern);
    verdicts[key] = known[key]?.startsWith('slow') ? await judge(pattern) : (known[key] ?? (await judge(pattern)));
    if (verdicts[key].startsWith('slow')) {
      console.error(`${pattern.where.join(', ')}\n  ${pattern.pattern.slice(0, 200)}\n  ${verdicts[key]}`);
      process.exitCode = 1;
    }
  }
  const sorted = Object.fromEntries(Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(LIST, `${JSON.stringify(sorted, null, 1)}\n`);
  console.log(`${Object.keys(sorted).length} regular expressions`);
  process.exit();
}
