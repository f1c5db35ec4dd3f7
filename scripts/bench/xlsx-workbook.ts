import { writeZip } from '../../functions/xlsx/zip.ts';
import { randomOf } from '../../test/support/random.ts';

/**
 * A tracker workbook of any size, the same bytes on every run: sheet 1 `进度跟踪` with twelve columns (text from shared
 * strings, dates, a percentage, one volatile formula with its cached value), styled header, frozen pane, table,
 * drop-down and conditional format; sheet 2 `催办记录` with 200 rows. Written as Excel writes it.
 */

const HEADERS = [
  '编号',
  '任务',
  '负责人',
  '部门',
  '开始日期',
  '截止日期',
  '状态',
  '进度',
  '交付物',
  '风险',
  '备注',
  '剩余天数',
];
const LOG_HEADERS = ['记录号', '任务编号', '负责人', '日期', '次数', '渠道', '内容', '结果'];
const STATUSES = ['未开始', '进行中', '进行中', '已完成', '已完成', '受阻', '待确认'] as const;
const DEPARTMENTS = [
  '市场部',
  '产品研发中心',
  '供应链管理部',
  '财务部',
  '人力资源部',
  '客户服务部',
  '质量部',
  '信息技术部',
];
const VERBS = ['完成', '推进', '评审', '梳理', '对接', '上线', '验收', '编制', '更新', '落实'];
const PROJECTS = ['华东一期', '华南二期', '总部专项', '西部试点', '重点客户', '数字化转型'];
const OBJECTS = [
  '经营分析季报',
  '供应商准入资料',
  '门店巡检清单',
  '年度预算初稿',
  '客户回访记录',
  '新品包装设计稿',
  '仓库盘点差异表',
];
const OUTPUTS = ['报告', '清单', '系统功能', '会议纪要', '方案终稿'];
const RISKS = ['低', '中', '高', null] as const;
const NOTES = [
  '等待供应商回函',
  '已电话沟通，下周给出反馈',
  '资料缺少盖章页',
  '按例会要求调整范围',
  '预算审批中',
  '接口文档版本不一致',
];
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙';
const GIVEN = '伟芳娜秀英敏静丽强磊军洋';

/** 2026-11-20 as a serial number of the 1900 system. */
export const TODAY = 46346;
export const SHEET = '进度跟踪';
export const LOG_SHEET = '催办记录';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

class Strings {
  readonly #index = new Map<string, number>();
  #uses = 0;
  cell(ref: string, text: string, style = ''): string {
    this.#uses++;
    const index = this.#index.get(text) ?? this.#index.size;
    this.#index.set(text, index);
    return `<c r="${ref}"${style} t="s"><v>${index}</v></c>`;
  }
  xml(): string {
    const items = [...this.#index.keys()].map((text) => `<si><t>${text}</t></si>`);
    return `${DECLARATION}<sst xmlns="${MAIN}" count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><color rgb="FFFFFFFF"/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs></styleSheet>`;

export const makeWorkbook = (rows: number): Buffer => {
  const random = randomOf(20261120);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  const letter = (from: string) => from[below(from.length)]!;
  const people = Array.from({ length: 120 }, () => letter(SURNAMES) + letter(GIVEN) + letter(GIVEN));
  const strings = new Strings();
  const heading = (headers: readonly string[]) =>
    `<row r="1">${headers.map((text, i) => strings.cell(`${'ABCDEFGHIJKL'[i]}1`, text, ' s="1"')).join('')}</row>`;

  const sheet = [heading(HEADERS)];
  for (let row = 2; row <= rows + 1; row++) {
    const start = TODAY - below(200);
    const due = start + 3 + below(118);
    const status = pick(STATUSES);
    const progress = status === '已完成' ? 1 : status === '未开始' ? 0 : (5 + below(90)) / 100;
    const risk = pick(RISKS);
    const task = `${pick(VERBS)}${pick(PROJECTS)}${pick(OBJECTS)}（第${1 + below(Math.max(20, rows >> 3))}批）`;
    sheet.push(
      `<row r="${row}">`,
      strings.cell(`A${row}`, `T-${String(row).padStart(6, '0')}`),
      strings.cell(`B${row}`, task),
      strings.cell(`C${row}`, pick(people)),
      strings.cell(`D${row}`, pick(DEPARTMENTS)),
      `<c r="E${row}" s="2"><v>${start}</v></c><c r="F${row}" s="2"><v>${due}</v></c>`,
      strings.cell(`G${row}`, status),
      `<c r="H${row}" s="3"><v>${progress}</v></c>`,
      strings.cell(`I${row}`, `${pick(OBJECTS)}${pick(OUTPUTS)}V${1 + below(5)}.${below(10)}`),
      risk ? strings.cell(`J${row}`, risk) : '',
      random() < 0.45 ? '' : strings.cell(`K${row}`, `${1 + below(12)}月${1 + below(28)}日：${pick(NOTES)}`),
      `<c r="L${row}"><f>F${row}-TODAY()</f><v>${due - TODAY}</v></c></row>`,
    );
  }
  const log = [heading(LOG_HEADERS)];
  for (let row = 2; row <= 201; row++) {
    log.push(
      `<row r="${row}">`,
      strings.cell(`A${row}`, `R-${String(row).padStart(5, '0')}`),
      strings.cell(`B${row}`, `T-${String(row).padStart(6, '0')}`),
      strings.cell(`C${row}`, pick(people)),
      `<c r="D${row}" s="2"><v>${TODAY - 1 - below(60)}</v></c><c r="E${row}"><v>${1 + below(4)}</v></c>`,
      strings.cell(`F${row}`, pick(['邮件', '企业微信', '电话'])),
      strings.cell(`G${row}`, '请更新任务进度与预计完成日期'),
      strings.cell(`H${row}`, pick(['已回复', '未回复'])),
      '</row>',
    );
  }

  const last = rows + 1;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
      {
        'xl/workbook.xml': 'sheet.main',
        'xl/worksheets/sheet1.xml': 'worksheet',
        'xl/worksheets/sheet2.xml': 'worksheet',
        'xl/styles.xml': 'styles',
        'xl/sharedStrings.xml': 'sharedStrings',
        'xl/tables/table1.xml': 'table',
      },
    )
      .map(
        ([path, type]) =>
          `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
      )
      .join('')}</Types>`,
    '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets><sheet name="${SHEET}" sheetId="1" r:id="rId1"/><sheet name="${LOG_SHEET}" sheetId="2" r:id="rId2"/></sheets><calcPr calcId="191029"/></workbook>`,
    'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${[
      'worksheets/sheet1.xml worksheet',
      'worksheets/sheet2.xml worksheet',
      'styles.xml styles',
      'sharedStrings.xml sharedStrings',
    ]
      .map((part, i) => {
        const [target, type] = part.split(' ');
        return `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
      })
      .join('')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><dimension ref="A1:L${last}"/><sheetViews><sheetView workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="2" width="42" customWidth="1"/></cols><sheetData>${sheet.join('')}</sheetData><conditionalFormatting sqref="A2:L${last}"><cfRule type="expression" dxfId="0" priority="1"><formula>AND($F2&lt;TODAY(),$G2&lt;&gt;"已完成")</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="G2:G${last}"><formula1>"未开始,进行中,已完成,受阻,待确认"</formula1></dataValidation></dataValidations><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/table" Target="../tables/table1.xml"/></Relationships>`,
    'xl/worksheets/sheet2.xml': `${DECLARATION}<worksheet xmlns="${MAIN}"><dimension ref="A1:H201"/><sheetData>${log.join('')}</sheetData></worksheet>`,
    'xl/tables/table1.xml': `${DECLARATION}<table xmlns="${MAIN}" id="1" name="tasks" displayName="tasks" ref="A1:L${last}"><autoFilter ref="A1:L${last}"/><tableColumns count="12">${HEADERS.map((name, i) => `<tableColumn id="${i + 1}" name="${name}"/>`).join('')}</tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>`,
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': strings.xml(),
  };
  const content = new Map(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)]));
  return writeZip({ entries: [], comment: Buffer.alloc(0) }, content);
};
