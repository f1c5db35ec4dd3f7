import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NAMED_SERVERS } from '../functions/adapters/smtp/servers.ts';
import { type Locale, NO, TAB_KEYS, tabOf, YES } from '../sheet-templates/index.ts';

/** The guides say nothing that the product does not have, and leave out nothing that a reader will meet. */
const ROOT = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const sources = (...globs: string[]) =>
  globs.flatMap((glob) => globSync(glob, { cwd: ROOT })).map((path) => read(path.replaceAll('\\', '/')));
const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

const GUIDES = globSync(['README.md', 'docs/**/*.md'], { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));

describe('commands in the documentation', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it.each(GUIDES)('%s names scripts that are there', (page) => {
    const named = [...read(page).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map((m) => m[1]!);
    expect(sorted(named).filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('names commands and options of baton that are there', () => {
    const commands = new Map<string, string>();
    for (const text of sources('functions/cli/commands/*.ts')) {
      for (const [, name] of text.matchAll(/command\(terminal, '([a-z-]+)'\)/g)) commands.set(name!, text);
    }
    expect(commands.size).toBeGreaterThan(15);
    const wrong = GUIDES.flatMap((page) =>
      [...read(page).matchAll(/npm run -s baton -- ([a-z]+(?:-[a-z]+)*)([^`\n]*)/g)].flatMap(([, name, rest]) => {
        const source = commands.get(name!);
        if (source === undefined) return [`${page}: ${name}`];
        const [call] = rest!.split(/\s{2,}/);
        const options = [...call!.matchAll(/(?<=\s)--[a-z]+(?:-[a-z]+)*/g)].map(String);
        return options
          .filter((one) => one !== '--help' && !source.includes(`'${one}`))
          .map((one) => `${page}: ${name} ${one}`);
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(['docs/administrator.md', 'docs/administrator.zh-CN.md'])('%s', (page) => {
  /** Codes in the first column of the tables of a section. */
  const codesOf = (section: RegExp) => {
    const [, text = ''] = section.exec(read(page)) ?? [];
    return sorted(
      [...text.matchAll(/^\| (`.*?`) \|/gm)].flatMap((m) => [...m[1]!.matchAll(/`([a-z-]+)`/g)].map((c) => c[1]!)),
    );
  };

  it('names every mail server that is known by name, and no more', () => {
    const [, table = ''] = /\n\| `BATON_MAIL` \|[^\n]*\n\| ---[^\n]*\n([\s\S]*?)\n\n/.exec(read(page)) ?? [];
    const named = [...table.matchAll(/`([\w-]+:name@[\w.]+)`/g)].map((m) => m[1]!);
    expect(sorted(named)).toEqual(sorted(NAMED_SERVERS.map(({ name, account }) => `${name}:${account}`)));
  });

  it('says what to do about everything that doctor finds, and no more', () => {
    const found = sources('functions/{doctor,setup,week}/*.ts', 'functions/adapters/*/*.ts').flatMap((text) => [
      ...[...text.matchAll(/(?:\b(?:look|mend)|mend : look\))\(\s*'([a-z-]+)'/g)].map((m) => m[1]!),
      ...[...text.matchAll(/code: '([a-z-]+)',\s*state: '(?:look|mend)'/g)].map((m) => m[1]!),
      ...[...text.matchAll(/code: '(mail-quota)'/g)].map((m) => m[1]!),
    ]);
    // What the environment lacks is named variable by variable; the others say which part of a look failed.
    const notFindings = new Set(['environment', 'read', 'write', 'changes', 'mail']);
    expect(codesOf(/\n### [^\n]*doctor[^\n]*\n([\s\S]*?)\n## /)).toEqual(
      sorted(found.filter((code) => !notFindings.has(code))),
    );
  });

  it('says what to do about everything that can stop a sweep, and no more', () => {
    const of =
      'errors,many/registry,base/recipients,many/book,connect/config,sweep/sweep,connect/connect,service/host,sweep/location,sweep/holder,http/sweep,base/mail-message,sweep/round,sweep/apply,sweep/resolve,sweep/notes,sweep/claim,sweep/under-claim';
    const thrown = sources(
      'functions/adapters/*/*.ts',
      'functions/{xlsx,google,microsoft}/*.ts',
      `functions/{${of}}.ts`,
    ).flatMap((text) => [
      ...[
        ...text.matchAll(
          /(?:'(?:data|call|backend|deferred|refused)',\s*|\b(?:call|data|backend|Unusable)\(\s*|\bcode: )'([a-z]+(?:-[a-z]+)*)'/g,
        ),
      ].map((m) => m[1]!),
      ...[...text.matchAll(/'(book-unreadable|(?:gmail|graph-mail|feishu|slack|wecom|dingtalk)-[a-z-]+)'/g)].map(
        (m) => m[1]!,
      ),
    ]);
    // What only making a workbook, a sheet or a call by hand can meet, and what is no error.
    const elsewhere = new Set([
      'file-exists',
      'folder-missing',
      'not-xlsx',
      'graph-bad-folder',
      'graph-bad-name',
      'gsheet-not-empty',
      'bad-sheet-title',
      'sheet-exists',
      'not-a-task',
      'custom',
      'yyyy-mm-dd',
      // A way to send mail.
      'gmail-smtp',
    ]);
    expect(codesOf(/\n## 5\.[^\n]*\n([\s\S]*?)\n## /)).toEqual(sorted(thrown.filter((code) => !elsewhere.has(code))));
  });
});

describe.each([
  ['docs/keeper.md', 'en'],
  ['docs/keeper.zh-CN.md', 'zh-CN'],
] as const)('%s', (page, locale: Locale) => {
  const text = read(page);
  const said = sources(`core/messages/${locale}/*.ts`, 'functions/week/notify.ts').join('\n');

  it('quotes what mails say', () => {
    const [, table = ''] = /\n\| (?:the mail says|信上写着)[^\n]*\n\| ---[^\n]*\n([\s\S]*?)\n\n/.exec(text) ?? [];
    const quotes = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap((m) => m[1]!.split(/…+/));
    const bold = [...text.matchAll(/(?:for|先看) \*\*(.*?)\*\*/g)].map((m) => m[1]!);
    const mailed = [...text.matchAll(/\| “(Baton cannot[^”]*|接力检查不了[^”]*)”/g)].map((m) => m[1]!);
    const parts = [...quotes, ...bold, ...mailed].map((part) => part.trim()).filter(Boolean);
    expect(parts.length).toBeGreaterThan(6);
    expect(parts.filter((part) => !said.includes(part))).toEqual([]);
  });

  it('names sheets, columns and options that are there', () => {
    const [, table = ''] = /\n\| (?:what happened|出了什么事)[^\n]*\n\| ---[^\n]*\n([\s\S]*?)\n\n/.exec(text) ?? [];
    const tabs = TAB_KEYS.map(tabOf);
    const known = new Set<string>([YES, NO].map((flag) => flag.label[locale]));
    for (const tab of tabs) {
      known.add(tab.title[locale]);
      for (const column of Object.values(tab.columns)) {
        known.add(column.header[locale]);
        for (const option of column.options ?? []) known.add(option.label[locale]);
      }
    }
    const cells = [...table.matchAll(/^\| .*? \| (.*) \|$/gm)].map((m) => m[1]!);
    const named = cells.flatMap((cell) =>
      [...cell.matchAll(locale === 'en' ? /_([^_]+)_/g : /“([^”]+)”/g)].map((m) => m[1]!),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(sorted(named).filter((word) => !known.has(word))).toEqual([]);
  });
});
