/** How lines of the report stand under one another. */

/** A title, and what stands below it. */
export const indented = (title: string, lines: readonly (string | false)[]): string[] => [
  title,
  ...lines.filter((line) => line !== false).map((line) => `  ${line}`),
];
