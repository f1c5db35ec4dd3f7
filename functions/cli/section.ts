/** A titled table in a command's output. */
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** A titled table, indented, with a blank line before it; nothing where there are no rows. Without a header only rows stand below the title. */
export const terminalSection = (
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
  title: string,
  rows: readonly (readonly string[])[],
  header: readonly string[] | null = null,
): string[] => {
  if (rows.length === 0) return [];
  const [head = '', ...body] = table(header ?? rows[0]?.map(() => '') ?? [], rows, width - 2);
  const named = header ? [`  ${paint('quiet', head)}`] : [];
  return ['', paint('quiet', title), ...named, ...body.map((line) => `  ${line}`)];
};
