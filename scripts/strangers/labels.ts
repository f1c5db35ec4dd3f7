/** What a person says of a stranger's file: whether somebody could follow it, and what its columns are. */

/** `borderline`: people would not agree whether it is one, so it counts neither way. */
export type FollowedOrNot = 'tracker' | 'borderline' | 'none';

/**
 * `build` and `held` were split by their repositories; each found set after them was gathered when all before it had been looked at, to
 * measure once on files that nobody had seen. Those of `trades` are composed, as people of other trades than software make theirs.
 */
export const HALVES = [
  'build',
  'held',
  'fresh',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'trades',
  'trades2',
  'trades3',
  'trades4',
  'trades5',
  'trades6',
] as const;
export type Half = (typeof HALVES)[number];

/** The columns that decide whether a sheet is read rightly. */
export const LABELLED_ROLES = ['task', 'responsible', 'accountable', 'due', 'start', 'status'] as const;
export type LabelledRole = (typeof LABELLED_ROLES)[number];

/**
 * One sheet that a person would follow. Columns are letters; `C/E` is a column that a person would leave to either, the first
 * one rather, and `-` is none: `E/-` is a column that may be left out. A role that is absent has no column.
 */
export type LabelledSheet = Readonly<Partial<Record<LabelledRole, string>>> & {
  /** `*` for a file that has one sheet without a name. */
  readonly sheet: string;
  /** The header's row, its last one where it takes several: `3`, or `3/4` where either will do. */
  readonly header: string;
  readonly task: string;
  /** Its people stand across the top: only its header and the tasks' column are compared. */
  readonly matrix?: true;
};

export interface StrangersFile {
  /** `owner/name`, with the path and the commit where the file stood; `composed` for a file of `trades`, `trades2`, `trades3`, `trades4`, `trades5` and `trades6`. */
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly sha256: string;
  readonly bytes: number;
  /** `none`: the repository names no licence. `own`: the file is of this project. */
  readonly licence: string;
  readonly format: string;
  readonly program: string;
  readonly language: string;
  readonly kind: FollowedOrNot;
  /** Any one of them will do. */
  readonly sheets: readonly LabelledSheet[];
}

/** What a label accepts at a place: letters or a row, null for nothing. */
export const accepted = (label: string | undefined): readonly (string | null)[] =>
  (label ?? '-').split('/').map((one) => (one === '-' ? null : one));
