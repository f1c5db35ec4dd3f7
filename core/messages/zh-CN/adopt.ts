/** In Chinese: taking a team’s own workbook in. */
import type { Locale } from '../../../sheet-templates/index.ts';
import type { Language } from '../language.ts';
import { countWord, fewOf, listOf, someOf, titled } from './format.ts';

interface Rows {
  readonly count: number;
  readonly rows: readonly (number | string)[];
}
interface Examples {
  readonly count: number;
  readonly examples: readonly string[];
}
type Words = readonly { readonly word: string; readonly count: number }[];

const rowsOf = ({ rows, count }: Rows) =>
  rows.every((row) => typeof row === 'number') ? `第 ${fewOf(rows, count)} 行` : fewOf(rows.map(rowIn), count);
/** A row of a further sheet is named `Sheet!7`. */
const rowIn = (row: number | string) =>
  String(row).replace(
    /^(?:(.*)!)?(\d+)$/,
    (_, title?: string, at?: string) => `${title === undefined ? '' : `“${title}”`}第 ${at} 行`,
  );
const examplesOf = ({ examples, count }: Examples) => fewOf(examples, count, '；');
const wordsOf = (words: Words) => someOf(words.map(({ word, count }) => (count > 1 ? `${word} × ${count}` : word)));
const sumOf = (words: Words) => words.reduce((sum, { count }) => sum + count, 0);
const across = (names: readonly string[]) => someOf(names, 12);
const UNREAD = 10;

export const adopt: Language['adopt'] = {
  otherEnding: ({ path, ending }) => `${path} 应与原文件一样以 ${ending} 结尾。请换一个名字。`,
  placeholder: { row: '行号', column: '列' },
  nothingToAdopt: ({ name, found, call }) =>
    `${name} 里没有可以跟踪的任务表，文件没有改动。${found.join('')}接力需要一张表：一列任务，再加负责人、截止日期、状态中的至少一列，每列都有表头。如果其中一张确实是任务表，请说明在哪里：${call}`,
  unsureOfSheet: ({ name, title, row, columns, lacks, call }) =>
    [
      `${name} 没有改动：不确定“${title}”是不是任务表。`,
      `第 ${row} 行认出了：${columns.join('，')}。`,
      ...(lacks.length > 0 ? [`没找到：${listOf(lacks)}。`] : []),
      `如果就是这张表，列也对，请运行：${call}`,
    ].join(''),
  unsureOfMarks: ({ name, title, marks, call }) =>
    `${name} 没有改动：“${title}”像分工矩阵，里面的记号不认识（${marks.join('、')}）。如果是这个意思，请运行：${call}`,
  choice: {
    notARow: ({ text }) => `--header 后面要写行号，例如 3；“${text}”不是行号。`,
    notWorkdays: ({ text }) => `--quiet-days 后面要写 0 到 250 的工作日数，例如 5；“${text}”不是。`,
    notAPair: ({ flag, text }) =>
      `${flag} ${text} 的等号少了一边。例如：${flag === '--map' ? '--map due=F' : `${flag} "表里的写法=它的意思"`}`,
    noSuchMeaning: ({ text, known }) => `列的含义里没有“${text}”。可以写：${known.join('、')}。`,
    noSuchState: ({ text, known }) => `状态里没有“${text}”。可以写：${known.join('、')}；不算状态的写 -。`,
    noSuchLetter: ({ text, known }) => `矩阵里没有“${text}”这个字母。可以用：${known.join('、')}，- 表示不算。`,
    noSuchSheet: ({ text, titles }) => `没有“${text}”这张表。有：${someOf(titles, 12)}。`,
    noSuchColumn: ({ text, title, row, headers }) =>
      `“${title}”第 ${row} 行里没有“${text}”这一列。有：${someOf(headers, 12)}。`,
  },
  nearly: {
    colours: ({ title }) => `“${title}”是按日期铺开的进度图，状态只在格子的颜色里，颜色读不出来。`,
    unnamed: ({ title, column, examples }) =>
      `“${title}”的 ${column} 列像是任务（${examples.join('、')}），但没有表头，不能确定。`,
    other: ({ title, header }) => `“${title}”有“${header}”列，但没有认出负责人、截止日期或状态。`,
    directory: ({ title }) => `“${title}”是通讯录。`,
    departments: ({ title }) => `“${title}”是部门清单。`,
  },

  nothingToDo: ({ name }) => `${name} 已经是接力的工作簿，没有要做的。`,
  copy: ({ name }) =>
    `${name} 是一本接力工作簿的复制件，现在有了自己的编号，从此单独寄信。原来的寄信记录留着：已经说过的不会再说一遍。`,
  adopted: ({ path }) => `已接管 ${path}，原有的内容都保持原样。`,
  changed: ({ path }) => `从现在起这样读 ${path}，原有的内容和已经给的编号都不变。`,
  recordLost: ({ path }) =>
    `寄信记录（_ledger）不在了，或者少了几行，就这样接着记：以前说过的可能再说一遍。有备份的话，请在下一次检查之前运行 npm run -s baton -- restore ${path} 备份`,
  added: ({ ids, shown, hidden }) => {
    const column = ids ? `“${ids.header}”列（${ids.given} 个编号）和` : '';
    const sheets = shown.length > 0 ? `工作表${titled(shown)}` : '';
    const notes = hidden > 0 ? `${countWord(hidden)}张隐藏的记录表` : '';
    return `添加了${column}${[sheets, notes].filter(Boolean).join('，以及')}。`;
  },
  calendar: ({ spoken, zone, holidays, settings }) =>
    `工作簿语言：${spoken}；时区：${zone}；假期：${holidays ?? '没有，周一到周五都上班'}。不对的话，请在“${settings}”里改。`,
  spoken: { 'zh-CN': '中文', en: '英文' } satisfies Readonly<Record<Locale, string>>,
  next: ({ directory, list }) =>
    `下一步：${directory === null ? '' : `在“${directory}”里填上邮箱，或者用 ${list} 从名单里读；然后`}运行`,
  aList: '名单',

  sheet: {
    readAs: ({ title, tabs, row }) => `“${title}”读作${listOf(tabs)}，表头在第 ${row} 行：`,
    tasks: '任务表',
    unsure: ({ headers, name, setting, flag }) =>
      `拿不准：${listOf(headers)} ${headers.length > 1 ? '都' : ''}可能是“${name}”，${headers.length > 1 ? '都' : ''}没有用。请在“设置”的 ${setting} 里写上对的表头；接管之前可以用 ${flag} 说明。`,
    notDates: ({ header, name, examples }) =>
      `没有用：“${header}”像是“${name}”，但里面不是日期（${listOf(examples)}）。`,
    others: ({ headers }) =>
      `其余的列保持原样：${someOf(headers, 12)}${headers.length > 12 ? `（共 ${headers.length} 列）` : ''}`,
    furtherTable: ({ row }) => `第 ${row} 行开始是另一张表，没有动它。要跟进那张表，请把它移到单独的工作表。`,
  },
  alone: {
    secondTasks: ({ title }) =>
      `“${title}”也是任务表，这次没有动它。要一起跟进：表头一样就运行 adopt … --together，不一样就另存成一本工作簿再接管。`,
    together: ({ title }) => `“${title}”的列一样，也一起跟进。以后再加这样的表，请再运行一次 adopt … --together。`,
    secondMatrix: ({ title }) =>
      `“${title}”也是 RACI 矩阵，但一本工作簿只抄一张，没有动它。要一起跟踪，请另存成一本工作簿再接管。`,
    matrix: ({ title }) =>
      `“${title}”是 RACI 矩阵，但这本工作簿的任务读自别的工作表，没有动它。要从矩阵开始，请把它另存成一本工作簿再接管。`,
    colours: ({ title }) => `“${title}”的状态只在格子的颜色里，颜色读不出来，没有动它。`,
    others: ({ titles }) =>
      titles.length === 1 ? `“${titles[0]}”没有动。` : `其余 ${titles.length} 张表没有动：${someOf(titles, 6)}`,
  },
  rows: {
    tasks: ({ tasks, more }) => `读到 ${tasks} 个任务${more ? '：' : '。'}`,
    theirIds: ({ header }) => `编号用“${header}”列原来的值。请不要重新编号：接力靠它认任务。`,
    headings: (rows) =>
      `${rows.count} 行只有名称，当作标题，不跟踪（${rowsOf(rows)}）。写上负责人、日期或状态就是任务。`,
    withoutOwner: (rows) => `${rows.count} 个任务没有负责人（${rowsOf(rows)}）。`,
    severalOwners: (such) => `${such.count} 行写了几位负责人，由第一位牵头，其他人协助：${examplesOf(such)}`,
    collective: (such) => `${such.count} 个任务的负责人不是具体的人：${examplesOf(such)}`,
    statuses: ({ read, unread, left, such }) =>
      `状态：读懂 ${read} 个${left.length > 0 ? `，先不管 ${sumOf(left)} 个（${wordsOf(left)}），当作没完成` : ''}${unread.length > 0 ? `，读不懂 ${sumOf(unread)} 个（${wordsOf(unread)}），先当作没完成。要说明一个词的意思：adopt … --status "${such}=in-progress"` : '。'}`,
    dates: ({ read, unread }) =>
      `日期：读懂 ${read} 个${unread.count > 0 ? `，读不懂 ${unread.count} 个（${examplesOf(unread)}）。写成 2026-03-06 这样，带上年份，就能读懂` : ''}。`,
    ordered: ({ text, day }) =>
      `“${text}”这样的日期读作 ${day}：只有这个顺序，整列日期才都说得通。不对的话，请把年份写在最前面。`,
  },
  missing: {
    title: '还缺：',
    addresses: ({ without, people, names }) =>
      `邮箱：${without === people ? `${people} 个人都还没有` : `${people} 个人里有 ${without} 个还没有`}（${fewOf(names, without)}）。没有邮箱就不寄信。`,
    people: '人：表里没有写任何人，所以还没有人可以通知。',
    without: {
      responsible:
        '负责人：没有一列写明任务归谁，所以只提醒专人。加一列“负责人”，把人也写进通讯录，下一次检查就会读到。',
      due: '截止日期：没有一列写明哪天完成，所以不提醒、不升级，只告诉大家有哪些任务、有什么变化。加一列“截止日期”，下一次检查就会读到。',
    },
    status: ({ tracker }) =>
      `状态：表里没有状态列，所以添加了“${tracker}”，任务做到哪里写在那里。下一次检查会把任务列进去；不写“已完成”，过期的就会一直提醒。`,
    roles: ({ settings, roles }) => `“${settings}”里还没有写：${listOf(roles)}。`,
    role: { keeper: '专人（管这本工作簿的人）', projectLead: '项目负责人', executive: '分管高管（最后拍板的人）' },
  },
  ahead: {
    mails: ({ mails, people, without, days }) =>
      `没有变化的话，接下来 ${days} 个工作日会给 ${people} 个人寄 ${mails} 封信${without > 0 ? '，前提是他们都有邮箱' : ''}。`,
    none: {
      empty: (days) => `接下来 ${days} 个工作日不会寄信：表里还没有任务。`,
      'all-done': (days) => `接下来 ${days} 个工作日不会寄信：任务都已完成或取消。`,
      'no-owners': (days) => `接下来 ${days} 个工作日除了专人不会给别人寄信：没有完成的任务都没有负责人。`,
      'no-dates': (days) =>
        `接下来 ${days} 个工作日不会寄信：没有完成的任务都没有截止日期。在“设置”里填 quietDays，就会隔一阵请负责人说一下进展。`,
      statuses: (days) =>
        `接下来 ${days} 个工作日不会寄信：状态列里的词不认识。请说明意思：adopt … --status "词=in-progress"`,
      far: (days) => `接下来 ${days} 个工作日不会寄信：这段时间没有到期或逾期的事。`,
    },
    shortened: ({ days, of, tasks }) =>
      `任务有 ${tasks} 个，只试算了 ${of} 个工作日里的前 ${days} 个；每天的检查不受这个限制。`,
  },
  matrix: {
    into: ({ title, row, tasks, into }) =>
      `“${title}”是 RACI 矩阵（表头在第 ${row} 行），没有动它。${tasks} 个任务抄进了“${into}”，以后以“${into}”为准：`,
    people: ({ people }) => `上方有 ${people.length} 个人：${across(people)}`,
    departments: ({ departments }) => `上方有 ${departments.length} 个部门或角色：${across(departments)}`,
    columns: ({ columns }) => `一起抄来的列：${columns.join('、')}`,
    other: ({ columns }) => `只留在矩阵里的列：${columns.join('、')}`,
    nobody: ({ letters, columns }) => `没有写明是谁的列，${letters} 个字母没有用：${columns.join('、')}`,
    headings: (rows) => `${rows.count} 行没有字母，当作标题，没有抄（矩阵${rowsOf(rows)}）。`,
    nameless: (rows) => `${rows.count} 行有字母，没有任务名称，没有抄（矩阵${rowsOf(rows)}）。`,
    withoutLead: (rows) => `${rows.count} 个任务没有 R（矩阵${rowsOf(rows)}）。`,
    severalLeads: (rows) => `${rows.count} 个任务有几个 R，都写进了负责人一格，请只留一位（矩阵${rowsOf(rows)}）。`,
    asSupport: ({ letters }) =>
      `${listOf(letters.map(({ letter, count }) => `${letter}（${count} 格）`))}当作 S（支持）。`,
    unread: ({ cells }) => `${cells.length} 格读不懂，没有用：${fewOf(cells.slice(0, UNREAD), cells.length, '；')}`,
    withoutHead: ({ departments, letters, into }) =>
      `部门或角色不是一个人，也没有写明负责人的有：${across(departments)}。它们的 R 写进了“责任部门”，负责人空着${letters > 0 ? `，${letters} 个 C、I 没有抄` : ''}。请在“${into}”里写上人。`,
    listed: ({ title, names }) => `补进“${title}”：${across(names)}`,
    noDates: ({ into }) => `矩阵里没有截止日期，请填在“${into}”里。`,
  },
};
