/**
 * The ECMAScript edition each part of the program may use, said once: the builds take their targets from here, and
 * test/engines.test.ts holds every regular expression to it, which no build rewrites.
 */
export const ECMASCRIPT = {
  /**
   * What Apps Script evaluates, and all that shares its code. Google promises V8 and “modern ECMAScript” without a version
   * (https://developers.google.com/apps-script/guides/v8-runtime), so we count on what every V8 since that offer's first
   * year has.
   */
  appsScript: 2020,
  /** Pages in a company's browsers: Chrome and Edge 94, Firefox 93, Safari 16.4. */
  pages: 2022,
  /** The functions on anybody's machine: Node 20 and newer. */
  node: 2024,
  /** The functions' bundle, with the packages in it: Node 24, which its package.json asks for. */
  cloud: 2025,
} as const;

export type Engine = keyof typeof ECMASCRIPT;
