import { describe, expect, it } from 'vitest';
import { matrixAdoptionOf } from '../../../core/adopt/from-matrix.ts';
import { recogniseWorkbook } from '../../../core/adopt/index.ts';
import { markedMatrixIn } from '../../../core/adopt/own-marks.ts';
import type { ReadingChoices } from '../../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../../core/adopt/propose.ts';
import type { RawCell } from '../../../core/workbook.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { sheet, strangers } from '../../support/strangers.ts';
import { talkAbout } from '../../support/talk.ts';

/** Matrices with other marks than RACI: what they mean is asked once, and they are read by the answer. */

type Cells = readonly (readonly RawCell[])[];

const CIRCLES: Cells = [
  ['展会分工'],
  ['任务', '李明', '王丽', '孙杰'],
  ['订展位', '●', '○', null],
  ['做展板', '○', '●', '○'],
  ['寄请柬', null, '○', '●'],
  ['●：主责　　○：配合'],
];
const LEAD: Cells = [
  ['Deliverable', 'Ann Lee', 'Bob Ray', 'Zoe Fox'],
  ['Stand design', 'Lead', 'Support', ''],
  ['Brochure', 'Support', 'Lead', 'Review'],
  ['Mailing list', '', 'Support', 'Lead'],
];

const rawOf = (rows: Cells) => strangers([sheet('分工', 1, rows)]);
const marksOf = (rows: Cells) =>
  markedMatrixIn(sheet('分工', 1, rows))?.marks.map(({ text, count, guess }) => `${text} ${count} ${guess}`);

const talk = (rows: Cells, answers: Readonly<Record<string, string>> = {}, locale: Locale = 'zh-CN') => {
  const raw = rawOf(rows);
  const { texts, said, proposal } = talkAbout(raw, answers, locale);
  return { texts, said: acceptedIn(proposal, said), raw };
};

const CHOICES = { locale: 'zh-CN', zone: 'Asia/Shanghai', country: '', days: [], workbookId: 'w' } as const;
/** Task: R / S, as they are taken over. */
const taken = (rows: Cells, said: ReadingChoices) => {
  const found = recogniseWorkbook(rawOf(rows), said);
  if (!found.matrix) return null;
  const { taken: own } = matrixAdoptionOf({ ...found, matrix: found.matrix }, { ...CHOICES, said });
  return own.tasks.map(({ raci: r }) => `${r.name}: ${r.responsible ?? ''} / ${r.supporting ?? ''}`);
};

describe('a matrix with marks of its own', () => {
  it('is found with its marks, by a legend, by words, by what is full beside hollow', () => {
    expect(marksOf(CIRCLES)).toEqual(['○ 4 S', '● 3 R']);
    expect(marksOf(CIRCLES.slice(0, -1))).toEqual(['○ 4 S', '● 3 R']);
    expect(marksOf(LEAD)).toEqual(['Lead 3 R', 'Support 3 S', 'Review 1 C']);
    const short: Cells = [
      ['Area', 'PM', 'QA', 'Design'],
      ['Login', 'P', 'S', 'S'],
      ['Search', 'S', 'P', 'S'],
      ['Help', 'S', 'S', 'P'],
    ];
    expect(marksOf(short)).toEqual(['S 6 S', 'P 3 R']);
  });

  it('is none where somebody stands beside its marks again and again: they say how far each step is', () => {
    const [, header = [], ...rows] = [
      [],
      ['客户名称', '会计', '取票', '做账', '审核'],
      ['老街烘焙', '可可', '√', '√', '√'],
      ['鑫源五金', '燕姐', '√', '√', null],
      ['安捷货运', '可可', '√', '○', null],
      ['童心托育', '燕姐', '○', null, null],
    ];
    const kindOf = (cells: Cells) => recogniseWorkbook(rawOf(cells)).best?.kind;
    expect(kindOf([header, ...rows])).not.toBe('marks');
    expect(kindOf([header, ...rows].map((cells) => cells.filter((_, index) => index !== 1)))).toBe('marks');
  });

  it('has the meanings that its legend gives, whatever the marks look like', () => {
    const turned: Cells = [...CIRCLES.slice(0, -1), [], ['●', '协助'], ['○', '负责']];
    expect(marksOf(turned)).toEqual(['○ 4 R', '● 3 S']);
    for (const legend of ['●：协助 ○：负责', '图例：●协助　○负责', '● = 协助, ○ = 负责'])
      expect(marksOf([...CIRCLES.slice(0, -1), [], [legend]])).toEqual(['○ 4 R', '● 3 S']);
    const english: Cells = [
      ['Y = leads it; N = not involved'],
      ['Task', 'Ann Lee', 'Bob Ray', 'Zoe Fox'],
      ['Call', 'Y', 'N', 'N'],
      ['Print', 'N', 'Y', 'N'],
      ['Ship', 'N', 'N', 'Y'],
    ];
    expect(marksOf(english)).toEqual(['N 6 -', 'Y 3 R']);
  });

  it('is asked about once, and read by the answer', () => {
    const { texts, said } = talk(CIRCLES);
    expect(texts).toEqual(['矩阵的格子里，“○”（4 格）算支持 S、“●”（3 格）算负责人 R。对吗？']);
    expect(said).toEqual({ sheets: ['分工'], marks: { '○': 'S', '●': 'R' } });
    expect(taken(CIRCLES, said)).toEqual(['订展位: 李明 / 王丽', '做展板: 王丽 / 李明、孙杰', '寄请柬: 孙杰 / 王丽']);
  });

  it('is asked about mark by mark where the guess is wrong', () => {
    const { texts, said } = talk(CIRCLES, { marks: '2', 'mark ○': '5' });
    expect(texts.slice(1)).toEqual(['矩阵里的“○”（4 格）算：', '矩阵里的“●”（3 格）算：']);
    expect(said.marks).toEqual({ '○': 'I', '●': 'R' });
    expect(taken(CIRCLES, said)?.[0]).toBe('订展位: 李明 / ');
  });

  it('is none where somebody says that its marks speak of nobody', () => {
    const { said } = talk(CIRCLES, { marks: '3' });
    expect(said.marks).toEqual({});
    expect(taken(CIRCLES, said)).toBeNull();
  });

  it('is asked about in English, too', () =>
    expect(talk(LEAD, {}, 'en').texts[0]).toMatch(
      /“Lead” \(3 cells\) is read as Responsible \(R\), “Support” .* and “Review” \(1 cell\) is read as Consulted \(C\)\. Right\?$/,
    ));

  it('is never taken without an answer', () => {
    const { plan, matrix, best } = recogniseWorkbook(rawOf(CIRCLES));
    expect([plan, matrix, best?.kind]).toEqual([null, null, 'marks']);
  });

  it('has people over its columns where names stand below roles', () => {
    const roles: Cells = [
      [null, '项目经理', '设计师', '采购'],
      ['任务', '李明', '王丽', '孙杰'],
      ...CIRCLES.slice(2, 5),
    ];
    const { said, raw } = talk(roles);
    const own = proposalOf(raw, said, 'zh-CN').sheets[0];
    expect(own?.people.map(({ text }) => text)).toEqual(['李明', '王丽', '孙杰']);
    expect(taken(roles, said)?.[0]).toBe('订展位: 李明 / 王丽');
  });

  it('leaves what was said in the settings', () => {
    const { said } = talk(CIRCLES);
    const found = recogniseWorkbook(rawOf(CIRCLES), said);
    const { addSheets } = matrixAdoptionOf({ ...found, matrix: found.matrix! }, { ...CHOICES, said });
    const cells = addSheets.flatMap(({ rows }) => rows.map((row) => row.map(({ value }) => value)));
    expect(cells.filter(([key]) => String(key).startsWith('mark.')).map((row) => row.slice(0, 3))).toEqual([
      ['mark.S', null, '○'],
      ['mark.R', null, '●'],
    ]);
  });

  it.each<[string, Cells]>([
    [
      'a checklist',
      [
        ['Item', 'Cleaned', 'Painted', 'Checked'],
        ['Door', '✓', '✓', ''],
        ['Wall', '✓', '', '✓'],
        ['Roof', '', '✓', '✓'],
      ],
    ],
    [
      'a schedule',
      [
        ['Task', 'Mon', 'Tue', 'Wed', 'Thu'],
        ['Call', 'x', 'x', '', ''],
        ['Print', '', 'x', 'x', ''],
        ['Ship', '', '', 'x', 'x'],
      ],
    ],
    [
      'a list of sizes',
      [
        ['件', '一月', '二月', '三月'],
        ['杯', 'M', 'L', 'M'],
        ['盘', 'L', 'M', 'L'],
        ['碗', 'M', 'M', 'L'],
      ],
    ],
  ])('%s is none', (_, rows) => expect(marksOf(rows)).toBeUndefined());
});
