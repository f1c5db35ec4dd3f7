import { type ColumnType, type Words, w } from '../../sheet-templates/index.ts';

/** What the generated workbooks say beyond the declared titles, headers and help. */
export const PRODUCT = w('接力', 'Baton');
export const REQUIRED = w('必填。', 'Required. ');
export const FOOTER = w('&L&A&R第 &P 页，共 &N 页', '&L&A&RPage &P of &N');

/** What the sheet says when a cell does not fit its column: what to write instead. */
export const REFUSALS = {
  date: w('请写完整的日期，例如 2026-03-06。', 'Write a full date, such as 2026-03-06.'),
  clock: w('请写几点几分，例如 14:30。', 'Write hours and minutes, such as 14:30.'),
  percent: w('请写 0% 到 100% 之间的数。', 'Write a number from 0 % to 100 %.'),
  number: w('请写数字。', 'Write a number.'),
  option: w('请从下拉列表中选一个。', 'Choose one from the list.'),
  flag: w('请选“是”或“否”。', 'Choose Yes or No.'),
  email: w('请写一个邮箱地址，例如 li@example.com。', 'Write one address, such as li@example.com.'),
  id: w('没有这个编号。确定写对了就保留。', 'There is no such ID yet. Keep it if it is right.'),
  person: w(
    '通讯录里没有这个名字。确定写对了就保留，并把他加到通讯录。',
    'This name is not in the directory. Keep it if it is right, and add the person there.',
  ),
  department: w(
    '“部门”表里没有这个部门。确定写对了就保留，并把它加到“部门”表。',
    'This department is not listed. Keep it if it is right, and add it to Departments.',
  ),
} as const satisfies Partial<Record<ColumnType, Words>>;

/** The same for values of the settings tab. */
export const SETTING_REFUSALS = {
  list: w('请从下拉列表中选一个。', 'Choose one from the list.'),
  count: w('请写 0 或更大的整数。', 'Write a whole number, 0 or more.'),
  clock: w('请写几点几分，例如 18:00。', 'Write hours and minutes, such as 18:00.'),
} as const;
