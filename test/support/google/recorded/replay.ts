import { type Google, openGoogle } from '../google.ts';
import { type Happened, isAsked, type Recordings } from './recordings.ts';

interface Difference {
  readonly recording: string;
  /** The request's number there, its method and path. */
  readonly at: string;
  /** The method's name and a JSON path without list positions, `status` for the status: `get sheets[].properties.title`. */
  readonly what: string;
  /** What Google answered, and what the fake does; undefined where there is nothing. */
  readonly google: unknown;
  readonly fake: unknown;
}

/** A difference within two answers. */
type Found = Pick<Difference, 'google' | 'fake'> & { readonly path: string };

interface Replayed {
  /** Requests that were replayed, those that agree, and those left out, by the reason. */
  readonly asked: number;
  readonly equal: number;
  readonly leftOut: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

/** Who recorded. */
const SOMEBODY = 'recorded1@example.com';

/** Ids that Google gives and the fake gives others for. */
const GIVEN = new Set(['sheetId', 'namedRangeId', 'protectedRangeId', 'sourceSheetId', 'sheetIds']);

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keysOf = (value: Json): readonly (readonly [string | null, Json])[] =>
  Array.isArray(value) ? value.map((item) => [null, item] as const) : isObject(value) ? Object.entries(value) : [];

/** Pairs ids at the same place of two answers. */
const pair = (google: Json | undefined, fake: Json | undefined, known: Map<Json, Json>): void => {
  if (Array.isArray(google) && Array.isArray(fake))
    for (const [i, item] of google.entries()) pair(item, fake[i], known);
  if (!isObject(google) || !isObject(fake)) return;
  for (const [key, value] of Object.entries(google)) {
    const own = fake[key];
    if (GIVEN.has(key) && own !== undefined && typeof value !== 'object') known.set(value, own);
    else pair(value, own, known);
  }
};

const translated = (value: Json, ids: ReadonlyMap<Json, Json>, key: string | null = null): Json => {
  if (key !== null && GIVEN.has(key) && typeof value !== 'object') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => translated(item, ids, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(keysOf(value).map(([name, item]) => [name!, translated(item, ids, name)]));
};

/** What lies between two answers, at the highest place where one has what the other lacks. */
const compare = (google: Json | undefined, fake: Json | undefined, path: string, found: Found[]): void => {
  if (Array.isArray(google) && Array.isArray(fake)) {
    for (let i = 0; i < Math.max(google.length, fake.length); i++) compare(google[i], fake[i], `${path}[]`, found);
  } else if (isObject(google) && isObject(fake)) {
    for (const key of new Set([...Object.keys(google), ...Object.keys(fake)]))
      compare(google[key], fake[key], path === '' ? key : `${path}.${key}`, found);
  } else if (google !== fake) found.push({ path, google, fake });
};

/** Replays recordings, each against spreadsheets of its own. `leaveOut` gives a reason not to send a request. */
export const replay = async (recordings: Recordings, leaveOut: (body: unknown) => string | null): Promise<Replayed> => {
  const leftOut = new Map<string, number>();
  const differences: Difference[] = [];
  let [asked, equal] = [0, 0];
  for (const { name, exchanges } of recordings) {
    const google = await openGoogle({ quotas: { sheets: [] } });
    try {
      const ids = new Map<Json, Json>();
      const spoilt = new Set<string>();
      for (const [at, exchange] of exchanges.entries()) {
        if (!isAsked(exchange)) {
          happen(google, exchange, spoilt);
          continue;
        }
        const [method, path, body, status, answer] = exchange;
        // Of somebody else's spreadsheet all that is known is that it is there.
        const book = /\/spreadsheets\/([\w-]+)/.exec(path)![1]!;
        if (status === 403) google.sheets.create({ id: book });
        const skip = (reason: string) => leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
        const reason = leaveOut(body);
        if (reason !== null) {
          skip(reason);
          spoilt.add(book);
          continue;
        }
        if (spoilt.has(book)) {
          skip('after a change that is left out');
          continue;
        }
        const response = await fetch(new URL(path, google.sheets.url), {
          method,
          headers: {
            authorization: `Bearer ${google.token(SOMEBODY)}`,
            'content-type': 'application/json',
          },
          ...(body !== null && { body: JSON.stringify(translated(body as Json, ids)) }),
        });
        const own = (await response.json()) as Json;
        asked++;
        pair(answer as Json, own, ids);
        const back = new Map([...ids].map(([theirs, ours]) => [ours, theirs]));
        const found: Found[] = [];
        if (status !== response.status) found.push({ path: 'status', google: status, fake: response.status });
        compare(answer as Json, translated(own, back), '', found);
        if (found.length === 0) equal++;
        for (const { path: place, ...values } of found)
          differences.push({
            recording: name,
            at: `${at} ${method} ${path}`,
            what: `${nameOf(method, path)} ${place}`,
            ...values,
          });
      }
    } finally {
      google.calm();
      google.takeViolations();
      await google.close();
    }
  }
  return { asked, equal, leftOut, differences };
};

const happen = (google: Google, happened: Happened, spoilt: Set<string>): void => {
  const [what, id] = happened;
  if (what === 'made') google.sheets.create({ id, title: happened[2], people: { [SOMEBODY]: 'owner' } });
  else if (what === 'imported') spoilt.add(id);
  else google.sheets.workbook(id).removed = true;
};

/** `values.get` of a path. */
const nameOf = (method: string, path: string): string => {
  const [, rest = ''] = /\/spreadsheets\/[\w-]+([^?]*)/.exec(path) ?? [];
  const verb = /:(\w+)$/.exec(rest)?.[1] ?? { GET: 'get', PUT: 'update', POST: 'create' }[method]!;
  return rest.startsWith('/values') ? `values.${verb}` : verb;
};
