/** One sweep of this spreadsheet by its own script: the same stages as anywhere, over this sheet and MailApp. */
import type { LinkTo } from '../../../core/answers/model.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { ADD_ON } from '../../../core/messages/languages.ts';
import { settingOf } from '../../../core/read/index.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { must } from '../../../core/text/must.ts';
import type { RawWorkbook } from '../../../core/workbook.ts';
import { BatonError } from '../../../functions/errors.ts';
import { readContextOf } from '../../../functions/reading/official.ts';
import { decide, type Reasoned } from '../../../functions/sweep/decide.ts';
import { type HandOnOptions, handOnWorkbook } from '../../../functions/sweep/hand-on.ts';
import { type SweepResult, sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { SWEPT_BY } from '../../../sheet-templates/index.ts';
import { nowIso } from '../book.ts';
import { openMailApp } from './mailer.ts';
import { resultOf } from './result.ts';
import { openScriptStore } from './store.ts';

const say = inAll('addOnSweep');

/**
 * How long letters leave in one run: Google ends it after six minutes (developers.google.com/apps-script/guides/services/quotas),
 * and what is noted last takes its time. Milliseconds.
 */
const ENOUGH_MS = 270_000;

/** Ids of runs begin so here, which no other maker's do: theirs are hexadecimal. */
const OWN_ID = 'gs';

/** Whether a run in `_runs` was one of this script's. */
export const isOwnRun = (run: string): boolean => run.includes(`-${OWN_ID}`);

export const uniqueId = (): string => `${OWN_ID}${Utilities.getUuid().replaceAll('-', '').slice(0, 14)}`;

/** Whether a workbook says that its add-on sweeps it. */
export const isClaimed = (raw: RawWorkbook): boolean => settingOf(raw, SWEPT_BY.key).trim() === SWEPT_BY.addOn;

export interface AddOnSweep {
  /** Not asked for by anybody just now: it is done only where the workbook still says that it is swept here. */
  readonly isDaily?: boolean;
  readonly dryRun?: boolean;
  /** After this day (YYYY-MM-DD, or '') only this script has mailed for the workbook; null while others may. */
  readonly aloneSince: string | null;
  /** Makes the buttons of mails; null where no page is there for them. */
  readonly linksFor: ((uri: string) => (snapshot: Snapshot) => LinkTo) | null;
}

export interface AddOnSwept {
  readonly result: SweepResult;
  readonly decision: Reasoned;
}

/** Sweeps now. Throws BatonError as any sweep does. */
export const sweepHere = (call: AddOnSweep): AddOnSwept => {
  const begun = beginHere(call);
  const result = resultOf(sweepWorkbook(begun.options));
  return { result, decision: must(begun.decided(), 'decision of a sweep') };
};

/** Sends what need not wait for the next morning, and nothing else. */
export const handOnHere = (call: AddOnSweep): SweepResult => {
  const { options } = beginHere(call);
  return resultOf(handOnWorkbook(options)).result;
};

const beginHere = ({ dryRun = false, isDaily = false, aloneSince, linksFor }: AddOnSweep) => {
  const begun = Date.now();
  let decided: Reasoned | null = null;
  const mailer = openMailApp({
    name: () => ADD_ON[decided?.snapshot.policy.locale ?? 'en'].menu.title,
    hasTime: () => Date.now() - begun < ENOUGH_MS,
    aloneSince,
  });
  const options: HandOnOptions = {
    store: openScriptStore(),
    mailer,
    now: nowIso(),
    clock: nowIso,
    uniqueId,
    dryRun,
    place: 'add-on',
    decide: async (raw, { now }) => {
      if (isDaily && !isClaimed(raw)) throw new BatonError('data', 'not-swept-here', say.notHere);
      const decision = decide(raw, await readContextOf(raw, now), linksFor?.(raw.location));
      decided = decision;
      return decision;
    },
  };
  return { options, decided: () => decided };
};
