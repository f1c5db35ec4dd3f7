/** Holds a proposal against what a person says of the file. */
import type { Proposal, ProposedColumn, ProposedSheet } from '../../core/adopt/proposal.ts';
import { accepted, LABELLED_ROLES, type LabelledRole, type LabelledSheet, type StrangersFile } from './labels.ts';
import type { ProposalOrNot } from './reading.ts';

/**
 * For a tracker: `right` without a question, `confirmed` by accepting every default, `corrected` where something is wrong and
 * asked or said to be missing, `silent` where something is wrong and nobody is asked. For any other file: `left` alone,
 * `asked` first, or `taken`. `refused` is a tracker that cannot be followed.
 */
export type Outcome = 'right' | 'confirmed' | 'corrected' | 'silent' | 'refused' | 'left' | 'asked' | 'taken';

export interface FileVerdict {
  readonly outcome: Outcome;
  /** Questions about sheets, headers and columns. */
  readonly questions: number;
  /** Words for a status that somebody is asked about. */
  readonly words: number;
  /** In the next twenty workdays, if everybody had an address. */
  readonly mails: number;
  /** What differs, one sentence each. */
  readonly wrong: readonly string[];
}

interface Difference {
  readonly says: string;
  /** A person is asked, or told that it is missing. */
  readonly seen: boolean;
}

export const judge = (label: StrangersFile, answer: ProposalOrNot): FileVerdict => {
  const tracker = label.kind === 'tracker';
  if ('refused' in answer) return nothing(tracker, answer.refused);
  const chosen = answer.sheets.filter((sheet) => sheet.chosen && sheet.kind !== 'none');
  if (chosen.length === 0) return nothing(tracker, 'no sheet to follow');

  const questions = questionsOf(answer, chosen);
  const words = new Set(chosen.flatMap(({ statuses }) => statuses.filter((s) => s.status === null).map((s) => s.text)));
  const asked = { questions, words: words.size, mails: answer.forecast?.mails20 ?? 0 };
  if (!tracker) {
    const mayBeNone = chosen.every((sheet) => sheet.ask);
    const sheets = chosen.map(({ sheet }) => `takes “${sheet}”`);
    return { ...asked, outcome: mayBeNone ? 'asked' : 'taken', wrong: sheets };
  }
  const differences = chosen.flatMap((sheet) => differencesOf(label, sheet));
  return { ...asked, outcome: outcomeOf(differences, questions), wrong: differences.map(({ says }) => says) };
};

const nothing = (tracker: boolean, why: string): FileVerdict => ({
  outcome: tracker ? 'refused' : 'left',
  questions: 0,
  words: 0,
  mails: 0,
  wrong: tracker ? [why] : [],
});

const outcomeOf = (differences: readonly Difference[], questions: number): Outcome => {
  if (differences.some(({ seen }) => !seen)) return 'silent';
  if (differences.length > 0) return 'corrected';
  return questions > 0 ? 'confirmed' : 'right';
};

/** Which sheets is one question, and so is a column that several sheets have alike. */
const questionsOf = (answer: Proposal, chosen: readonly ProposedSheet[]): number => {
  const columns = chosen.flatMap((sheet) =>
    sheet.columns.filter(({ ask }) => ask).map(({ column, header }) => (header === '' ? column : header)),
  );
  const headers = chosen.filter(({ otherHeader }) => otherHeader !== null);
  return (answer.sheets.some(({ ask }) => ask) ? 1 : 0) + headers.length + new Set(columns).size;
};

const differencesOf = (label: StrangersFile, sheet: ProposedSheet): readonly Difference[] => {
  const same = label.sheets.find((one) => one.sheet === sheet.sheet || one.sheet === '*');
  if (!same) return [{ says: `takes “${sheet.sheet}”, which is none`, seen: sheet.ask }];
  const header = headerDifference(same, sheet);
  // Under another header, columns say nothing that could be compared.
  if (header) return [header];
  const roles: readonly LabelledRole[] = same.matrix ? ['task'] : LABELLED_ROLES;
  return roles.flatMap((role) => roleDifference(role, same, sheet) ?? []);
};

const headerDifference = (label: LabelledSheet, { sheet, headerRow, otherHeader, ask }: ProposedSheet) => {
  const rows = accepted(label.header);
  if (rows.includes(String(headerRow))) return null;
  const says = `“${sheet}”: header in row ${headerRow}, not ${label.header}`;
  return { says, seen: ask || (otherHeader !== null && rows.includes(String(otherHeader))) };
};

/** A share that is done stands for a status. */
const MEANS: Readonly<Record<LabelledRole, readonly string[]>> = {
  task: ['task'],
  responsible: ['responsible'],
  accountable: ['accountable'],
  due: ['due'],
  start: ['start'],
  status: ['status', 'progress'],
};

const roleDifference = (role: LabelledRole, label: LabelledSheet, sheet: ProposedSheet): Difference | null => {
  const wanted = accepted(label[role]);
  const means = MEANS[role];
  const found = sheet.columns.filter(({ meaning }) => meaning !== null && means.some((one) => one === meaning));
  const ofStatus = found.filter(({ column }) => wanted.includes(column));
  if (found.length === 0 ? wanted.includes(null) : ofStatus.length > 0 && fits(role, found, wanted)) return null;
  const at = found.map(({ column, header }) => `${column} “${header}”`).join(', ') || 'nothing';
  const says = `“${sheet.sheet}”: ${role} is ${at}, not ${label[role] ?? '-'}`;
  const open = (column: ProposedColumn) =>
    column.ask && (wanted.includes(column.column) || found.includes(column) || column.others.includes(role));
  return { says, seen: sheet.columns.some(open) || (found.length === 0 && saysMissing(role, sheet)) };
};

/** A share done beside a status is no mistake; a second column of people or days is. */
const fits = (role: LabelledRole, found: readonly ProposedColumn[], wanted: readonly (string | null)[]): boolean =>
  role === 'status' || found.every(({ column }) => wanted.includes(column));

/** Nobody misses a start or somebody accountable, so that it is not found need not be said. */
const saysMissing = (role: LabelledRole, { missing }: ProposedSheet): boolean =>
  role === 'start' || role === 'accountable' || missing.some((anchor) => anchor === role);
