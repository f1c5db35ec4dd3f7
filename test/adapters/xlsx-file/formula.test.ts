import { expect, test } from 'vitest';
import { shiftFormula } from '../../../functions/xlsx/formula.ts';

test.each<[string, string]>([
  ['A1', 'B3'],
  ['$A1+A$1+$A$1', '$A3+B$1+$A$1'],
  ['SUM(A1:B2,C:C,$C:D,3:3,$3:4)', 'SUM(B3:C4,D:D,$C:E,5:5,$3:6)'],
  ['"A1"&\'A1 B2\'!C3&Sheet1!A1&Q1!A1', '"A1"&\'A1 B2\'!D5&Sheet1!B3&Q1!B3'],
  ['LOG10(A1)+ATAN2(A1,1.5E3)', 'LOG10(B3)+ATAN2(B3,1.5E3)'],
  ['tasks[[#This Row],[A1]]+rate_1+_A1+任务A1', 'tasks[[#This Row],[A1]]+rate_1+_A1+任务A1'],
  ['XFD1048576', '#REF!'],
  ['XFE1+ABCD1+A1.x', 'XFE1+ABCD1+A1.x'],
  ['IF(A1<>"",A1&"say ""A1""",TRUE)', 'IF(B3<>"",B3&"say ""A1""",TRUE)'],
  ["'it''s A1'!A1", "'it''s A1'!B3"],
])('%s, two rows down and one column right', (formula, shifted) => {
  expect(shiftFormula(formula, 2, 1)).toBe(shifted);
});

test('what would lie above the first row is no address', () => {
  expect(shiftFormula('A1+$A$1', -1, 0)).toBe('#REF!+$A$1');
});
