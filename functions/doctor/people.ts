/** Findings about the directory: people without an address, unknown names, empty roles. */
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import { sweepsFrom } from '../../core/planning/preferred.ts';
import type { Problem } from '../../core/problem.ts';
import { isSweep } from '../../core/record/run.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { rowShown, sheetIndexOf, titleAt } from '../../core/text/row-number.ts';
import { columnOf, tabOf } from '../../sheet-templates/index.ts';
import { settingName } from '../../sheet-templates/setting-names.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';

/** Whether everybody whom the workbook names can be reached. */
export const directoryFindings = (snapshot: Snapshot): Found[] => {
  const { has, people, problems, policy, workbook } = snapshot;
  const sheet = (tab: 'directory' | 'departments' | 'settings') =>
    workbook.own?.get(tab) ?? tabOf(tab).title[policy.locale];
  if (!has.directory) return [noDirectory];
  const active = [...people.values()].filter(({ active }) => active);
  if (active.length === 0) return [nobody(sheet('directory'))];
  const without = active.filter(({ email }) => email === null).map(({ name }) => name);
  const gone = problems
    .filter((problem) => problem.code === 'inactive-person')
    .filter(({ tab }) => tab === 'departments' || tab === 'settings');
  const roles = problems.flatMap(({ code, facts }) => (code === 'role-missing' ? [facts.key] : []));
  const found = [
    ...(without.length > 0 ? [withoutAddress(without, sheet('directory'))] : []),
    ...(gone.length > 0 ? [inactiveHeads(gone, sheet('departments'), sheet('settings'))] : []),
    ...(roles.length > 0 ? [rolesEmpty(roles, sheet('settings'))] : []),
    ...unknownPeople(snapshot, sheet('directory')),
  ];
  return [...(found.length > 0 ? found : [everybody(active.length)]), ...hoursNotKept(snapshot, sheet('directory'))];
};

/** Whoever wants mail only after an hour at which no sweep comes any more gets it with the sweep there is. */
const hoursNotKept = (snapshot: Snapshot, directory: string): Found[] => {
  if (!snapshot.runs.some(isSweep)) return [];
  const names = [...snapshot.people.values()].flatMap(({ name, active, prefers }) =>
    active && prefers && prefers.hour !== null && !sweepsFrom(prefers.hour, snapshot) ? [name] : [],
  );
  return names.length > 0 ? [look('hour-not-kept', say.hourNotKept({ directory, names }), say.hourNotKeptThen)] : [];
};

const namesNobody = (problem: Problem): problem is Problem<'unknown-person' | 'collective-owner'> =>
  problem.code === 'unknown-person' || problem.code === 'collective-owner';

/** Names in rows of work that no mail can follow: how many, and where. */
const unknownPeople = ({ problems, policy, workbook }: Snapshot, directory: string): Found[] => {
  const named = problems.filter(namesNobody).filter(({ tab }) => !tab.startsWith('_'));
  if (named.length === 0) return [];
  const names = [...new Set(named.map(({ facts }) => facts.text))];
  const places = [...Map.groupBy(named, ({ tab, row, column }) => `${tab}.${sheetIndexOf(row)}.${column}`)].map(
    ([, those]) => {
      const { tab, row, column } = those[0]!;
      const title = titleAt(workbook.own, tab, row) ?? tabOf(tab).title[policy.locale];
      const header = workbook.own?.get(`${tab}.${column}`) ?? columnOf(tab, column).header[policy.locale];
      return { title, header, rows: those.map((problem) => String(rowShown(problem.row))) };
    },
  );
  return [
    mend('people-unknown', say.peopleUnknown({ cells: named.length, directory, names, places }), say.peopleUnknownThen),
  ];
};

const noDirectory: Found = mend('directory-missing', say.directoryMissing, say.directoryMissingThen);

const nobody = (sheet: string): Found => mend('directory-empty', say.directoryEmpty({ sheet }), say.directoryEmptyThen);

const everybody = (count: number): Found => fine('directory', say.directory({ count }));

const withoutAddress = (names: readonly string[], sheet: string): Found =>
  mend('no-address', say.noAddress({ sheet, names }), say.noAddressThen);

const inactiveHeads = (gone: readonly Problem<'inactive-person'>[], departments: string, settings: string): Found => {
  const names = [...new Set(gone.map(({ facts }) => facts.name))];
  const sheets = [...new Set(gone.map(({ tab }) => (tab === 'departments' ? departments : settings)))];
  return mend('inactive-head', say.inactiveHead({ sheets, names }), say.inactiveHeadThen);
};

const rolesEmpty = (keys: readonly string[], sheet: string): Found => {
  const roles = keys.map(settingName);
  return look('roles-empty', say.rolesEmpty({ sheet, roles }), say.rolesEmptyThen);
};
