/**
 * A tracker workbook of any size, the same bytes on every run: sheet 1 `进度跟踪` with twelve columns (text from shared
 * strings, dates, a percentage, one volatile formula with its cached value), styled header, frozen pane, table,
 * drop-down and conditional format; sheet 2 `催办记录` with 200 rows. Written as Excel writes it.
 */
import { randomOf } from '../../test/support/random.ts';
import { MAIN, workbookFile } from '../../test/support/workbook.ts';
import { cycled } from '../lists.ts';

const words = (text: string): readonly string[] => text.split(' ');
const HEADERS = words('编号 任务 负责人 部门 开始日期 截止日期 状态 进度 交付物 风险 备注 剩余天数');
const LOG_HEADERS = words('记录号 任务编号 负责人 日期 次数 渠道 内容 结果');
const STATUSES = words('未开始 进行中 进行中 已完成 已完成 受阻 待确认');
const DEPARTMENTS = words('市场部 产品研发中心 供应链管理部 财务部 人力资源部 客户服务部 质量部 信息技术部');
const VERBS = words('完成 推进 评审 梳理 对接 上线 验收 编制 更新 落实');
const PROJECTS = words('华东一期 华南二期 总部专项 西部试点 重点客户 数字化转型');
const OBJECTS = words(
  '经营分析季报 供应商准入资料 门店巡检清单 年度预算初稿 客户回访记录 新品包装设计稿 仓库盘点差异表',
);
const OUTPUTS = words('报告 清单 系统功能 会议纪要 方案终稿');
const RISKS = ['低', '中', '高', ''] as const;
const NOTES = words(
  '等待供应商回函 已电话沟通，下周给出反馈 资料缺少盖章页 按例会要求调整范围 预算审批中 接口文档版本不一致',
);
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙';
const GIVEN = '伟芳娜秀英敏静丽强磊军洋';

/** 2026-11-20 as a serial number of the 1900 system. */
export const TODAY_IN_CELLS = 46346;
export const SHEET = '进度跟踪';
export const LOG_SHEET = '催办记录';

class Strings {
  readonly #index = new Map<string, number>();
  cell(ref: string, text: string, style = ''): string {
    const index = this.#index.get(text) ?? this.#index.size;
    this.#index.set(text, index);
    return `<c r="${ref}"${style} t="s"><v>${index}</v></c>`;
  }
  items(): string {
    return [...this.#index.keys()].map((text) => `<si><t>${text}</t></si>`).join('');
  }
}

const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><color rgb="FFFFFFFF"/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs></styleSheet>`;

export const makeBenchWorkbook = (rows: number): Buffer => {
  const random = randomOf(20261120);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(from: readonly T[]): T => cycled(from, below(from.length));
  const letter = (from: string) => from.charAt(below(from.length));
  const people = Array.from({ length: 120 }, () => letter(SURNAMES) + letter(GIVEN) + letter(GIVEN));
  const strings = new Strings();
  const heading = (headers: readonly string[]) =>
    `<row r="1">${headers.map((text, i) => strings.cell(`${'ABCDEFGHIJKL'[i]}1`, text, ' s="1"')).join('')}</row>`;

  const sheet = [heading(HEADERS)];
  for (let row = 2; row <= rows + 1; row++) {
    const start = TODAY_IN_CELLS - below(200);
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
      `<c r="L${row}"><f>F${row}-TODAY()</f><v>${due - TODAY_IN_CELLS}</v></c></row>`,
    );
  }
  const log = [heading(LOG_HEADERS)];
  for (let row = 2; row <= 201; row++) {
    log.push(
      `<row r="${row}">`,
      strings.cell(`A${row}`, `R-${String(row).padStart(5, '0')}`),
      strings.cell(`B${row}`, `T-${String(row).padStart(6, '0')}`),
      strings.cell(`C${row}`, pick(people)),
      `<c r="D${row}" s="2"><v>${TODAY_IN_CELLS - 1 - below(60)}</v></c><c r="E${row}"><v>${1 + below(4)}</v></c>`,
      strings.cell(`F${row}`, pick(['邮件', '企业微信', '电话'])),
      strings.cell(`G${row}`, '请更新任务进度与预计完成日期'),
      strings.cell(`H${row}`, pick(['已回复', '未回复'])),
      '</row>',
    );
  }

  const last = rows + 1;
  return workbookFile({
    styles: STYLES,
    strings: strings.items(),
    afterSheets: '<calcPr calcId="191029"/>',
    sheets: [
      {
        title: SHEET,
        head: `<dimension ref="A1:L${last}"/><sheetViews><sheetView workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="2" width="42" customWidth="1"/></cols>`,
        xml: sheet.join(''),
        tail: `<conditionalFormatting sqref="A2:L${last}"><cfRule type="expression" dxfId="0" priority="1"><formula>AND($F2&lt;TODAY(),$G2&lt;&gt;"已完成")</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="G2:G${last}"><formula1>"未开始,进行中,已完成,受阻,待确认"</formula1></dataValidation></dataValidations><tableParts count="1"><tablePart r:id="rId1"/></tableParts>`,
        tables: [
          `<table xmlns="${MAIN}" id="1" name="tasks" displayName="tasks" ref="A1:L${last}"><autoFilter ref="A1:L${last}"/><tableColumns count="12">${HEADERS.map((name, i) => `<tableColumn id="${i + 1}" name="${name}"/>`).join('')}</tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>`,
        ],
      },
      { title: LOG_SHEET, head: '<dimension ref="A1:H201"/>', xml: log.join('') },
    ],
  });
};
