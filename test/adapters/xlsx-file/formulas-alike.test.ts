/** Formulas that are alike but for their numbers: each is read as if it stood alone. */
import { describe, expect, it } from 'vitest';
import { parseBare, parseFormula } from '../../../functions/xlsx/calculate/parse.ts';

/** What a formula says of a number, and where the same digits are none. */
const SHAPES: readonly ((n: number) => string)[] = [
  (n) => `IF(INDEX($A$4:$A$2000,${n})="","0",INDEX($A$4:$A$2000,${n})+1)`,
  (n) => `IF(COUNTIFS(A${n}:A9,">3")=0,-${n},{1,${n},"x"})`,
  (n) => `MID("a 5 b",${n},1)&'Week 12'!B2`,
  (n) => `${n}.5*2+1E3`,
  (n) => `"${n} days"&1`,
  (n) => `"${n}"&1`,
  (n) => `SUM(B${n},$C$${n})+${n}`,
];

/** Read after others, and read first, as in a process of its own. */
const readLate = SHAPES.map((shape) => [701, 7002, 70003].map((n) => parseFormula(shape(n))));

describe('formulas that differ by a number', () => {
  it.each(SHAPES.map((shape, i) => [shape(1), i] as const))('%s', (_, i) => {
    const shape = SHAPES[i]!;
    const [first, ...others] = readLate[i]!;
    for (const [k, n] of [7002, 70003].entries()) {
      const said = JSON.stringify(first).replaceAll('701', String(n));
      expect(JSON.stringify(others[k]), shape(n)).toBe(said);
    }
  });

  it('are told from others that go on after them', () => {
    expect(parseFormula('INDEX(A1:A9,1)+2')).not.toEqual(parseFormula('INDEX(A1:A9,1)+2+3'));
    expect(() => parseFormula('INDEX(A1:A9,1)+')).toThrow();
  });

  it('are known by their characters in the file', () => {
    const shape = (n: number) => `IF(INDEX(&apos;计划&apos;!$A$4:$A$9,${n})=&quot;0 &#38; 1&quot;,&quot;5&quot;,${n})`;
    const bare = (n: number) => Buffer.from(shape(n)).toString('latin1');
    const plain = (n: number) => `IF(INDEX('计划'!$A$4:$A$9,${n})="0 & 1","5",${n})`;
    for (const n of [3, 4, 55]) expect(parseBare(bare(n))).toEqual(parseFormula(plain(n)));
  });
});
