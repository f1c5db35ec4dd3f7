import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsFormula, collectiveOwner, normal, saysNothing, splitNames } from '../../../core/text/words.ts';

describe('headers, labels and names are compared without case, width, white space and invisible characters', () => {
  it.each([
    [' Due Date ', 'due date'],
    ['DUE\nDATE', 'DueDate'],
    ['负 责 人', '负责人'],
    ['负责人\r\n', '负责人'],
    ['负责人　', '负责人'],
    ['ＩＤ', 'id'],
    ['负责人（Ｒ）', '负责人(R)'],
    ['进度％', '进度%'],
    ['\ufeffID', 'id'],
    ['Own\u200ber', 'owner'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['a\u00a0b', 'a b'],
    ['ﬁnish', 'finish'],
    ['Café', 'Cafe\u0301'],
  ])('%j equals %j', (a, b) => expect(normal(a)).toBe(normal(b)));

  it.each([
    ['开始', '结束'],
    ['Due', 'Dues'],
    ['R/A', 'RA'],
    ['T-0001', 'T-0010'],
  ])('%j differs from %j', (a, b) => expect(normal(a)).not.toBe(normal(b)));

  it.each(['İstanbul', 'e \u0301', 'e\u200b\u0301', 'Ǆ', 'ﬀ', '\u1e9e'])('%j compares like its own form', (text) =>
    expect(normal(normal(text))).toBe(normal(text)),
  );

  it('comparing the compared form changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => normal(normal(text)) === normal(text)));
  });
});

it('knows the ways to write that there is nothing', () => {
  for (const text of ['', ' ', '-', '——', '/', 'N/A', 'n.a.', '无', 'None']) expect(saysNothing(text), text).toBe(true);
  for (const text of ['0', '无锡', 'Nana', 'no', '是', 'T-0001']) expect(saysNothing(text), text).toBe(false);
});

describe('a cell with several people', () => {
  const PEOPLE = new Set([
    '张三',
    '李四',
    '李和平',
    '王五',
    'Li Ming',
    'wang@example.com',
    'Last, First',
    'Smith, John',
    'Anna Sand',
    'R&D/Test',
    'Bex',
    'Arun',
  ]);
  const names = (text: string) => splitNames(text, (name) => PEOPLE.has(name));

  it.each<[string, string[]]>([
    ['张三', ['张三']],
    ['  张三 ', ['张三']],
    ['张三、李四', ['张三', '李四']],
    ['张三，李四', ['张三', '李四']],
    ['张三,李四', ['张三', '李四']],
    ['张三；李四', ['张三', '李四']],
    ['张三; 李四', ['张三', '李四']],
    ['张三/李四／王五', ['张三', '李四', '王五']],
    ['张三&李四＆王五', ['张三', '李四', '王五']],
    ['张三\n李四\r\n王五', ['张三', '李四', '王五']],
    ['张三和李四', ['张三', '李四']],
    ['张三 和 李四', ['张三', '李四']],
    ['赵六和孙七', ['赵六', '孙七']],
    ['Arun and Bex', ['Arun', 'Bex']],
    ['Arun AND Bex', ['Arun', 'Bex']],
    ['Arun, Bex and Li Ming', ['Arun', 'Bex', 'Li Ming']],
    ['Charley,Bex', ['Charley', 'Bex']],
    ['张三 李四', ['张三', '李四']],
    ['张三、、李四、', ['张三', '李四']],
    ['张三、张三', ['张三']],
    ['', []],
    [' 、 ', []],
  ])('%j holds %j', (text, expected) => expect(names(text)).toEqual(expected));

  it.each<[string, string[]]>([
    ['Last, First', ['Last, First']],
    ['Smith, John; Last, First', ['Smith, John', 'Last, First']],
    ['Smith, John, Bex', ['Smith, John', 'Bex']],
    ['Bex/R&D/Test', ['Bex', 'R&D/Test']],
    ['李和平', ['李和平']],
    ['李和平和张三', ['李和平', '张三']],
    ['Anna Sand', ['Anna Sand']],
  ])('a separator inside a known name separates nothing: %j', (text, expected) =>
    expect(names(text)).toEqual(expected),
  );

  it.each<[string, string[]]>([
    ['Northwind Painting, Inc.', ['Northwind Painting, Inc.']],
    ['Northwind Painting, LLC, Bex', ['Northwind Painting, LLC', 'Bex']],
    ['海风 Co., Ltd.、张三', ['海风 Co., Ltd.', '张三']],
    ['Ann Lee, PhD; Bex', ['Ann Lee, PhD', 'Bex']],
    ['Bex, Incy', ['Bex', 'Incy']],
    ['Bex/Inc', ['Bex', 'Inc']],
  ])('what a firm is, or a degree, is a part of the name before it: %j', (text, expected) =>
    expect(names(text)).toEqual(expected),
  );

  it.each<[string, string[]]>([
    ['张三(组长)', ['张三']],
    ['张三（组长/PM）、李四', ['张三', '李四']],
    ['张三【主】', ['张三']],
    ['@张三', ['张三']],
    ['Li Ming <li@example.com>', ['Li Ming']],
    ['"Li Ming" <li@example.com>', ['Li Ming']],
    ['Someone <wang@example.com>', ['wang@example.com']],
    ['Smith, John <smith@example.com>; Bex', ['Smith, John', 'Bex']],
  ])('what stands around a known name is left out: %j', (text, expected) => expect(names(text)).toEqual(expected));

  it.each<[string, string[]]>([
    ['赵六', ['赵六']],
    ['和平', ['和平']],
    ['王和平', ['王和平']],
    ['Andy Sanderson', ['Andy Sanderson']],
    ['赵六(组长)', ['赵六(组长)']],
    ['New Person <new@example.com>', ['New Person <new@example.com>']],
    ['张三等', ['张三等']],
  ])('who is not known stays as written: %j', (text, expected) => expect(names(text)).toEqual(expected));

  it('a very long cell is split in time that grows with its length', () => {
    expect(names('张三、'.repeat(20_000))).toEqual(['张三']);
    expect(names('('.repeat(30_000))).toHaveLength(1);
    expect(names('<'.repeat(30_000))).toHaveLength(1);
  });
});

describe('an owner who is nobody in particular', () => {
  it.each(
    '全体 全体成员 全体人员 全员 大家 所有人 每个人 各部门 各相关部门 相关部门 有关部门 相关人员 各方 双方 团队 研发团队 项目组 测试组全体 市场部门 我们 待定 未定 待分配'.split(
      ' ',
    ),
  )('%j', (text) => expect(collectiveOwner(text)).toBe(true));

  it.each([
    '全 体',
    'Everyone',
    'everybody',
    'ALL',
    'All hands',
    'all teams',
    'All Departments',
    'the team',
    'Team',
    'Platform team',
    'relevant teams',
    'relevant departments',
    'All project members',
    'various',
    'We',
    'TBD',
    'tbc',
    'To be determined',
    'unassigned',
    '?',
  ])('%j', (text) => expect(collectiveOwner(text)).toBe(true));

  it.each([
    '张三',
    '全友',
    '方圆',
    '服部半藏',
    '佟大家',
    '李团',
    'Allan Poe',
    'Kendall',
    'Ally Team-Smith',
    'Everly One',
    'Wei',
    'Usha',
    'Li Ming',
    'Bothwell',
    '',
  ])('but not %j', (text) => expect(collectiveOwner(text)).toBe(false));
});

describe('text that a spreadsheet would calculate', () => {
  it.each([
    '=1+1',
    '=A1',
    '= A1',
    ' =A1',
    '\t=A1',
    '\r\n=A1',
    '\u200b=A1',
    '\ufeff=1',
    '　=1',
    '＝1+1',
    '＝HYPERLINK("http://example.com","x")',
    '﹦1',
    '=HYPERLINK("http://example.com","open")',
    '=SUM(A1:A3)',
    '={1,2}',
    '=(1)',
    '="a"',
    "='Sheet 1'!A1",
    '=#REF!',
    '=$A$1',
    '=-1',
    '=+1',
    '=@A1',
    '=.5',
    '=合计',
    '=_xlfn.STDEV.S(A1)',
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    "＋cmd|' /C calc'!A0",
    '=DDE("cmd","/C calc","x")',
    "-2+3+cmd|' /C calc'!A0",
    '@SUM(1)',
    '＠SUM(1+1)*2',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '+SUM(1)',
    '-SUM(A1:A2)*2',
    '- SUM(1)',
    '+HYPERLINK("http://example.com")',
    '-2+SUM(1)',
    '+A1',
    '-A1+B2',
    '-$B$2*3',
    '+Sheet1!A1',
    "+'My sheet'!A1",
    '--A1',
    '-2+3',
    '+1+2',
    '-(2+3)',
    '-5*2',
    '－2+3',
  ])('%j', (text) => expect(beginsFormula(text)).toBe(true));

  it.each([
    '',
    ' ',
    '-',
    '--',
    '---',
    '——',
    '=',
    '==',
    '======',
    '=== 会议 ===',
    '=> 下一步',
    '-5',
    '-5.2',
    '-5%',
    '－5',
    '+5',
    '+5 %',
    '- 5',
    '-5 天',
    '-5 days',
    '-1,000.50',
    '+86 138 0000 0000',
    '+86-138-0000-0000',
    '+86 (10) 8888 8888',
    '+1 555-0100-200',
    '＋86 138 0000 0000',
    '- item',
    '- 联系供应商',
    '-联系供应商',
    '-Call the supplier',
    '-call supplier (again)',
    '- check API(v2) documents',
    '+张三',
    '+ one more reviewer',
    '+1',
    '@name',
    '@张三',
    '@张三(组长)',
    '@张三 请看 A1',
    '@Li Ming please review',
    '--flag',
    '-- note',
    '- 2026-03-05 会议',
    '->',
    '-> next',
    '+-',
    '完成 =1+1 的核对',
    'a=1',
    '1+1',
    "'=1+1",
    'SUM(1)',
    'li@example.com',
    'A|B!',
    '+ 甲方|乙方 都同意!',
    '（-5）',
  ])('but not %j', (text) => expect(beginsFormula(text)).toBe(false));

  it('is judged in reasonable time for any text', () => {
    for (const start of ['=', '+', '-', '@', '-1', '+(', '-A(']) {
      for (const middle of ['1+', 'a', '(', ')', '1', ' ', '|', '-', 'a|', '.', '1 ']) {
        expect(typeof beginsFormula(start + middle.repeat(20_000))).toBe('boolean');
      }
    }
  });
});
