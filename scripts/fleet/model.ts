/** How long a fleet's sweeps take, from the quotas alone: for fleets that nobody runs for a trial. Checked against run.ts. */

export interface Fleet {
  /** Workbooks whose sweep finds nothing to do, and those whose sweep does all that a sweep can. */
  readonly quiet: number;
  readonly busy: number;
  /** Mails of a busy one. */
  readonly mails: number;
}

export interface Quotas {
  /** Requests of each kind that Sheets takes of one user in a minute, and of the whole project. */
  readonly user: number;
  readonly project: number;
  /** Service accounts that share the workbooks. */
  readonly users: number;
  /** Gmail's units of one mailbox in a minute; Infinity for a mail server of one's own. */
  readonly units: number;
}

/** https://developers.google.com/workspace/sheets/api/limits, https://developers.google.com/workspace/gmail/api/reference/quota */
export const GOOGLE: Quotas = { user: 60, project: 300, users: 1, units: 15_000 };

/** functions/adapters/google-sheets/README.md: look, claim, look, look once more, write and mail, end. */
const BUSY = { reads: 3, writes: 3 };
const QUIET = { reads: 1, writes: 1 };
/** Mails between two writes, and what one costs: a draft 10, its sending 100. */
const BATCH = 20;
const MAIL_UNITS = 110;

export interface Demand {
  readonly reads: number;
  readonly writes: number;
  readonly units: number;
}

/** What all sweeps ask of Google, and dispatch its one reading. */
export const demandOf = ({ quiet, busy, mails }: Fleet): Demand => ({
  reads: 1 + quiet * QUIET.reads + busy * BUSY.reads,
  writes: quiet * QUIET.writes + busy * (BUSY.writes + Math.max(0, Math.ceil(mails / BATCH) - 1)),
  units: busy * mails * MAIL_UNITS,
});

export const perMinuteOf = ({ user, users, project }: Quotas): number => Math.min(user * users, project);

/** Minutes that the quotas alone dictate. */
export const floorOf = ({ reads, writes, units }: Demand, quotas: Quotas): number =>
  Math.max(reads / perMinuteOf(quotas), writes / perMinuteOf(quotas), units / quotas.units);

/** functions/google/pace.ts keeps a minute and a second apart. */
const PACED = 61 / 60;
/** From a sweep's first request to its last, where it waits for no quota. */
const LAST_SWEEP = 0.2;

/** Minutes from the scheduler's call to the end of the last sweep: a minute's requests leave at its beginning. */
export const minutesFor = (fleet: Fleet, quotas: Quotas): number => {
  const { reads, writes, units } = demandOf(fleet);
  const perMinute = perMinuteOf(quotas);
  const waits = Math.floor((Math.max(reads, writes) - 1) / perMinute) * PACED;
  const begun = (fleet.quiet + fleet.busy - 1) / perMinute;
  return Math.max(waits, begun, units / quotas.units) + LAST_SWEEP;
};

/** Requests of each kind in a minute that let the fleet be done in time; what BATON_PER_MINUTE is to be, and the quota. */
export const neededFor = (fleet: Fleet, minutes: number): number => {
  const { reads, writes } = demandOf(fleet);
  return Math.ceil((Math.max(reads, writes) * PACED) / (minutes - LAST_SWEEP));
};
