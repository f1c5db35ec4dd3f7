/** Commands of IMAP as their words: atoms, strings, lists (RFC 3501, 4 and 9). */

/** An atom as it is written, a string without its quotes, or a list. */
export type Word = { readonly atom: string } | { readonly text: string } | readonly Word[];

/** What of a command has come, with the bytes of its literals in their places; null where more has to come. */
export interface Gathered {
  readonly words: readonly Word[];
}

/** How many bytes a line announces at its end; null where it announces none. */
export const literalAt = (line: string): number | null => {
  const [, size] = /\{(\d+)\+?\}$/.exec(line) ?? [];
  return size === undefined ? null : Number(size);
};

/** A command's words. `pieces`: its lines without the announcements, and between them the literals. Throws for what is none. */
export const wordsOf = (pieces: readonly string[]): readonly Word[] => {
  const stack: Word[][] = [[]];
  const top = () => stack.at(-1)!;
  for (const [i, piece] of pieces.entries()) {
    if (i % 2 === 1) {
      top().push({ text: piece });
      continue;
    }
    for (let rest = piece; rest !== ''; ) {
      const [space] = /^ +/.exec(rest) ?? [''];
      rest = rest.slice(space.length);
      if (rest === '') break;
      if (rest.startsWith('(')) {
        stack.push([]);
        rest = rest.slice(1);
      } else if (rest.startsWith(')')) {
        const list = stack.pop()!;
        if (stack.length === 0) throw new Error('a list ends that did not begin');
        top().push(list);
        rest = rest.slice(1);
      } else if (rest.startsWith('"')) {
        const quoted = /^"((?:[^"\\]|\\["\\])*)"/.exec(rest);
        if (!quoted) throw new Error('a string does not end');
        top().push({ text: quoted[1]!.replace(/\\(["\\])/g, '$1') });
        rest = rest.slice(quoted[0].length);
      } else {
        // A section has blanks and brackets of its own (RFC 3501, 6.4.5).
        const atom = /^(?:[^\s()"[\]{]+\[[^\]]*\](?:<\d+(?:\.\d+)?>)?|[^\s()"{]+)/.exec(rest);
        if (!atom) throw new Error(`no word begins with ${rest[0]}`);
        top().push({ atom: atom[0] });
        rest = rest.slice(atom[0].length);
      }
    }
  }
  if (stack.length > 1) throw new Error('a list does not end');
  return stack[0]!;
};

export const isList = (word: Word | undefined): word is readonly Word[] => Array.isArray(word);

/** An atom's or a string's characters. */
export const textIn = (word: Word | undefined): string => {
  if (word === undefined || isList(word)) throw new Error('a word is missing');
  const one = word as { readonly atom?: string; readonly text?: string };
  return one.atom ?? one.text ?? '';
};
