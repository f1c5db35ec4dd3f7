/** Findings about the directory: people without an address, unknown names, empty roles. */
import { listOf, plural } from '../../core/messages/format.ts';
import type { Problem } from '../../core/problem.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { type Locale, POLICY, type SettingKey, tabOf, type Words, w } from '../../sheet-templates/index.ts';
import { type Found, fine, look, mend } from '../base/finding.ts';
import { someOf } from './finding.ts';

/** Whether everybody whom the workbook names can be reached. */
export const directoryFindings = (snapshot: Snapshot): Found[] => {
  const { has, people, problems, workbook } = snapshot;
  const sheet = (tab: 'directory' | 'departments' | 'settings') => workbook.own?.get(tab) ?? tabOf(tab).title.en;
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
  return found.length > 0 ? found : [everybody(active.length)];
};

const namesNobody = (problem: Problem): problem is Problem<'unknown-person' | 'collective-owner'> =>
  problem.code === 'unknown-person' || problem.code === 'collective-owner';

/** Names in rows of work that no mail can follow: how many, and where. */
const unknownPeople = ({ problems, workbook }: Snapshot, directory: string): Found[] => {
  const named = problems.filter(namesNobody).filter(({ tab }) => !tab.startsWith('_'));
  if (named.length === 0) return [];
  const names = [...new Set(named.map(({ facts }) => facts.text))];
  const places = [...Map.groupBy(named, ({ tab, column }) => `${tab}.${column}`)].map(([, those]) => {
    const { tab, column } = those[0]!;
    const title = workbook.own?.get(tab) ?? tab;
    const header = workbook.own?.get(`${tab}.${column}`) ?? column;
    return { title, header, rows: those.map(({ row }) => String(row)) };
  });
  const where = (locale: Locale) =>
    listOf(
      places.map(({ title, header, rows }) =>
        locale === 'en'
          ? `${title}, ${header}, ${plural(rows.length, 'row')} ${someOf(rows, locale)}`
          : `“${title}”的“${header}”第 ${someOf(rows, locale)} 行`,
      ),
      locale,
    );
  return [
    mend(
      'people-unknown',
      w(
        `${named.length} 处写的人不在“${directory}”里：${someOf(names, 'zh-CN')}（${where('zh-CN')}）。他们收不到任何信。`,
        `${named.length} ${plural(named.length, 'cell names', 'cells name')} people whom the sheet “${directory}” lacks: ${someOf(names, 'en')} (${where('en')}). They are told nothing.`,
      ),
      w('请专人把他们加进去，或改正名字。', 'The keeper adds them there, or corrects the names.'),
    ),
  ];
};

const noDirectory: Found = mend(
  'directory-missing',
  w('没有通讯录，谁都收不到信。', 'There is no directory, so nobody can be told anything.'),
  w(
    '请运行 npm run -s baton -- adopt 文件，然后由专人填写。',
    'Run npm run -s baton -- adopt FILE; then the keeper fills it in.',
  ),
);

const nobody = (sheet: string): Found =>
  mend(
    'directory-empty',
    w(`“${sheet}”里还没有人，谁都收不到信。`, `The sheet “${sheet}” holds nobody yet, so nobody can be told anything.`),
    w('请专人填写姓名和邮箱。', 'The keeper fills in names and addresses.'),
  );

const everybody = (count: number): Found =>
  fine(
    'directory',
    w(
      `通讯录里 ${count} 个人都有邮箱，表里写到的人都在其中。`,
      `${count} ${plural(count, 'person', 'people')}, each with an address; whoever the sheets name is among them.`,
    ),
  );

const withoutAddress = (names: readonly string[], sheet: string): Found =>
  mend(
    'no-address',
    w(
      `“${sheet}”里 ${names.length} 个人没有可用的邮箱：${someOf(names, 'zh-CN')}。`,
      `${names.length} ${plural(names.length, 'person', 'people')} in the sheet “${sheet}” ${plural(names.length, 'has', 'have')} no valid address: ${someOf(names, 'en')}.`,
    ),
    w('请专人补上。', 'The keeper fills it in.'),
  );

const inactiveHeads = (gone: readonly Problem<'inactive-person'>[], departments: string, settings: string): Found => {
  const names = [...new Set(gone.map(({ facts }) => facts.name))];
  const sheets = [...new Set(gone.map(({ tab }) => (tab === 'departments' ? departments : settings)))];
  return mend(
    'inactive-head',
    w(
      `${listOf(
        sheets.map((title) => `“${title}”`),
        'zh-CN',
      )}里的 ${someOf(names, 'zh-CN')} 已停用，也没有人代理，该由他们处理的事没有人收到。`,
      `${someOf(names, 'en')}, named in ${listOf(
        sheets.map((title) => `“${title}”`),
        'en',
      )}, ${plural(names.length, 'is', 'are')} inactive and nobody covers: what is theirs to decide reaches nobody.`,
    ),
    w('请专人换人，或在通讯录里写明代理人。', 'The keeper names somebody else, or a delegate in the directory.'),
  );
};

const rolesEmpty = (keys: readonly string[], sheet: string): Found => {
  const said = (locale: Locale) => keys.map((key) => `${key}${locale === 'en' ? ' (' : '（'}${roleWords(key)[locale]}`);
  return look(
    'roles-empty',
    w(
      `“${sheet}”里还没有写：${said('zh-CN')
        .map((text) => `${text}）`)
        .join('、')}。`,
      `Nobody is named in the sheet “${sheet}” for: ${said('en')
        .map((text) => `${text})`)
        .join(', ')}.`,
    ),
    w('请写上通讯录里的姓名。', 'Write names from the directory there.'),
  );
};

const ROLE: Partial<Record<SettingKey, Words>> = {
  keeper: w('专人', 'keeper'),
  projectLead: w('项目负责人', 'project lead'),
  executive: w('分管高管', 'executive'),
};
const roleWords = (key: string): Words => ROLE[key as SettingKey] ?? POLICY[key as SettingKey].help;
