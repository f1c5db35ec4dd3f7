/** Boxes of notes that fit their text. */
import { must } from '../../core/text/must.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';

/** What a note's box has to fit: its text, and the sheet it floats over (pixels at 96 dpi). */
export interface NoteSheet {
  readonly texts: ReadonlyMap<string, string>;
  /** Widths of the columns and heights of the rows, from A and 1 on; what follows has the default size. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

const WIDTH = 260;
const PADDING = 12;
const LINE = 18;
const DEFAULT_COLUMN = 64;
const DEFAULT_ROW = 20;

/** Width of a text at the notes' 9 points, generously: Chinese 13 px, everything else 7 px a character. */
const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 13 : 7), 0);

/**
 * Gives every note of a sheet's VML drawing a box in which its whole text shows, right of its cell and level with it.
 * exceljs writes the same small yellow box for all.
 */
export const fitNotes = (vml: string, { texts, columns, rows }: NoteSheet): string =>
  vml.replace(/<v:shape .*?<\/v:shape>/gs, (shape) => {
    const row = Number(/<x:Row>(\d+)</.exec(shape)?.[1]);
    const column = Number(/<x:Column>(\d+)</.exec(shape)?.[1]);
    const text = must(texts.get(`${row},${column}`), `note of row ${row}, column ${column}`);
    const height = Math.ceil(widthOf(text) / (WIDTH - 2 * PADDING)) * LINE + PADDING;
    const left = sum(columns, column + 1, DEFAULT_COLUMN) + PADDING;
    const top = sum(rows, row, DEFAULT_ROW);
    const anchor = [
      ...cellAt(left, columns, DEFAULT_COLUMN),
      ...cellAt(top, rows, DEFAULT_ROW),
      ...cellAt(left + WIDTH, columns, DEFAULT_COLUMN),
      ...cellAt(top + height, rows, DEFAULT_ROW),
    ].join(', ');
    const points = (pixels: number) => `${pixels * 0.75}pt`;
    const style = `position:absolute;margin-left:${points(left)};margin-top:${points(top)};width:${points(WIDTH)};height:${points(height)};z-index:1;visibility:hidden`;
    return shape
      .replace(/style="position:absolute[^"]*"/, `style="${style}"`)
      .replace(/fillcolor="[^"]*"/, `fillcolor="${PALETTE.white}"`)
      .replace(/strokecolor="[^"]*"/, `strokecolor="${PALETTE.quiet}"`)
      .replace(/<v:fill [^>]*\/>/, `<v:fill color2="${PALETTE.white}"/>`)
      .replace(/<x:Anchor>[^<]*</, `<x:Anchor>${anchor}<`);
  });

const sum = (sizes: readonly number[], count: number, rest: number): number =>
  Array.from({ length: count }, (_, i) => sizes[i] ?? rest).reduce((total, size) => total + size, 0);

/** The column (or row) at a distance from the sheet's edge, counted from 0, and the pixels into it. */
const cellAt = (distance: number, sizes: readonly number[], rest: number): [number, number] => {
  let index = 0;
  let left = distance;
  for (let size = sizes[0] ?? rest; left >= size; size = sizes[index] ?? rest) {
    left -= size;
    index++;
  }
  return [index, left];
};
