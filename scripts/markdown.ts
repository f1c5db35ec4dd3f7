/** Tables and made parts of the documents. */

/** A table as the documents have it; its cells are Markdown themselves. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A document with other text between `<!-- name, how it is made -->` and `<!-- /name -->`. Throws where it has no such place. */
export const withPart = (page: string, name: string, part: string): string => {
  const place = new RegExp(`(<!-- ${name}(?:, [^\\n]*)? -->\\n)[^]*?(\\n<!-- /${name} -->)`);
  if (!place.test(page)) throw new Error(`no place for “${name}” in the document`);
  return page.replace(place, (_, begin: string, end: string) => `${begin}\n${part}\n${end}`);
};

/** The same with other rows for the table there; the page keeps the head that it has for it. */
export const withRows = (page: string, name: string, rows: readonly (readonly string[])[]): string => {
  const head = new RegExp(`<!-- ${name} -->\\n\\n(\\|.*\\n\\|.*)\\n`).exec(page)?.[1];
  if (!head) throw new Error(`no table “${name}” in the document`);
  return withPart(page, name, [head, ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n'));
};
