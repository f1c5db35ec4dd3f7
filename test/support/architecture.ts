import { posix } from 'node:path';
// TypeScript 7's own lexer: it alone knows a division from a regular expression. Marked unstable; only tests use it.
import { SyntaxKind } from 'typescript/unstable/ast';
import { createScanner } from 'typescript/unstable/ast/scanner';
import { LOCALES } from '../../sheet-templates/types.ts';

/** What a file imports and what its code says, without comments and with empty strings. */
interface Source {
  /** Static, dynamic and type imports and re-exports, as written; null for a dynamic import of a computed name. */
  readonly imports: readonly (string | null)[];
  /** All tokens, separated by single spaces. */
  readonly code: string;
  /** Regular expressions as written, `/a+/giu`. */
  readonly patterns: readonly string[];
  /** Texts that something is compared with. */
  readonly compared: readonly string[];
  /** Names of what the file declares and exports; not what it hands on from another. */
  readonly exported: readonly string[];
}

/** Tokens after which a slash divides; after any other it begins a regular expression. */
const ENDS_OPERAND = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.PrivateIdentifier,
  SyntaxKind.NumericLiteral,
  SyntaxKind.BigIntLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateTail,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CloseBraceToken,
  SyntaxKind.ThisKeyword,
]);
/** `x!` ends an operand as x does; `!` before one does not. */
const endsOperand = (tokens: readonly { readonly kind: SyntaxKind }[]): boolean => {
  const last = tokens.findLast(({ kind }) => kind !== SyntaxKind.ExclamationToken);
  return last !== undefined && ENDS_OPERAND.has(last.kind);
};
const TEXTS = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
  SyntaxKind.RegularExpressionLiteral,
]);

/** What stands beside a text that is compared. */
const COMPARES = new Set<SyntaxKind | undefined>([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.CaseKeyword,
]);
const COMPARES_BY_NAME: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'includes', 'indexOf']);

const EXPORTS =
  /\bexport (?:async |abstract |declare )*(?:const|let|function|class|interface|type|enum) (?:\* )?(\w+)/g;

export const readSource = (text: string): Source => {
  const scanner = createScanner(true);
  scanner.setText(text);
  const tokens: { readonly kind: SyntaxKind; readonly value: string }[] = [];
  /** For every open brace: whether it is a template's `${`. */
  const braces: boolean[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
    if ((kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken) && !endsOperand(tokens)) {
      kind = scanner.reScanSlashToken();
    } else if (kind === SyntaxKind.OpenBraceToken) {
      braces.push(false);
    } else if (kind === SyntaxKind.CloseBraceToken && braces.pop()) {
      kind = scanner.reScanTemplateToken(false);
      if (kind === SyntaxKind.TemplateMiddle) braces.push(true);
    } else if (kind === SyntaxKind.TemplateHead) {
      braces.push(true);
    }
    tokens.push({ kind, value: kind === SyntaxKind.StringLiteral ? scanner.getTokenValue() : scanner.getTokenText() });
  }

  const imports: (string | null)[] = [];
  tokens.forEach(({ kind }, i) => {
    const [next, afterNext] = [tokens[i + 1], tokens[i + 2]];
    if (kind === SyntaxKind.FromKeyword || kind === SyntaxKind.ImportKeyword) {
      if (next?.kind === SyntaxKind.StringLiteral) imports.push(next.value);
      else if (kind === SyntaxKind.ImportKeyword && next?.kind === SyntaxKind.OpenParenToken) {
        imports.push(afterNext?.kind === SyntaxKind.StringLiteral ? afterNext.value : null);
      }
    }
  });
  const compared = tokens.flatMap(({ kind, value }, i) => {
    if (kind !== SyntaxKind.StringLiteral) return [];
    const [name, before, after] = [tokens[i - 2]?.value, tokens[i - 1], tokens[i + 1]];
    const isCalled = before?.kind === SyntaxKind.OpenParenToken && COMPARES_BY_NAME.has(name ?? '');
    return isCalled || COMPARES.has(before?.kind) || COMPARES.has(after?.kind) ? [value] : [];
  });
  const patterns = tokens.flatMap(({ kind, value }) => (kind === SyntaxKind.RegularExpressionLiteral ? [value] : []));
  const code = tokens.map(({ kind, value }) => (TEXTS.has(kind) ? "''" : value)).join(' ');
  return { imports, patterns, compared, code, exported: [...code.matchAll(EXPORTS)].flatMap(([, name]) => name ?? []) };
};

/** `@scope/name` or `name` of a package import; node's own modules keep their prefix and are one package. */
const packageOf = (specifier: string): string =>
  specifier.startsWith('node:') ? 'node:' : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const ASKS_THE_WORLD = [
  /\bDate \. now\b/,
  /\bnew Date\b/,
  /(?<!\. |new )\bDate \(/,
  /\bMath \. random\b/,
  /(?<!\. )\bprocess (?:\?\. |\. |\[)/,
  /\bglobalThis\b/,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  /(?<!\. )\bfetch \(/,
  /\bDateTime \. (?:now|local|utc) \(/,
  // These ask for the machine's language or zone when nobody says which.
  /\blocaleCompare\b/,
  /\btoLocale\w+\b/,
  /\bIntl \./,
];

/** What languages are called, whole or by their first letters. */
const LANGUAGE_NAMES: ReadonlySet<string> = new Set(LOCALES.flatMap((locale) => [locale, locale.slice(0, 2)]));
/** The words of several languages beside one another: `w` of sheet-templates. */
const SIDE_BY_SIDE = /\bimport \{ (?:[^}]* )?w (?:,|\})/;

/** The same sentence in each language has the same name, and a mail's template names its parts as the mail does. */
const NAMED_TWICE = [
  /^core\/messages\/[a-z]{2}(?:-[A-Z]{2})?\//,
  /^core\/mail\/generated\//,
  // What the build puts in the place of files that need Node.
  /^apps-script\/server\/sweep\/(?:this-process|official-days)\.ts$/,
  // What the first script calls in the second has the same name there.
  /^apps-script\/server\/second\.ts$/,
];

const RUNS = ['sheet-templates/', 'core/', 'functions/', 'apps-script/'];
const under =
  (...roots: string[]) =>
  (path: string) =>
    roots.some((root) => path.startsWith(root));
/** What several adapters speak through. */
const SHARED = ['functions/google/', 'functions/microsoft/', 'functions/remote/', 'functions/xlsx/'];
/** Plain parts that adapters and what uses them have in common. */
const PLAIN = [
  'ports',
  'backend',
  'errors',
  'base/finding',
  'base/mail-bytes',
  'base/mail-message',
  'base/owner',
  'base/this-process',
  'base/whole-file',
  'base/turns',
].map((name) => `functions/${name}.ts`);
/** What the add-on for Google Sheets has in common with the functions: a sweep, its answers and its forecast, which are free of Node. */
const SWEPT = ['ports', 'errors', 'adopt/ahead', 'adopt/with-added'].map((name) => `functions/${name}.ts`);
const SWEPT_ROOMS = ['sweep', 'answer', 'page', 'base', 'reading'].map((room) => `functions/${room}/`);
/** An adapter's own ground: its folder, or the file itself where it is a single one. */
const adapterOf = (path: string) => /^functions\/adapters\/[^/]+\/?/.exec(path)?.[0];

/**
 * All that contradicts the layout, one sentence each, for files by path from the project's root. `dependencies` are
 * the packages a user's machine has.
 */
export const violations = (files: ReadonlyMap<string, string>, dependencies: readonly string[]): string[] => {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  const exporters = new Map<string, string[]>();

  for (const [path, text] of files) {
    const { imports, code, compared, exported } = readSource(text);
    for (const name of NAMED_TWICE.some((twin) => twin.test(path)) || path.startsWith('test/') ? [] : new Set(exported))
      exporters.set(name, [...(exporters.get(name) ?? []), path]);
    const targets: string[] = [];
    for (const specifier of imports) {
      if (specifier === null) {
        if (under(...RUNS)(path)) found.push(`${path} imports a computed name, which nobody can check`);
        continue;
      }
      if (specifier.startsWith('/')) {
        found.push(`${path} imports ${specifier} by an absolute path`);
      } else if (specifier.startsWith('.')) {
        const target = posix.join(posix.dirname(path), specifier);
        targets.push(target);
        if (!mayImportFile(path, target)) found.push(`${path} may not import ${target}`);
      } else {
        const name = packageOf(specifier);
        if (!mayImportPackage(path, name)) found.push(`${path} may not import ${specifier}`);
        if (under(...RUNS)(path) && name !== 'node:' && !dependencies.includes(name)) {
          found.push(`${path} imports ${name}, which is not among the dependencies`);
        }
      }
    }
    graph.set(path, targets);
    if (!under('core/messages/', 'test/')(path)) {
      for (const name of new Set(compared))
        if (LANGUAGE_NAMES.has(name))
          found.push(`${path} asks whether the language is ${name}: core/messages says what differs`);
      if (!path.startsWith('sheet-templates/') && SIDE_BY_SIDE.test(code))
        found.push(`${path} says words of several languages: they belong into core/messages`);
    }
    if (path.startsWith('core/')) {
      for (const pattern of ASKS_THE_WORLD) {
        const match = pattern.exec(code)?.[0];
        if (match) found.push(`${path} asks the world: ${match.replaceAll(' ', '')}`);
      }
    }
  }
  const twice = [...exporters].filter(([, paths]) => paths.length > 1);
  return [
    ...found,
    ...twice.map(([name, paths]) => `${name} is exported by ${paths.join(' and ')}: a name says which one it is`),
    ...cycles(graph),
    ...knots(graph),
  ];
};

const mayImportFile = (path: string, target: string): boolean => {
  if (target.startsWith('..')) return false;
  const adapter = adapterOf(path);
  if (adapter) {
    return under('core/', 'sheet-templates/', ...SHARED, adapter)(target) || PLAIN.includes(target);
  }
  if (path.startsWith('sheet-templates/')) return under('sheet-templates/')(target);
  if (path.startsWith('core/')) return under('core/', 'sheet-templates/')(target);
  if (path.startsWith('functions/')) return under('functions/', 'core/', 'sheet-templates/')(target);
  if (path.startsWith('apps-script/server/sweep/') && (SWEPT.includes(target) || under(...SWEPT_ROOMS)(target)))
    return true;
  if (path.startsWith('apps-script/')) return under('apps-script/', 'core/', 'sheet-templates/')(target);
  return true;
};

const mayImportPackage = (path: string, name: string): boolean => {
  if (path.startsWith('sheet-templates/')) return false;
  if (path.startsWith('core/'))
    return name === '@noble/hashes' || (name === 'luxon' && path === 'core/time/calendar.ts');
  return !path.startsWith('apps-script/');
};

/** Each ring of files that import each other, once. */
const cycles = (graph: ReadonlyMap<string, readonly string[]>): string[] => {
  const rings: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (path: string) => {
    const at = way.indexOf(path);
    if (at >= 0) rings.push(`files import each other: ${[...way.slice(at), path].join(' → ')}`);
    if (at >= 0 || done.has(path)) return;
    way.push(path);
    for (const target of graph.get(path) ?? []) visit(target);
    way.pop();
    done.add(path);
  };
  for (const path of graph.keys()) visit(path);
  return rings;
};

/** A folder of core or functions with all that lies in it; each adapter by itself; a file that lies in no folder is a room of its own. */
const roomOf = (path: string): string => {
  const parts = path.split('/');
  const depth = parts[1] === 'adapters' ? 3 : 2;
  return parts.length > depth ? parts.slice(0, depth).join('/') : path;
};

/**
 * Rooms of `core` and `functions` that need each other, be it round several corners: each such knot once, with one import for every
 * two rooms in it that lie next to each other.
 */
const knots = (graph: ReadonlyMap<string, readonly string[]>): string[] => {
  const next = new Map<string, Map<string, string>>();
  for (const [path, targets] of graph) {
    if (!under('core/', 'functions/')(path)) continue;
    for (const target of targets) {
      const [from, to] = [roomOf(path), roomOf(target)];
      if (from === to || !graph.has(target) || !under('core/', 'functions/')(target)) continue;
      if (!next.has(from)) next.set(from, new Map());
      if (!next.get(from)!.has(to)) next.get(from)!.set(to, `${path} needs ${target}`);
    }
  }
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>();
    const queue = [from];
    for (let room = queue.pop(); room !== undefined; room = queue.pop()) {
      for (const to of next.get(room)?.keys() ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        queue.push(to);
      }
    }
    return seen;
  };
  const reached = new Map([...next.keys()].map((room) => [room, reach(room)]));
  const told = new Set<string>();
  const found: string[] = [];
  for (const [room, rooms] of reached) {
    if (!rooms.has(room) || told.has(room)) continue;
    const knot = [...rooms].filter((other) => reached.get(other)?.has(room)).sort();
    for (const other of knot) told.add(other);
    const ways = knot.flatMap((from) =>
      [...(next.get(from) ?? [])].flatMap(([to, why]) => (knot.includes(to) ? [why] : [])),
    );
    found.push(`rooms need each other: ${knot.join(', ')} (${ways.join('; ')})`);
  }
  return found;
};
