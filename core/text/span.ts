/** A line of text in pieces with a weight each, before it is HTML or plain text. */

/** A piece of a line and its weight: plain, strong, struck out (what stood there before) or quiet (small and grey). */
export type Span = string | { readonly strong: string } | { readonly struck: string } | { readonly quiet: string };

/** One line of a mail. Pieces carry no mark-up: each way of showing a mail gives them its own. */
export type Line = readonly Span[];

export const strong = (text: string): Span => ({ strong: text });
export const struck = (text: string): Span => ({ struck: text });
export const quiet = (text: string): Span => ({ quiet: text });

export const plain = (span: Span): string => {
  if (typeof span === 'string') return span;
  if ('strong' in span) return span.strong;
  return 'struck' in span ? span.struck : span.quiet;
};
