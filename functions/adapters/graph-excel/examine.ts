/** Looks at a workbook on Microsoft 365 for `doctor`, step by step. */
import { ofDoctor as say } from '../../../core/messages/of-doctor.ts';
import { locate } from '../../../core/read/locate.ts';
import { CHECK, type Words } from '../../../sheet-templates/index.ts';
import type { AddFindings, Examiner, Looking } from '../../backend.ts';
import { type FindingTopic, type Found, fine, look, mend } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { createGraphClient } from '../../microsoft/client.ts';
import { createClientStates } from '../../microsoft/client-state.ts';
import { subscribedUntil } from '../../microsoft/subscriptions.ts';
import { type GraphExcelOptions, openGraphWorkbook, parsed } from './store.ts';
import { tryApiWrite, tryIfMatch } from './trial.ts';

/**
 * All that a workbook on Microsoft 365 needs, one after the other. Changes nothing without `trial`. What it takes shows with the way
 * that a reading takes, and so is found with it, also where no sheet is Baton's.
 */
export const examineGraphFile = (address: string, looking: Looking, options: GraphExcelOptions): Examiner => ({
  read: async (add) => {
    const { trial, changes } = looking;
    const store = openGraphWorkbook(address, options);
    // As a sweep reads it, which shows its way; archives are read as a file.
    const swept = await store.read();
    const raw = store.way().name === 'api' ? await store.read({ archives: true }) : swept;
    const { name, why } = store.way();
    add('way', [fine(`way-${name}`, wayWords(name, why, trial))]);
    const tried = trying(add);
    await tried('write', async () => {
      const { session, single } = await tryIfMatch(address, trial, options);
      if (!session || single === false) return OVERWRITES;
      return single ? REFUSED_BOTH : trial ? UNCLEAR : WRITABLE;
    });
    const tabs = locate(raw).tabs;
    const notes = tabs.get('_runs')?.sheet.title;
    if (trial && name === 'api' && notes !== undefined)
      await tried('write', async () => {
        await tryApiWrite(address, notes, options);
        return API_WRITES;
      });
    add('marks', [[...tabs.values()].some(({ check }) => check !== undefined) ? MARKED : UNMARKED]);
    if (changes)
      await tried('changes', async () => {
        const { url, keys } = changes;
        const client = createGraphClient(options);
        const until = await subscribedUntil(
          { client, url, states: createClientStates(keys) },
          parsed(address).address.drive,
        );
        return until === null ? UNSUBSCRIBED : subscribed(until);
      });
    return raw;
  },
  nothingOurs,
  beside: async () => {
    const at = await looking.timeOf(createGraphClient(options).cloud.graph);
    return { times: at === null ? [] : [{ at, of: say.serverClock, exact: true }], unprotected: null };
  },
});

/** Adds what work finds, or why it cannot be done. */
const trying =
  (add: AddFindings) =>
  async (about: FindingTopic, work: () => Promise<Found>): Promise<void> => {
    const found = await work().catch((error) => {
      if (!(error instanceof BatonError)) throw error;
      return mend(error.code, error.words);
    });
    add(about, [found]);
  };

const nothingOurs = (name: string): Found => look('nothing-recognised', say.graphNothingRecognised({ name }));

const wayWords = (name: 'api' | 'file', why: Words, trial: boolean): Words => {
  if (name === 'file') return say.wayFile({ why });
  return (trial ? say.wayApi : say.wayApiUntried)({ why });
};

const WRITABLE = fine('writable', say.graphWritableInParts);

const REFUSED_BOTH = fine('writable', say.graphWritable);

const API_WRITES = fine('api-writable', say.apiWritable);

const OVERWRITES = mend('overwrites', say.overwrites);

const UNCLEAR = look('write-unclear', say.writeUnclear);

const MARKED = fine('marked', say.marked({ header: CHECK.header }));

const UNMARKED = look('unmarked', say.unmarked({ header: CHECK.header }));

const subscribed = (until: string): Found => fine('subscribed', say.subscribed({ until }));

const UNSUBSCRIBED = look('unsubscribed', say.unsubscribed);
