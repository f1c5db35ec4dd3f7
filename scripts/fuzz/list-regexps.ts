/**
 * `npm run fuzz:regexps`: judges the regular expressions that are not on the list yet, and writes the list; `--all` judges
 * all of them again, `--check` none: it names those that are missing or slow. `--json` only prints them.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { judgePattern, type PatternVerdict, patternsOf } from './regexps.ts';

const LIST = new URL('../../test/fuzz/regexps.json', import.meta.url);

/** Changes with the pattern and with what is read by it. */
const keyOf = (pattern: string): string => createHash('sha256').update(pattern).digest('hex').slice(0, 16);

type Listed = Readonly<Record<string, PatternVerdict>>;
const readList = (): Listed => {
  try {
    return JSON.parse(readFileSync(LIST, 'utf8')) as Listed;
  } catch {
    return {};
  }
};

/** Where patterns stand that are not on the list, or slow. */
const unlisted = async (): Promise<string[]> => {
  const known = readList();
  return (await patternsOf()).flatMap(({ pattern, where }) => {
    const verdict = known[keyOf(pattern)] ?? 'not judged yet';
    return /^(?:linear|bounded)/.test(verdict) ? [] : [`${where.join(', ')}: ${verdict}: ${pattern.slice(0, 200)}`];
  });
};

const write = async (known: Listed): Promise<void> => {
  const verdicts = new Map<string, PatternVerdict>();
  for (const pattern of await patternsOf()) {
    const key = keyOf(pattern.pattern);
    const listed = known[key];
    verdicts.set(key, listed === undefined || listed.startsWith('slow') ? await judgePattern(pattern) : listed);
  }
  const sorted = [...verdicts].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(LIST, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
};

if (import.meta.main && process.argv.includes('--json')) {
  process.stdout.write(JSON.stringify(await patternsOf()), () => process.exit());
} else if (import.meta.main) {
  if (!process.argv.includes('--check')) await write(process.argv.includes('--all') ? {} : readList());
  const left = await unlisted();
  for (const line of left) console.log(line);
  // What was loaded to listen to it may keep the process.
  process.exit(left.length > 0 ? 1 : 0);
}
