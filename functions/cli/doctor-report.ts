/** The findings of `doctor` as lines of text. */
import { widthOf } from '../../core/text/width.ts';
import type { Words } from '../../sheet-templates/index.ts';
import { ABOUT, type Finding } from '../base/finding.ts';
import { isPath } from '../connect/connect.ts';
import type { Examined } from '../doctor/examine.ts';
import { sentenceOf } from '../doctor/finding.ts';
import type { Done } from '../doctor/fix.ts';
import { table } from './table.ts';
import { shownPath, type Terminal } from './terminal.ts';

/** A workbook that was looked at, after what was done about it. */
export interface LookedAt extends Examined {
  readonly done: readonly Done[];
  /** Why nothing could be done. */
  readonly refused?: Words;
}

const TONES = { mend: 'late', look: 'soon' } as const;
const nameOf = (uri: string): string => (isPath(uri) ? shownPath(uri) : uri);

/** What doctor says of one workbook in a table, and of many in a line each. */
export const doctorReport = (terminal: Terminal, isFleet: boolean) => {
  const { say, locale, width, paint } = terminal;

  const rowsOf = (findings: readonly Finding[]): string[] => {
    const inOrder = [...findings].sort((a, b) => ABOUT.indexOf(a.about) - ABOUT.indexOf(b.about));
    const rows = inOrder.map((found) => [
      say.doctor.state[found.state],
      say.doctor.about[found.about],
      sentenceOf(found, locale),
    ]);
    const labels = new Map(
      Object.entries(TONES).map(([state, tone]) => [say.doctor.state[state as Finding['state']], tone]),
    );
    return table(['', '', ''], rows, width)
      .slice(1)
      .map((line) => {
        const label = [...labels.keys()].find((text) => line.startsWith(`${text} `));
        const tone = labels.get(label ?? '');
        return label && tone ? paint(tone, label) + line.slice(label.length) : line;
      });
  };

  const doneLines = ({ done, refused }: LookedAt): string[] => [
    ...done.map(({ words }) => `${say.doctor.did}${words[locale]}`),
    ...(refused ? [`${say.doctor.notDone}${refused[locale]}`] : []),
  ];

  const worst = (findings: readonly Finding[]): Finding['state'] =>
    findings.some(({ state }) => state === 'mend')
      ? 'mend'
      : findings.some(({ state }) => state === 'look')
        ? 'look'
        : 'fine';

  /** Findings that `--fix` would see to, said once. */
  const hint = (all: readonly LookedAt[]): string[] => {
    const count = all.flatMap(({ findings }) => findings).filter(({ byFix }) => byFix).length;
    const isTried = all.some(({ done, refused }) => done.length > 0 || refused !== undefined);
    return count === 0 || isTried ? [] : ['', say.doctor.canFix(count)];
  };

  return {
    line: (looked: LookedAt): string => {
      const { uri, findings } = looked;
      const state = worst(findings);
      const amiss = findings.filter((one) => one.state === state && state !== 'fine');
      const label = say.doctor.state[state];
      const shown = state === 'fine' ? label : paint(TONES[state], label);
      const pad = ' '.repeat(Math.max(0, Math.max(...Object.values(say.doctor.state).map(widthOf)) - widthOf(label)));
      const said = amiss[0] ? sentenceOf(amiss[0], locale) : say.doctor.allFine;
      const more = findings.filter((one) => one.state !== 'fine').length - 1;
      return [
        `${shown}${pad}`,
        nameOf(uri),
        `${said}${more > 0 ? ` ${say.doctor.more(more)}` : ''}`,
        ...doneLines(looked),
      ].join('  ');
    },
    tables: (all: readonly LookedAt[], common: readonly Finding[]): string[] =>
      isFleet
        ? [...(common.length > 0 ? ['', ...rowsOf(common)] : []), ...hint(all)]
        : all.flatMap((looked) => [
            ...doneLines(looked).flatMap((line, i, lines) => (i === lines.length - 1 ? [line, ''] : [line])),
            ...rowsOf([...looked.findings, ...common]),
            ...hint([looked]),
          ]),
    json: (all: readonly LookedAt[], common: readonly Finding[]): object => {
      const of = ({ uri, findings, done, refused }: LookedAt) => ({
        workbook: uri,
        findings,
        ...(done.length > 0 && { done }),
        ...(refused && { refused }),
      });
      const [first] = all;
      return isFleet || !first
        ? { findings: common, workbooks: all.map(of) }
        : { ...of(first), findings: [...first.findings, ...common] };
    },
  };
};
