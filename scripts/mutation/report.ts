import type { Mutant } from './mutants.ts';

/** A mutant and what became of it; `never run`: no test comes to its code. */
export interface Result extends Mutant {
  readonly end: 'killed' | 'timeout' | 'survived' | 'never run';
}

const isTold = ({ end }: Result): boolean => end === 'killed' || end === 'timeout';
const folderOf = ({ fileName }: Result): string =>
  /^core\/(?:facts|rules)(?=\/)/.exec(fileName)?.[0] ?? 'calendar and days';

const lineOf = (title: string, results: readonly Result[]): string => {
  const count = (end: Result['end']) => results.filter((result) => result.end === end).length;
  const score = ((100 * results.filter(isTold).length) / results.length).toFixed(1);
  const cells = [
    results.length,
    count('killed'),
    count('timeout'),
    count('survived'),
    count('never run'),
    `${score} %`,
  ];
  return `| ${[title, ...cells].join(' | ')} |`;
};

/** A line for each file, for each of the three parts, and for all. */
export const tableOf = (results: readonly Result[]): string =>
  [
    '| | mutants | killed | timed out | survived | never run | score |',
    '|---|---|---|---|---|---|---|',
    ...[...Map.groupBy(results, ({ fileName }) => fileName)].map(([name, own]) => lineOf(name, own)),
    ...[...Map.groupBy(results, folderOf)].map(([name, own]) => lineOf(`**${name}**`, own)),
    lineOf('**all**', results),
  ].join('\n');

/** Every survivor with the lines it changes, before and after. */
export const survivorsOf = (results: readonly Result[], read: (name: string) => string): string =>
  results
    .filter((result) => !isTold(result))
    .map(({ fileName, mutatorName, replacement, location: { start, end: last }, end }) => {
      const lines = read(fileName).split('\n');
      const before = lines.slice(start.line, last.line + 1).join('\n');
      const after = lines[start.line]!.slice(0, start.column) + replacement + lines[last.line]!.slice(last.column);
      const where = `${fileName}:${start.line + 1}:${start.column + 1}`;
      return `${where} ${mutatorName}, ${end}\n- ${before.trim()}\n+ ${after.trim()}\n`;
    })
    .join('\n');
