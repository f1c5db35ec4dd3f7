import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One request to Sheets with its answer: bodies as JSON, or as text where they are none; null for none. */
type Asked = readonly [method: string, path: string, body: unknown, status: number, answer: unknown];
/** A spreadsheet that was made, filled from a file or deleted by way of Drive. */
export type Happened =
  | readonly [what: 'made', id: string, title: string]
  | readonly [what: 'imported' | 'deleted', id: string];
export type Exchange = Asked | Happened;

/** What the tests of gspread sent to Google, and what came back, one recording a test; see test/fixtures/gspread. */
export type Recordings = readonly { readonly name: string; readonly exchanges: readonly Exchange[] }[];

export const isAsked = (exchange: Exchange): exchange is Asked => exchange.length === 5;

export const readRecordings = (): Recordings =>
  JSON.parse(
    gunzipSync(readFileSync(new URL('../../../fixtures/gspread/recordings.json.gz', import.meta.url))).toString('utf8'),
  ) as Recordings;
