import { Tokens } from './auth/tokens.ts';
import { Clock } from './clock.ts';
import { isRead, type SheetsService, serveSheets } from './sheets/service.ts';
import { discover } from './wire/discovery.ts';
import { type Limit, Quota, SHEETS_LIMITS } from './wire/quota.ts';
import { type Fault, type Meanwhile, Script } from './wire/script.ts';

export interface GoogleOptions {
  /** Whose time passes; a new clock unless given. */
  readonly clock?: Clock;
  /** Limits of Sheets; those that Google publishes unless given. */
  readonly quotas?: { readonly sheets?: readonly Limit[] };
}

/** Google as far as Baton speaks to it: HTTP servers on this machine, strict about what they are sent. */
export interface Google {
  readonly clock: Clock;
  readonly sheets: SheetsService;
  /** An access token for a person or service account, as if they had consented; an hour unless told. */
  readonly token: (
    email: string,
    options?: { readonly scopes?: readonly string[]; readonly seconds?: number },
  ) => string;
  readonly tokens: Tokens;
  readonly fail: (fault: Fault) => void;
  readonly meanwhile: (interlude: Meanwhile) => void;
  /** Requests no real server would take, in a sentence each; taking them tells `close` that they were meant. */
  readonly takeViolations: () => string[];
  /** Ends the servers. Throws when a violation was not taken, or a scripted fault or interlude never met its request. */
  readonly close: () => Promise<void>;
}

const AUTH = 'https://www.googleapis.com/auth';
const SCOPES = ['spreadsheets', 'cloud-platform', 'gmail.modify'].map((scope) => `${AUTH}/${scope}`);

/** Opens the servers. Every test opens its own, and closes it. */
export const openGoogle = async ({ clock = new Clock(), quotas = {} }: GoogleOptions = {}): Promise<Google> => {
  const tokens = new Tokens(clock.now);
  const script = new Script();
  const violations: string[] = [];
  const common = { clock, tokens, script, violations };

  const sheetsQuota = new Quota('sheets.googleapis.com', quotas.sheets ?? SHEETS_LIMITS, clock.now);
  const sheets = await serveSheets({
    ...common,
    discovery: discover('sheets/v4'),
    charge: (method, { email }) => sheetsQuota.take(isRead(method) ? 'read' : 'write', email),
  });

  return {
    clock,
    sheets,
    tokens,
    token: (email, { scopes = SCOPES, seconds = 3600 } = {}) => tokens.issue(email, scopes, seconds),
    fail: (fault) => script.fail(fault),
    meanwhile: (interlude) => script.meanwhile(interlude),
    takeViolations: () => violations.splice(0),
    close: async () => {
      await Promise.all([sheets.close()]);
      const faults = [...violations, ...script.open.map((entry) => `Never met: ${entry}`)];
      if (faults.length > 0) throw new Error(`The fake of Google saw:\n${faults.join('\n')}`);
    },
  };
};
