/** The function `respond`: the page behind a mail's buttons, and the answer that it sends. */
import { type PlainReason, plainPage } from '../../core/answer/index.ts';
import { type Ask, type Page, UPLOADS } from '../../core/answers/model.ts';
import { type Locale, localeOfTag } from '../../sheet-templates/index.ts';
import { type AnswerParts, createAnswering, NoEntry, type Outcome, type Said, Unsure } from '../answer/answer.ts';
import type { Links, SignedLink } from '../answer/links.ts';
import { uploadedText } from '../answer/upload.ts';
import { framesOf, type Log, type LogFacts } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import { BatonError } from '../errors.ts';
import type { Registered } from '../many/registry.ts';
import { FIELD_NAMES, NOTHING_CARRIED, pageHtml } from '../page/html.ts';
import { CONTENT_POLICY } from '../page/policy.ts';
import { askOf, isGiven } from '../page/sent.ts';
import type { WorkbookStore } from '../ports.ts';
import { calendarFor, isForCalendar } from './calendar.ts';
import type { Answer, Endpoint, HtmlAnswer, HttpCall } from './call.ts';
import type { HandOnLater } from './hand-on.ts';

export interface RespondParts extends AnswerParts {
  readonly links: Pick<Links, 'open' | 'openCalendar' | 'calendarOf'>;
  readonly registry: () => Promise<{ readonly workbooks: readonly Listed[] }>;
  readonly open: (uri: string) => WorkbookStore;
  /** Asked when an answer has been written; absent where nothing is handed on before the next morning. */
  readonly handOn?: HandOnLater;
}

type Listed = Pick<Registered, 'uri' | 'paused' | 'book'>;

/** Far above what anybody types into a form. */
const LONGEST_BODY = 32 * 1024;
const FORM = 'application/x-www-form-urlencoded';
/** A form that takes a file: of its length only the server's own limit is asked. */
const WITH_FILES = 'multipart/form-data';

/**
 * What happened in the terms of HTTP: programs that open links for people, and people's browsers, go by it. A page on which
 * something has to be mended is no success, so that nothing takes it for one.
 */
const STATUS: Readonly<Record<Outcome, number>> = {
  shown: 200,
  incomplete: 422,
  changed: 409,
  busy: 503,
  answered: 200,
  again: 200,
  undone: 200,
  'not-undone': 409,
  failed: 503,
  unsure: 503,
};

const PLAIN_STATUS: Readonly<Record<PlainReason, number>> = {
  expired: 410,
  ended: 410,
  invalid: 400,
  stranger: 403,
  gone: 404,
  paused: 403,
  busy: 503,
  late: 409,
  'too-long': 413,
  failed: 503,
  unsure: 503,
};

/** What a call that came to no answer is told; by status. */
const REFUSED: Readonly<Record<number, PlainReason>> = { 405: 'invalid', 413: 'too-long' };

/**
 * The page behind a mail's button. GET shows it and changes nothing, however often and by whomever it is opened; the form
 * that somebody sends from it writes into the workbook. Anybody may call: what a token does not allow is not there.
 */
export const respond = (parts: RespondParts): Endpoint => {
  const { links, open, clock, handOn } = parts;
  const find = createLookup(parts);
  const answering = createAnswering(parts);

  /** What is served of a workbook that a link names. */
  const listed = async (key: string): Promise<Listed> => {
    const registered = await find(key);
    if (registered === null || registered.paused) throw new NoEntry(registered ? 'paused' : 'gone');
    return registered;
  };

  const calendar = async (call: HttpCall): Promise<Answer> => {
    const said = await calendarFor(parts, call, async (key) => {
      const { uri } = await listed(key);
      return { uri, store: open(uri) };
    });
    return said.as === 'page' ? shown(said.page) : said;
  };

  const say = async (call: HttpCall, isPost: boolean, log: Log): Promise<HtmlAnswer> => {
    const { given, files } = isPost ? await sentIn(call) : { given: call.query, files: NO_FILES };
    const link = links.open(given.get(FIELD_NAMES.token) ?? '', clock());
    if (typeof link === 'string') throw new NoEntry(link === 'expired' ? 'expired' : 'invalid');
    const registered = await listed(link.workbook);
    const { show, give, takeBack } = answering.with(open(registered.uri), link);
    const undo = given.get(FIELD_NAMES.undo);
    const ask = withFiles(askOf(link.item, [...given], isPost), files);
    const said =
      isPost && undo !== null
        ? await takeBack(undo)
        : isPost && isGiven(ask) && !given.has(FIELD_NAMES.preview)
          ? await give(ask, given.get(FIELD_NAMES.nonce) ?? '')
          : await show(ask);
    const { outcome, error } = said;
    if (outcome === 'answered' && ask.kind !== null) await handOn?.(registered, ask.kind, log);
    const status = STATUS[outcome];
    const facts = { workbook: link.workbook, outcome, status };
    if (error === undefined) log('INFO', 'answered', facts);
    else log('ERROR', 'answered', { ...facts, ...faultOf(error) });
    return answerOf(said, link);
  };

  return {
    methods: ['GET', 'HEAD', 'POST'],
    answer: async (call, log) => {
      const isPost = call.method === 'POST';
      if (isPost && call.raw.length > LONGEST_BODY && !isOf(call, WITH_FILES)) return plain(call, 'too-long');
      if (isPost && !isOf(call, FORM) && !isOf(call, WITH_FILES)) {
        return { ...plain(call, 'invalid'), status: 415 };
      }
      try {
        return isForCalendar(call) ? await calendar(call) : await say(call, isPost, log);
      } catch (error) {
        const why = reasonOf(error);
        const facts = { outcome: why, status: PLAIN_STATUS[why] };
        const isFault = !(error instanceof NoEntry);
        if (isFault) log('ERROR', 'not answered', { ...facts, ...faultOf(error) });
        else log('INFO', 'not answered', facts);
        return plain(call, why, isFault);
      }
    },
    failed: (call, status) => ({ ...plain(call, REFUSED[status] ?? 'failed', status >= 500), status }),
  };
};

/** Where no links are made, none leads anywhere. */
export const noRespond: Endpoint = {
  methods: ['GET', 'HEAD', 'POST'],
  answer: async (call) => plain(call, 'gone'),
  failed: (call, status) => ({ ...plain(call, 'failed'), status }),
};

/** What a fault is for somebody who only pressed a button: a workbook that only its keeper can mend is not there. */
const reasonOf = (error: unknown): PlainReason => {
  if (error instanceof NoEntry) return error.why;
  return error instanceof BatonError && error.kind === 'data' ? 'gone' : 'failed';
};

/** What a fault is for whoever looks at the log. */
export const faultOf = (error: unknown): Pick<LogFacts, 'code' | 'frames'> => {
  const cause = error instanceof Unsure ? error.cause : error;
  return cause instanceof BatonError ? { code: cause.code } : { code: 'internal', frames: framesOf(cause) };
};

const isOf = ({ header }: HttpCall, type: string): boolean =>
  (header('content-type') ?? '').toLowerCase().startsWith(type);

type Files = ReadonlyMap<string, Buffer>;
const NO_FILES: Files = new Map();

/** What a form says, and the files that were chosen in it. */
const sentIn = async (call: HttpCall): Promise<{ readonly given: URLSearchParams; readonly files: Files }> => {
  if (!isOf(call, WITH_FILES)) return { given: new URLSearchParams(call.raw.toString()), files: NO_FILES };
  const headers = { 'content-type': call.header('content-type') ?? '' };
  const form = await new Response(new Uint8Array(call.raw), { headers }).formData().catch(() => {
    throw new NoEntry('invalid');
  });
  const given = new URLSearchParams();
  const files = new Map<string, Buffer>();
  for (const [name, value] of form) {
    if (typeof value === 'string') given.append(name, value);
    else if (value.size > 0) files.set(name, Buffer.from(await value.arrayBuffer()));
  }
  return { given, files };
};

/** A file's text stands in the field that it is for; of one that cannot be read, its own field says so. */
const withFiles = (ask: Ask, files: Files): Ask => {
  if (ask.typed === null) return ask;
  const typed = Object.entries(UPLOADS).map(([file, field]): readonly [string, string] => {
    const bytes = files.get(file);
    const text = bytes && uploadedText(bytes);
    return text === undefined || text === null ? [file, bytes ? UNREADABLE : ''] : [field, text];
  });
  return { ...ask, typed: { ...ask.typed, ...Object.fromEntries(typed) } };
};
const UNREADABLE = 'unreadable';

const HEADERS = {
  'Content-Security-Policy': CONTENT_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
} as const;

/** Seconds after which a browser or a program may ask again. */
const LATER = { 'Retry-After': '30' } as const;

const answerOf = ({ outcome, page, nonce, undo }: Said, { token, tokenFor }: SignedLink): HtmlAnswer => {
  const status = STATUS[outcome];
  const html = pageHtml(page, { token, nonce, undo, tokenFor, again: null });
  return { as: 'html', status, html, headers: { ...HEADERS, ...(status === 503 && LATER) } };
};

/** A page that is read, and from which nothing leads on. */
const shown = (page: Page): HtmlAnswer => ({
  as: 'html',
  status: 200,
  html: pageHtml(page, NOTHING_CARRIED),
  headers: { ...HEADERS, 'Content-Language': page.locale },
});

/** A page without anything of a workbook; where trying again may help, it has what was typed with it. */
const plain = (call: HttpCall, why: PlainReason, mayPass = false): HtmlAnswer => {
  const status = PLAIN_STATUS[why];
  const isShort = call.method === 'POST' && isOf(call, FORM);
  const again = mayPass && isShort ? [...new URLSearchParams(call.raw.toString())] : null;
  const html = pageHtml(plainPage(preferred(call), why), { ...NOTHING_CARRIED, again });
  return {
    as: 'html',
    status,
    html,
    headers: { ...HEADERS, 'Content-Language': preferred(call), ...(status === 503 && LATER) },
  };
};

/** The language that the browser likes best of those we speak; English where it says nothing. */
export const preferred = ({ header }: HttpCall): Locale => {
  const liked = (header('accept-language') ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...rest] = entry.trim().toLowerCase().split(';');
      return { tag, weight: Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1) };
    })
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of liked) {
    const known = localeOfTag(tag);
    if (known) return known;
  }
  return 'en';
};

/** A list that is read for every click costs more than the click; one that is a minute old does. */
const FRESH_MS = 60_000;
/** An unknown workbook may have been listed just now; whoever guesses does not make us read each time. */
const RETRY_MS = 5_000;

export const createLookup = ({ registry, clock }: Pick<RespondParts, 'registry' | 'clock'>) => {
  let read: { readonly at: number; readonly byKey: ReadonlyMap<string, Listed> } | null = null;
  return async (key: string): Promise<Listed | null> => {
    const age = read === null ? Number.POSITIVE_INFINITY : Date.parse(clock()) - read.at;
    if (read === null || age > (read.byKey.has(key) ? FRESH_MS : RETRY_MS)) {
      const { workbooks } = await registry();
      read = { at: Date.parse(clock()), byKey: new Map(workbooks.map((one) => [workbookKey(one.uri), one])) };
    }
    return read.byKey.get(key) ?? null;
  };
};
