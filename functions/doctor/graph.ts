/** Findings about a workbook on Microsoft 365, tried step by step. */
import { inAll } from '../../core/messages/in-all.ts';
import { locate } from '../../core/read/locate.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { CHECK, type Words } from '../../sheet-templates/index.ts';
import { type GraphExcelOptions, openGraphWorkbook } from '../adapters/graph-excel/store.ts';
import { tryApiWrite, tryIfMatch } from '../adapters/graph-excel/trial.ts';
import { BatonError } from '../errors.ts';
import { createGraphClient } from '../microsoft/client.ts';
import { createClientStates, driveOf } from '../microsoft/client-state.ts';
import { subscribedUntil } from '../microsoft/subscriptions.ts';
import type { Mailer } from '../ports.ts';
import type { Finding } from './finding.ts';
import { MAILBOX } from './sender.ts';

const say = inAll('doctor');

export interface GraphExamination {
  /** `graph:DRIVE/ITEM`. */
  readonly uri: string;
  readonly options?: GraphExcelOptions;
  /** Also tries a save that has to be refused. */
  readonly trial: boolean;
  /** The mailbox that mails are to leave from; null where they leave otherwise. */
  readonly mailer: (() => Promise<Mailer>) | null;
  /** Where changes are to be told of; null where nobody wants that. */
  readonly changes: { readonly url: string; readonly keys: readonly [string, ...string[]] } | null;
  /** Sees what was read, where it could be. */
  readonly onRead?: (raw: RawWorkbook) => void;
}

/**
 * Looks at all that a workbook on Microsoft 365 needs, one after the other, and claims what it tried. Sends nothing, and changes
 * nothing without `trial`.
 */
export const examineGraph = async (examination: GraphExamination): Promise<readonly Finding[]> => {
  const { uri, options = {}, trial, mailer, changes, onRead = () => {} } = examination;
  const address = uri.slice('graph:'.length);
  const store = openGraphWorkbook(address, options);
  const findings: Finding[] = [];
  const look = async (about: Finding['about'], work: () => Promise<Omit<Finding, 'about'>>): Promise<boolean> => {
    try {
      findings.push({ about, ...(await work()) });
      return true;
    } catch (error) {
      if (!(error instanceof BatonError)) throw error;
      findings.push({ code: error.code, about, state: 'mend', words: error.words });
      return false;
    }
  };

  let notes: string | undefined;
  let marks: Omit<Finding, 'about'> | undefined;
  const isRead = await look('read', async () => {
    // As a sweep reads it, which shows its way; archives are read as a file.
    const swept = await store.read();
    const raw = store.way().name === 'api' ? await store.read({ archives: true }) : swept;
    onRead(raw);
    const { tabs } = locate(raw);
    notes = tabs.get('_runs')?.sheet.title;
    marks = [...tabs.values()].some(({ check }) => check !== undefined) ? MARKED : UNMARKED;
    return tabs.size === 0 ? nothingOurs(raw.name) : readable(raw.name, tabs.size);
  });
  if (isRead) {
    const { name, why } = store.way();
    findings.push({ code: `way-${name}`, about: 'way', state: 'fine', words: wayWords(name, why, trial) });
    await look('write', async () => {
      const { session, single } = await tryIfMatch(address, trial, options);
      if (!session || single === false) return OVERWRITES;
      return single ? REFUSED_BOTH : trial ? UNCLEAR : WRITABLE;
    });
    if (trial && name === 'api' && notes !== undefined)
      await look('write', async () => {
        await tryApiWrite(address, notes!, options);
        return API_WRITES;
      });
    findings.push({ about: 'marks', ...marks! });
    if (changes)
      await look('changes', async () => {
        const { url, keys } = changes;
        const client = createGraphClient(options);
        const until = await subscribedUntil({ client, url, states: createClientStates(keys) }, driveOf(uri)!);
        return until === null ? UNSUBSCRIBED : subscribed(until);
      });
  }
  if (mailer)
    await look('mail', async () => {
      // A mail that was never sent: whoever may say so may read the mailbox.
      await (await mailer()).find('00000000000000000000000000000000', { to: '', since: '2000-01-01' });
      return MAILBOX;
    });
  return findings;
};

const readable = (name: string, tabs: number): Omit<Finding, 'about'> => ({
  code: 'readable',
  state: 'fine',
  words: say.readable({ name, tabs }),
});

const nothingOurs = (name: string): Omit<Finding, 'about'> => ({
  code: 'nothing-recognised',
  state: 'look',
  words: say.graphNothingRecognised({ name }),
});

const wayWords = (name: 'api' | 'file', why: Words, trial: boolean): Words => {
  if (name === 'file') return say.wayFile({ why });
  return trial ? say.wayApi({ why }) : say.wayApiUntried({ why });
};

const WRITABLE = {
  code: 'writable',
  state: 'fine',
  words: say.graphWritableInParts,
} as const;

const REFUSED_BOTH = {
  code: 'writable',
  state: 'fine',
  words: say.graphWritable,
} as const;

const API_WRITES = {
  code: 'api-writable',
  state: 'fine',
  words: say.apiWritable,
} as const;

const OVERWRITES = {
  code: 'overwrites',
  state: 'mend',
  words: say.overwrites,
} as const;

const UNCLEAR = {
  code: 'write-unclear',
  state: 'look',
  words: say.writeUnclear,
} as const;

const MARKED = {
  code: 'marked',
  state: 'fine',
  words: say.marked({ header: CHECK.header }),
} as const;

const UNMARKED = {
  code: 'unmarked',
  state: 'look',
  words: say.unmarked({ header: CHECK.header }),
} as const;

const subscribed = (until: string): Omit<Finding, 'about'> => ({
  code: 'subscribed',
  state: 'fine',
  words: say.subscribed({ until }),
});

const UNSUBSCRIBED = {
  code: 'unsubscribed',
  state: 'look',
  words: say.unsubscribed,
} as const;
