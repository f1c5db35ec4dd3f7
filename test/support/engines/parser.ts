/**
 * `node --expose-internals parser.ts < jobs.json`: parses each text at its edition of ECMAScript and prints what is newer,
 * one `Finding` a job. The parser is acorn, which knows the edition of everything, in regular expressions too, and comes
 * with Node for its own use; nothing else that is installed tells editions apart.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Job {
  readonly name: string;
  /** Year of the edition. */
  readonly edition: number;
  /** `pattern`: one regular expression as it is written, `/a+/u`. */
  readonly kind: 'script' | 'module' | 'pattern';
  readonly code: string;
}

export interface Finding {
  readonly name: string;
  /** In the parser's words; '' where all is within the edition. */
  readonly newer: string;
  /** Regular expressions of a script or module: literals, and `RegExp(…)` of texts, where 1 stands for what is put in. */
  readonly patterns: readonly string[];
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

type Parse = (code: string, options: { ecmaVersion: number | 'latest'; sourceType: string }) => Node;
const { parse } = createRequire(import.meta.url)('internal/deps/acorn/acorn/dist/acorn') as { parse: Parse };

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

const textOf = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('1');
};

const ENDS_LITERAL: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '/': '\\/' };
const asLiteral = (pattern: string): string =>
  pattern.replace(/\\[\s\S]|[\n\r/]/g, (found) => ENDS_LITERAL[found] ?? found);

const patternsIn = (root: Node): string[] => {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (!isNode(value)) return;
    const { regex, callee } = value as { regex?: { pattern: string; flags: string }; callee?: Node };
    if (regex) found.push(`/${regex.pattern}/${regex.flags}`);
    if (callee?.type === 'Identifier' && callee.name === 'RegExp') {
      const [pattern, flags] = (value.arguments as unknown[]).map(textOf);
      if (pattern !== undefined) found.push(`/${asLiteral(pattern)}/${flags ?? ''}`);
    }
    for (const one of Object.values(value)) visit(one);
  };
  visit(root);
  return found;
};

const examine = ({ name, edition, kind, code }: Job): Finding => {
  const sourceType = kind === 'module' ? 'module' : 'script';
  let newer = '';
  let parsed: Node | null = null;
  try {
    parsed = parse(code, { ecmaVersion: edition, sourceType });
  } catch (error) {
    newer = (error as Error).message;
  }
  return {
    name,
    newer,
    patterns: kind === 'pattern' ? [] : patternsIn(parsed ?? parse(code, { ecmaVersion: 'latest', sourceType })),
  };
};

const jobs = JSON.parse(readFileSync(0, 'utf8')) as Job[];
console.log(JSON.stringify(jobs.map(examine)));
