/**
 * Makes test/fixtures/gspread/recordings.json.gz again from a checkout or a bare clone of github.com/burnash/gspread:
 *
 *     node scripts/gspread-recordings.ts DIR
 *
 * Kept is what a replay needs of tests/cassettes: of each request to Sheets its method, path, query and body, and of its
 * answer status and body; of those to Drive that spreadsheets were made and deleted. Headers, and with them tokens, are left
 * out; ids of spreadsheets are counted again, and every mail address becomes one at example.com.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Exchange, Recordings } from '../test/support/google/recorded/recordings.ts';

interface Interaction {
  readonly request: { readonly method: string; readonly uri: string; readonly body: string | null };
  readonly response: { readonly status: { readonly code: number }; readonly body: { readonly string: string } };
}

const CASSETTES = 'tests/cassettes/';
const SHEETS = 'https://sheets.googleapis.com';
const FILES = 'https://www.googleapis.com/drive/v3/files';
const OUT = new URL('../test/fixtures/gspread/', import.meta.url);

const [dir] = process.argv.slice(2);
if (dir === undefined) {
  console.error('Say where gspread lies: node scripts/gspread-recordings.ts DIR');
  process.exit(2);
}
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', dir, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

const parsed = (text: string | null): unknown => {
  if (text === null || text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const withoutAddresses = (text: string): string => {
  const known = new Map<string, string>();
  return text.replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (address) => {
    const name = known.get(address) ?? `recorded${known.size + 1}@example.com`;
    known.set(address, name);
    return name;
  });
};

/** Ids of spreadsheets as they were made, `book-1` and on; others are left as they are. */
const idsOf = (interactions: readonly Interaction[]): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  for (const { request, response } of interactions) {
    const id = request.uri.startsWith(FILES) ? (parsed(response.body.string) as { id?: string } | null)?.id : undefined;
    const opened = /\/spreadsheets\/([\w-]{30,})/.exec(request.uri)?.[1];
    for (const found of [id, opened]) if (found && !ids.has(found)) ids.set(found, `book-${ids.size + 1}`);
  }
  return ids;
};

const isMade = ({ request: { method, uri } }: Interaction): boolean =>
  method === 'POST' && uri.replace(/\?.*/, '') === FILES;

/**
 * What a replay needs of one interaction. `made`: the spreadsheets that this recording makes. Nothing is kept of others,
 * which are their owners', but that they may not be seen or are not there.
 */
const exchangeOf = ({ request, response }: Interaction, made: ReadonlySet<string>): Exchange | null => {
  const { method, uri } = request;
  const answer = parsed(response.body.string);
  if (uri.startsWith(SHEETS)) {
    const { code } = response.status;
    if (code === 200 && !made.has(/\/spreadsheets\/([\w-]+)/.exec(uri)?.[1] ?? '')) return null;
    return [method, uri.slice(SHEETS.length), parsed(request.body), code, answer];
  }
  const imported = /\/upload\/drive\/v2\/files\/([\w-]+)/.exec(uri)?.[1];
  if (imported !== undefined) return ['imported', imported];
  const path = uri.replace(/\?.*/, '');
  if (isMade({ request, response })) {
    const { id, name } = answer as { id: string; name: string };
    return ['made', id, name];
  }
  const gone = method === 'DELETE' && path.startsWith(`${FILES}/`) ? path.slice(FILES.length + 1) : '';
  return made.has(gone) ? ['deleted', gone] : null;
};

const recordings: Recordings = git('ls-tree', '--name-only', 'HEAD', CASSETTES)
  .split('\n')
  .filter((name) => name.endsWith('.json'))
  .map((path) => {
    const given = (JSON.parse(git('show', `HEAD:${path}`)) as { interactions: Interaction[] }).interactions;
    let text = withoutAddresses(JSON.stringify(given));
    for (const [id, name] of idsOf(given)) text = text.replaceAll(id, name);
    const interactions = JSON.parse(text) as Interaction[];
    const made = new Set(
      interactions.filter(isMade).map(({ response }) => (JSON.parse(response.body.string) as { id: string }).id),
    );
    const exchanges = interactions.map((one) => exchangeOf(one, made)).filter((exchange) => exchange !== null);
    return { name: path.slice(CASSETTES.length, -'.json'.length), exchanges };
  });

mkdirSync(OUT, { recursive: true });
const bytes = gzipSync(JSON.stringify(recordings), { level: 9 });
// The byte for the operating system: the same file wherever it is made.
bytes[9] = 255;
writeFileSync(new URL('recordings.json.gz', OUT), bytes);
writeFileSync(new URL('LICENSE', OUT), git('show', 'HEAD:LICENSE.txt'));
const count = recordings.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
console.log(
  `${git('rev-parse', 'HEAD').trim()}: ${recordings.length} recordings, ${count} exchanges, ${bytes.length} bytes`,
);
