/** What the named groups of a regular expression took. */

/** The groups of these names; '' for one that took no part, or that this expression does not have. */
export const groupsOf = <Name extends string>(
  { groups = {} }: RegExpExecArray,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> => {
  const said: Partial<Record<Name, string>> = {};
  for (const name of names) said[name] = groups[name] ?? '';
  return said as Record<Name, string>;
};

/** How the first of some expressions matches that does. */
export const firstMatch = (shapes: Iterable<RegExp>, text: string): RegExpExecArray | null => {
  for (const shape of shapes) {
    const match = shape.exec(text);
    if (match) return match;
  }
  return null;
};
