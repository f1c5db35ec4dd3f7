/**
 * Phrases are parts of regular expressions, with `|` or a new line between them, so that each stands beside the ordinary
 * words it is guarded against. All that is repeated or looked at around them is bounded: a text costs time in proportion
 * to its length.
 */
export const phrases = (lines: TemplateStringsArray, ...parts: readonly string[]): string =>
  String.raw(lines, ...parts)
    .trim()
    .split(/\s*\n\s*/)
    .join('|');
