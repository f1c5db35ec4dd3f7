import { beforeAll, describe, expect, test } from 'vitest';
import type { RawRow } from '../../../core/workbook.ts';
import { openGraphWorkbook } from '../../../functions/adapters/graph-excel/store.ts';
import { createGraphMail } from '../../../functions/adapters/graph-mail/mail.ts';
import { BatonError } from '../../../functions/errors.ts';
import { openPackage } from '../../../functions/xlsx/parts.ts';
import { readPackage } from '../../../functions/xlsx/read.ts';
import { UNSWEPT } from '../../contracts/sweeps-apart.ts';
import { headerOf, parseMime } from '../../support/google/gmail/mime.ts';
import type { Mailbox } from '../../support/graph/mail/mailbox.ts';
import { QUIET } from '../../support/graph/reports.ts';
import { openOffice, outcomeOf, run } from '../../support/office.ts';
import { type Book, closeBook, openBook } from './book.ts';

// What others report of the real service, one by one and two at a time: a sweep under it ends as without, or with an error in
// words; and after the next sweep, which nothing disturbs, every mail left once and every cell is as it should be.

interface Scene extends Book {
  readonly team: Mailbox;
}

const TEAM = 'baton@example.com';

const LEFT_OPEN = 'an upload was left open';
const ACCEPTED = 'sessions are accepted first (202)';
const TIMES_OUT = 'sessions do not begin in time (504)';
const CLOSES = 'Excel closes midway (403)';
const REPORTS: Readonly<Record<string, (scene: Scene) => void>> = {
  'a part of a batch without a body is refused': ({ graph }) => {
    graph.reports.bodylessParts = 'refused';
  },
  [LEFT_OPEN]: ({ graph, item }) => {
    graph.reports.uploadHolds = true;
    graph.storage.leaveOpen(item);
  },
  'downloads lag': ({ drive }) => {
    drive.lag = 20_000;
  },
  'SharePoint rewrites what is uploaded': ({ graph }) => {
    graph.reports.rewritesUploads = true;
  },
  [ACCEPTED]: ({ graph }) => {
    graph.reports.opening = graph.reports.opening === 'at-once' ? 'accepted' : 'slow';
  },
  [TIMES_OUT]: ({ graph }) => {
    graph.reports.opening = graph.reports.opening === 'at-once' ? 'too-slow' : 'slow';
  },
  'a draft loses its headers': ({ team }) => {
    team.dropsHeaders = true;
  },
  [CLOSES]: ({ graph }) => {
    graph.reports.workbookRequests = 30;
  },
};
const NAMES = Object.keys(REPORTS);
const PAIRS = NAMES.flatMap((one, i) => NAMES.slice(i + 1).map((other) => [one, other] as const));

const quiet = ({ graph, drive, team }: Scene) => {
  Object.assign(graph.reports, QUIET);
  drive.lag = 0;
  team.dropsHeaders = false;
};

const open = async (): Promise<Scene> => {
  const book = await openBook(await openOffice(UNSWEPT), { reports: { bodylessParts: 'taken' } });
  return { ...book, team: book.graph.mailbox(TEAM) };
};

/** Another process that sweeps it. */
const swept = (scene: Scene) => {
  const { way: _, ...options } = scene.options();
  const mailer = createGraphMail({ ...options, from: { name: 'Baton', address: TEAM }, mailbox: TEAM });
  const clock = () => new Date(scene.graph.clock.now()).toISOString();
  return run(openGraphWorkbook(scene.address, options), mailer, { clock });
};

const mailsOf = ({ team }: Scene) =>
  team.sent.map(({ raw }) => {
    const mime = parseMime(raw);
    return `${headerOf(mime, 'to')} ${headerOf(mime, 'subject')}`;
  });

const filled = ({ cells }: RawRow) => cells.filter((cell) => cell !== null && cell !== '');

/** All that a sweep leaves behind, but for ids and times of sweeps. */
const endOf = async (scene: Scene) => ({
  mails: mailsOf(scene).sort(),
  drafts: scene.team.drafts.length,
  outcome: await outcomeOf(openGraphWorkbook(scene.address, { ...scene.options(), way: 'file' })),
  cells: readPackage(openPackage(scene.item.bytes))
    .sheets.filter(({ title }) => title === 'RACI' || title === 'Tracker')
    .map(({ title, rows }) => [title, rows.map(filled).filter(({ length }) => length > 0)]),
});

let clean: Awaited<ReturnType<typeof endOf>>;
beforeAll(async () => {
  const scene = await open();
  expect(await swept(scene)).toMatchObject({ outcome: 'done' });
  await scene.graph.clock.advance(16 * 60_000);
  clean = await endOf(scene);
  expect(clean.mails).toHaveLength(5);
  expect(clean.outcome).toMatchObject({ chain: true, open: 0, claims: 0 });
  await closeBook(scene);
});

/** The error with which a sweep stops under these; null where it does not. */
const stopOf = (reports: ReadonlySet<string>): string | null => {
  const isFile = reports.has(TIMES_OUT) && !reports.has(ACCEPTED);
  if (reports.has(CLOSES) && !isFile) return 'graph-excel-closed';
  return isFile && reports.has(LEFT_OPEN) ? 'graph-upload-open' : null;
};

const endsAsWithout = async (...reports: readonly string[]) => {
  const scene = await open();
  for (const one of reports) REPORTS[one]!(scene);
  const ended = await swept(scene).catch((error: unknown) => error);
  const sent = mailsOf(scene);
  expect(new Set(sent).size).toBe(sent.length);
  const stop = stopOf(new Set(reports));
  if (stop === null) {
    expect(ended).toMatchObject({ outcome: 'done', conflicts: [] });
    expect(sent.sort()).toEqual(clean.mails);
  } else {
    expect(ended).toBeInstanceOf(BatonError);
    expect((ended as BatonError).code).toBe(stop);
  }
  quiet(scene);
  // An upload that was left, and a claim of a sweep that ended, are over by then.
  await scene.graph.clock.advance(16 * 60_000);
  expect(await swept(scene)).toMatchObject({ outcome: 'done' });
  await scene.graph.clock.advance(16 * 60_000);
  expect(await endOf(scene)).toEqual(clean);
  await closeBook(scene);
};

describe('a sweep while the service does what others report', () => {
  test.each(NAMES)('%s', (one) => endsAsWithout(one));
  test.each(PAIRS)('%s, and %s', (one, other) => endsAsWithout(one, other));
});

test.each([4, 12, 20, 28, 36, 44, 52, 60, 68, 76])(
  'Excel closes for good after %i requests, while downloads lag: the sweeps that take the file lose and double nothing',
  async (requests) => {
    const scene = await open();
    scene.graph.reports.workbookRequests = requests;
    scene.drive.lag = 20_000;
    await swept(scene).catch((error) => expect(error).toBeInstanceOf(BatonError));
    // Nothing holds the file then, and it may be replaced at once.
    scene.graph.sessions.end(scene.item);
    for (let more = 0; more < 3; more++) {
      await swept(scene).catch((error) => expect(error).toBeInstanceOf(BatonError));
      await scene.graph.clock.advance(6 * 60_000);
    }
    expect(await swept(scene)).toMatchObject({ outcome: 'done' });
    await scene.graph.clock.advance(16 * 60_000);
    expect(await endOf(scene)).toEqual(clean);
    await closeBook(scene);
  },
);
