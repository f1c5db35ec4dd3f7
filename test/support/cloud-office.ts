/** A department in a spreadsheet on the list, in a Google Cloud of fakes; it is five to nine in Shanghai, Friday 6 March 2026. */
import { type Cloud, type CloudOptions, openCloud, ROBOT } from './cloud.ts';
import type { Workbook, WorkbookState } from './google/sheets/workbook.ts';
import { addressOf } from './office.ts';
import { appendOf } from './starter.ts';
import { Clock } from './wire/clock.ts';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

interface CloudOffice {
  readonly cloud: Cloud;
  readonly workbook: Workbook;
}

interface Team {
  readonly people: readonly string[];
  readonly head: string;
  readonly divisionLeader: string;
  /** Reports without ids: who hands one in, to whom and when. */
  readonly reports: readonly Readonly<Record<'name' | 'responsible' | 'accountable' | 'due', string>>[];
  /** People without an address. */
  readonly without?: readonly string[];
  readonly owner?: string;
}

/** Offices as they were made, by their teams: each through the API once in a process. */
const made = new Map<string, WorkbookState>();

export const openCloudOffice = async (team: Team, options: CloudOptions = {}): Promise<CloudOffice> => {
  const cloud = await openCloud({ clock: new Clock('2026-03-06T00:55:00Z'), random: () => 0.5, ...options });
  const key = JSON.stringify(team);
  const like = made.get(key);
  const title = 'Office';
  const workbook = like
    ? cloud.google.sheets.create({ id: like.id, title, like, people: { [ROBOT]: 'writer' } })
    : await makeOffice(cloud, title, team);
  if (!like) made.set(key, workbook.state());
  cloud.list(workbook, ZONE, team.owner === undefined ? {} : { owner: team.owner });
  await cloud.google.clock.advance(120_000);
  return { cloud, workbook };
};

const makeOffice = (
  cloud: Cloud,
  project: string,
  { people, head, divisionLeader, reports, without = [] }: Team,
): Promise<Workbook> =>
  cloud.make({
    project,
    zone: ZONE,
    now: '2026-03-05T09:00:00+08:00',
    fill: async (store) => {
      await store.apply([
        appendOf('departments', { name: 'Sales', head, divisionLeader }),
        ...people.map((name) =>
          appendOf('directory', { name, email: without.includes(name) ? '' : addressOf(name), department: 'Sales' }),
        ),
        ...reports.map((report) => appendOf('raci', { ...report, output: 'Report', doneWhen: 'It is signed' })),
      ]);
    },
  });

/** Friday’s sweep has told Li Na, and Wang Wei, of a report that was due on Wednesday. */
export const openToldOffice = async (options: CloudOptions = {}): Promise<CloudOffice> => {
  const reports = ['Li Na', 'Wang Wei'].map((responsible) => ({
    name: 'Report',
    responsible,
    accountable: 'Zhao Min',
    due: '2026-03-04',
  }));
  const people = ['Li Na', 'Wang Wei', 'Zhao Min'];
  const office = await openCloudOffice({ people, head: 'Wang Wei', divisionLeader: 'Zhao Min', reports }, options);
  await office.cloud.dispatch('2026-03-06T01:00:00Z');
  await office.cloud.google.clock.run(2 * HOUR);
  return office;
};
