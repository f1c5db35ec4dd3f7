/**
 * `npm run strangers -- FOLDER [--half SET]… [--only TEXT] [--blind ROLE] [--forget PART] [--answers] [--list]`: how well the trackers of strangers are read; see README.md.
 */
import { parseArgs } from 'node:util';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { answersFor } from './answers.ts';
import { BLIND, blinded } from './blind.ts';
import { filesBelow, labelsOf, sha256Of } from './files.ts';
import { forgetful, forgottenIn } from './forget.ts';
import { type FileVerdict, judge } from './judge.ts';
import { HALVES, type Half, type StrangersFile } from './labels.ts';
import { readingOf } from './reading.ts';
import { figures, type Judged } from './tally.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    half: { type: 'string', multiple: true, default: ['build'] },
    only: { type: 'string', default: '' },
    blind: { type: 'string' },
    forget: { type: 'string' },
    answers: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
const halves = HALVES.filter((half) => values.half.includes(half));
const blind = BLIND.find((one) => one === values.blind);
const forgotten = values.forget === undefined ? null : forgottenIn(values.forget);
const isAsked = blind === values.blind && (values.forget === undefined || forgotten !== null);
if (folder === undefined || halves.length < values.half.length || !isAsked) {
  console.error(
    `npm run strangers -- FOLDER [--half ${HALVES.join('|')}]… [--only TEXT] [--blind ${BLIND.join('|')}] [--forget 1/4] [--answers] [--list]`,
  );
  process.exit(2);
}

/** What Baton speaks; files in other languages are counted apart. */
const COUNTED = ['en', 'zh'];

const files = filesBelow(folder);

const verdictOn = async (label: StrangersFile, path: string, said: ReadingChoices): Promise<FileVerdict> => {
  const changed = (raw: RawWorkbook) => {
    const unread = blind ? blinded(raw, label, blind) : raw;
    return forgotten ? forgetful(unread, label, forgotten) : unread;
  };
  const verdict = judge(label, await readingOf(path, said, changed));
  if (sha256Of(path) !== label.sha256) throw new Error(`${path} is no longer what it was`);
  return verdict;
};

const judged = async (label: StrangersFile, path: string): Promise<Judged> => ({
  kind: label.kind,
  verdict: await verdictOn(label, path, {}),
  answered: values.answers && label.kind === 'tracker' ? await verdictOn(label, path, answersFor(label)) : null,
});

const print = (label: StrangersFile, { verdict, answered }: Judged): void => {
  console.log(`${verdict.outcome.padEnd(10)} ${label.sha256.slice(0, 8)} ${label.repository} ${label.path}`);
  for (const what of verdict.wrong) console.log(`           ${what}`);
  for (const what of answered?.wrong ?? []) console.log(`           answered: ${what}`);
};

interface InLanguage extends Judged {
  readonly language: string;
}

const measure = async (half: Half): Promise<void> => {
  const labels = labelsOf(half).filter(({ repository, path }) => `${repository}/${path}`.includes(values.only));
  const there = labels.filter(({ sha256 }) => files.has(sha256));
  const results: InLanguage[] = [];
  for (const label of there) {
    const one = await judged(label, files.get(label.sha256) ?? '');
    results.push({ ...one, language: label.language });
    if (values.list) print(label, one);
  }
  console.log(`\n${half}: ${there.length} of ${labels.length} files are there`);
  const gone = labels.filter((label) => !there.includes(label));
  for (const { repository, path } of values.list ? gone : []) console.log(`  not there: ${repository} ${path}`);
  report(results);
};

/** All that counts, then each language, then what is in further ones. */
const report = (results: readonly InLanguage[]): void => {
  const counted = results.filter(({ language }) => COUNTED.includes(language));
  console.log(figures(counted).join('\n'));
  for (const language of COUNTED) {
    console.log(`\n${language}:`);
    console.log(figures(counted.filter((one) => one.language === language)).join('\n'));
  }
  const further = results.filter((one) => !counted.includes(one));
  if (further.length > 0) console.log(`\nfurther languages:\n${figures(further).join('\n')}`);
};

for (const half of halves) await measure(half);
