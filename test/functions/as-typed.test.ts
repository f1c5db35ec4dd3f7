import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asTyped } from '../../functions/base/as-typed.ts';

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
