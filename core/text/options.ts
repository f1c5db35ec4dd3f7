/** The options that an escalation names, read as choices. */

/** How people mark one option within a line: 方案一, A：, 1. */
const MARK = /(?<=^|[\s，。,])(?=(?:方案[一二三四五六七八九]|[1-9A-F][.、:：)）](?!\d)))/;
/** The word before the last of several. */
const OR = /^(?:或者|或是|或(?!许)|or\s)/i;
/** More than this is a text, not a choice. */
const MOST = 6;

const trimmed = (parts: readonly string[]): readonly string[] =>
  parts
    .map((part) =>
      part
        .trim()
        .replace(/[，,。]$/, '')
        .replace(OR, '')
        .trim(),
    )
    .filter(Boolean);

/** Each option by itself, in the words of the cell: a line, what a semicolon parts, or what is numbered; [] where it names no two. */
export const optionsIn = (text: string): readonly string[] => {
  const lines = trimmed(text.split(/[\n；;]/));
  const options = lines.length === 1 ? trimmed(text.split(MARK)) : lines;
  return options.length >= 2 && options.length <= MOST ? options : [];
};
