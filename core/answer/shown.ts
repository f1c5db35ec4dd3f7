/** What an answer changed, cell by cell, in its reader's words. */
import type { TabKey } from '../../sheet-templates/index.ts';
import { columnOf, NO, tabOf, YES } from '../../sheet-templates/index.ts';
import type { ChangedCell } from '../answers/model.ts';
import type { Reader } from '../mail/reader.ts';
import { isoText } from '../mail/reader.ts';
import type { AnswerMessages } from '../messages/answer-messages.ts';
import type { Write, WriteValue } from '../plan.ts';
import { titleOfRow } from '../text/row-number.ts';
import { oneLine, shorten } from '../text/width.ts';
import type { Asked } from './about.ts';
import { labelOf, typeOf } from './choices.ts';

/** Longest text of a cell that a list of changes quotes, in columns. */
const QUOTED = 200;

/** A written value as its reader reads it. */
export const shownValue = ({ locale, ...reader }: Reader, tab: TabKey, column: string, value: WriteValue): string => {
  if (value === null || value === '') return '';
  switch (typeOf(tab, column)) {
    case 'date':
      return isoText({ locale, ...reader }, String(value));
    case 'percent':
      return typeof value === 'number' ? `${Math.round(value * 100)}%` : String(value);
    case 'option':
      return labelOf(tab, column, String(value), locale);
    case 'flag':
      return (value ? YES : NO).label[locale];
    default:
      return String(value);
  }
};

/** Columns of Baton's own in rows that answers write. */
const OURS: ReadonlySet<string> = new Set(['id', 'fingerprint', 'source']);

/** What the writes change, cell by cell, by the names that the workbook has. A cell that keeps its value is left out. */
export const changesOf = ({ facts, reader, say }: Asked, writes: readonly Write[]): readonly ChangedCell[] => {
  const { hasColumn } = facts.snapshot;
  const text = (tab: TabKey, column: string, value: WriteValue) =>
    shorten(oneLine(shownValue(reader, tab, column, value)), QUOTED);
  return writes.flatMap(({ tab, item, values, expected }) =>
    Object.entries(values).flatMap(([column, value]): ChangedCell[] => {
      const [from, to] = [text(tab, column, expected[column] ?? null), text(tab, column, value)];
      if (from === to || OURS.has(column) || !hasColumn(tab, column)) return [];
      return [{ tab, where: whereOf(facts.snapshot, tab, item, column), from, to: emptied(to, say) }];
    }),
  );
};

const emptied = (text: string, { empty }: AnswerMessages): string => text || empty;

/** Sheet and column by the names they have in the workbook. */
const whereOf = (
  { workbook, policy }: Asked['facts']['snapshot'],
  tab: TabKey,
  item: string,
  column: string,
): string => {
  const declared = tabOf(tab);
  const header = workbook.own?.get(`${tab}.${column}`) ?? columnOf(tab, column).header[policy.locale];
  return [titleOfRow(workbook, tab, item) ?? declared.title[policy.locale], header].map(oneLine).join(' · ');
};
