/** Rows of a stranger's sheet with nothing but a name: a heading, or a task that nobody has yet. */
import { textOf } from '../read/headers.ts';
import { oneLine } from '../text/width.ts';
import type { RawRow } from '../workbook.ts';
import { isNothing } from './columns.ts';
import { countRows } from './count.ts';
import type { ProposedBareRows, ReadingChoices } from './proposal.ts';
import { asGuessed, columnAt, type RecognisedSheet } from './recognise.ts';

/** Phase 2, 第一阶段, 一、准备, Week 12:, PREPARATION: nobody doubts that. */
const HEADING =
  /^(?:phase|part|stage|section|step|sprint|week|month|quarter|milestone|group|team|module|chapter|area|epic)\b|^第.{1,4}[章节部周月季期阶批步]|^[一二三四五六七八九十]{1,3}[、.．)）]|阶段|[:：]$|^[ivx]{1,4}\./iu;
const CAPITALS = /^[\p{Lu}\d\s&/-]{4,40}$/u;
const isHeading = (text: string): boolean => HEADING.test(text) || (CAPITALS.test(text) && /\p{Lu}{4}/u.test(text));
/** Signatures, remarks, legends beneath a table. */
const REMARK = /[:：=。]|^[*※(（]|^(?:备注|说明|注|合计|总计|小计|签字|审核|制表|note|total|sum)/i;
const LONGEST = 60;

/** Fewer are not worth a question. */
const FEWEST = 2;
const MOST_SAMPLES = 3;

/** Null where there are none that may be either. Two in a row are no headings: what would they head? */
export const bareRowsIn = (
  reading: RecognisedSheet,
  dateSystem: 1900 | 1904,
  { bareRows }: ReadingChoices,
): ProposedBareRows | null => {
  const own = asGuessed({ ...reading, bareRows: 'heading' });
  const name = columnAt(own.mapping, 'raci', 'name');
  if (name === undefined || own.mapping.mapped.length < 2) return null;
  const { tasks, headings } = countRows(own, dateSystem);
  const textIn = ({ cells }: RawRow) => oneLine(textOf(cells[name - 1]));
  const isBare = ({ cells }: RawRow) => cells.filter((cell) => !isNothing(cell)).length === 1;
  const last = tasks[tasks.length - 1]?.at ?? 0;
  const bare = headings.filter(isBare);
  const open = bare.filter((row) => {
    const text = textIn(row);
    return row.at < last && text.length <= LONGEST && !isHeading(text) && !REMARK.test(text);
  });
  if (open.length < FEWEST) return null;
  const rows = new Set(bare.map(({ at }) => at));
  const inRuns = open.filter(({ at }) => rows.has(at - 1) || rows.has(at + 1));
  return {
    rows: open.map(({ at }) => at),
    samples: open.slice(0, MOST_SAMPLES).map(textIn),
    are: bareRows ?? null,
    guess: inRuns.length * 2 > open.length ? 'task' : 'heading',
  };
};
