import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asTyped, withFile } from '../../functions/base/as-typed.ts';

test('what is printed to be typed reaches a program as it was meant', () => {
  const words = [
    'plan.xlsx',
    '项目计划.xlsx',
    'my plan.xlsx',
    'Cost $HOME',
    'a `b` c',
    'say "so"',
    "Ann's",
    "Ann's $(echo run)",
    'ends in \\',
    `'"\\`,
    'R&D (2)',
    '*',
    '',
  ];
  const typed = words.map(asTyped);
  const heard = execFileSync('sh', ['-c', `printf '%s\\n' ${typed.join(' ')}`], { encoding: 'utf8' });
  expect(heard.split('\n').slice(0, -1)).toEqual(words);
  expect(typed.slice(0, 3)).toEqual(['plan.xlsx', '项目计划.xlsx', '"my plan.xlsx"']);
});

test('a command on FILE names the workbook that the call is about; what init makes, and a backup, are other files', () => {
  const file = "Ann's plan.xlsx";
  const en = [
    'Run npm run -s baton -- adopt FILE.',
    'npm run -s baton -- restore WORKBOOK FILE.json',
    'npm run -s baton -- init FILE --template full',
  ].map((text) => withFile(text, file));
  expect(en).toEqual([
    'Run npm run -s baton -- adopt "Ann\'s plan.xlsx".',
    'npm run -s baton -- restore "Ann\'s plan.xlsx" FILE.json',
    'npm run -s baton -- init FILE --template full',
  ]);
  expect(withFile('请运行 npm run -s baton -- adopt 文件，或清空', '计划.xlsx')).toBe(
    '请运行 npm run -s baton -- adopt 计划.xlsx，或清空',
  );
});
