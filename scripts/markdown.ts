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
