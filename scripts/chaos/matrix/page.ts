/** The tables of the fault matrix in docs/reliability.md. */
import { markdownTable, withPart } from '../../markdown.ts';
import { DECLARED, type Declared, type Expected, expectedAt, NOTED } from './declared.ts';
import { FAULTS, type FaultKey, type FaultVerdict } from './kinds.ts';

/** The document of which a part is made here. */
export const PAGE = new URL('../../../docs/reliability.md', import.meta.url);

const MARKS: Readonly<Record<FaultVerdict, string>> = {
  once: '✓',
  next: '✓ next sweep',
  said: '✓ said',
  held: 'held',
};
const markOf = (expected: Expected): string => (typeof expected === 'string' ? MARKS[expected] : '–');

/** Steps as a reader of the tables knows them. */
const STEPS: Readonly<Record<string, string>> = {
  read: 'read the workbook',
  claim: 'claim it',
  'look again': 'look again under the claim',
  'begin mails': 'write, and enter mails as begun',
  send: 'send a mail',
  end: 'enter what left, and end',
  find: 'ask what became of a mail',
  'clear up': 'enter that, and end its claim',
  write: 'write the answer',
};
const TRACKS: Readonly<Record<string, string>> = {
  settle: 'The sweep after a dead one',
  answer: 'An answer from the page',
};

const wrapped = (text: string, indent = ''): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && `${indent}${longer}`.length > 118) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join(`\n${indent}`);
};
/** An item of a list, wrapped. */
export const item = (text: string) => `- ${wrapped(text, '  ')}`;

const stepsOf = ({ rows }: Declared) =>
  Object.entries(rows).flatMap(([track, steps]) => steps.map((step) => ({ track, step })));

/** Requests by the names that the services give them, all else in words. */
const rowOf = (step: string) => (/^[a-z]+[.-][\w.-]+$/.test(step) ? `\`${step}\`` : step);

/** Columns in which an adapter has anything to try. */
const tableOf = (adapter: Declared): string => {
  const steps = stepsOf(adapter);
  const faults = FAULTS.filter(({ key }) =>
    steps.some(({ step }) => typeof expectedAt(adapter, step, key) === 'string'),
  );
  return markdownTable(
    ['', ...faults.map(({ head }) => head)],
    steps.map(({ track, step }) => [
      `${track === 'settle' || track === 'answer' ? `${TRACKS[track]}: ` : ''}${STEPS[step] ?? rowOf(step)}`,
      ...faults.map(({ key }) => markOf(expectedAt(adapter, step, key))),
    ]),
  );
};

/** Why single fields are empty. */
const emptyOf = (adapter: Declared): string[] => {
  const reasons = new Map<string, Set<string>>();
  for (const { key, head } of FAULTS) {
    const found = stepsOf(adapter).map(({ step }) => ({ step, expected: expectedAt(adapter, step, key) }));
    if (found.every(({ expected }) => typeof expected !== 'string')) continue;
    for (const { step, expected } of found) {
      if (typeof expected === 'string' || expected.none === NOTED) continue;
      reasons.set(`${head}: ${expected.none}`, (reasons.get(`${head}: ${expected.none}`) ?? new Set()).add(step));
    }
  }
  return [...reasons].map(([why, steps]) => (steps.size > 3 ? `– ${why}` : `– ${[...steps].join(', ')} × ${why}`));
};

/** Why a column is missing, the same reasons together. */
const missingOf = (adapter: Declared): string[] => {
  const reasons = new Map<string, string[]>();
  for (const { key, head } of FAULTS) {
    const expected = adapter.faults[key];
    if (typeof expected === 'string') continue;
    if (stepsOf(adapter).some(({ step }) => typeof expectedAt(adapter, step, key) === 'string')) continue;
    reasons.set(expected.none, [...(reasons.get(expected.none) ?? []), head]);
  }
  return [...reasons].map(([why, heads]) => `– ${heads.join(' · ')}: ${why}`);
};

const headOf = (key: FaultKey): string => FAULTS.find((fault) => fault.key === key)?.head ?? key;

const notesOf = ({ but = [], notes = [], mayLeave }: Declared): string[] => [
  ...but.flatMap(({ steps, faults, why }) =>
    why ? [`${steps.join(', ')} × ${faults.map(headOf).join(', ')}: ${why}`] : [],
  ),
  ...notes,
  ...(mayLeave ? [`What may stay behind: ${mayLeave.why}`] : []),
];

const sectionOf = (adapter: Declared): string =>
  [
    `### ${adapter.title}`,
    wrapped(adapter.how),
    tableOf(adapter),
    [...notesOf(adapter), ...emptyOf(adapter), ...missingOf(adapter)].map(item).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');

const tables = (): string =>
  [
    markdownTable(
      ['column', 'what goes wrong'],
      FAULTS.map(({ head, words }) => [head, words]),
    ),
    ...DECLARED.map(sectionOf),
  ].join('\n\n');

/** This document with the tables as they are declared. */
export const withTables = (page: string): string => withPart(page, 'tables', tables());
