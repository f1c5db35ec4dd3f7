/** The words by which minutes name their sections, their first lines and the columns of their tables. */
import { columnOf } from '../../sheet-templates/index.ts';
import { folded, normal } from '../text/words.ts';

/**
 * `before`: what the last meeting left; its topics are not this one's. `open`: what was left undecided; `signed`: where people sign.
 */
export type MinutesSection =
  | 'about'
  | 'before'
  | 'present'
  | 'topics'
  | 'actions'
  | 'decisions'
  | 'open'
  | 'note'
  | 'next'
  | 'signed'
  | 'other';

/** `1.`, `一、`, `（二）`, `第三部分`, and what stands around a heading's words. */
const NUMBERING =
  /^(?:\d{1,2}(?:\.\d{1,2})+[.、．]?\s*|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?\s*[.、．:：)）]\s*|第[一二三四五六七八九十\d]{1,3}(?:部分|项)\s*[:：、]?\s*)+/;
const AROUND = /^(?:[\s【〖[\p{Extended_Pictographic}]|\ufe0f)+|[\s:：】〗\]]+$/gu;
const REMARK = /\s*[（(][^（）()]{0,40}[）)]\s*$/;

/** A heading's own words. */
export const headingWords = (text: string): string => text.replace(NUMBERING, '').replace(AROUND, '').trim();

/** Folded, and Chinese without the blanks by which people spread a label: `主 持 人`. */
const label = (text: string): string => folded(text).replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

const SECTIONS: readonly (readonly [MinutesSection, RegExp])[] = [
  [
    'before',
    /^(?:review of )?(?:the )?(?:last|previous) (?:meeting|minutes)|^上(?:次|周)(?:会议|纪要)|^(?:上次|上周|已)(?:已)?(?:完成)(?:的)?(?:任务|工作|情况)?$|^已完成(?:的)?(?:任务|工作|事项)/,
  ],
  ['next', /^(?:下次|下一次|确定下次|下期)(?!.*(?:任务|工作))|^(?:next|upcoming|future) meetings?/],
  [
    'signed',
    /^(?:参会人员?|与会人员?|会议|相关|各?部门|主持人?|记录人?|审核人?|审批人?|主持人?、记录人?)?(?:签字|签名|签章|会签|签到)(?:确认|栏|表)?$|^(?:host|recorder|chair|attendee)?(?:'?s'?)? ?(?:signatures?|sign-?off)$|^signed(?: by)?$/,
  ],
  [
    'actions',
    /^(?:会后|会议|近期|本周|下周|本期|后续|下阶段|下一阶段)?(?:待办|行动|跟进|落实|任务|代办)(?:事项|清单|任务|项|计划|点|要点|安排|分工|分配|列表)?(?:计划)?(?:表|清单)?(?:与责任人|及责任人|及分工|和分工)?$|^(?:会后|后续|下一步|下一阶段|下阶段|下周|本周|近期|接下来|会议)(?:的)?(?:行动|工作|安排|计划|跟进|任务|要做的事)(?:安排|计划|事项|要求|部署|内容|任务)?(?:表)?$|^(?:任务|工作|人员|责任)?(?:分工|任务分配|任务安排|工作安排|工作计划|工作部署|任务布置)(?:安排|情况|表)?$|^决议(?:事项)?(?:及|与)(?:行动|落实|责任)(?:计划|人|事项)?$|^to[- ]?do'?s?(?: list| items?)?$|^action (?:items?|points?|list|register|plan)(?: table)?$|^actions?(?: and owners| plan)?$|^(?:what.s next|next steps|follow-?ups?)$|^assignments$/,
  ],
  [
    'decisions',
    /^(?:会议|讨论|主要|最终)?(?:达成|形成)?(?:的)?(?:结论|决议|决定|共识|决策|议定|定论|成果|一致意见|讨论结果|会议结果)(?:事项|内容|情况)?$|^(?:会议|讨论)结果$|^(?:key )?(?:decisions?|resolutions?|conclusions?|agreements?|consensus)(?: made| reached)?$/,
  ],
  [
    'open',
    /^(?:未决|遗留|待定|待议|待解决|待确认|待讨论|未解决|悬而未决)(?:的)?(?:事项|问题|议题|点|项)?$|^疑问点?$|^(?:open|unresolved|outstanding|pending) (?:items?|questions?|issues?|points?|matters)$/,
  ],
  [
    'topics',
    /^(?:会议|主要|本次|本次会议|今日)?(?:主要)?(?:议题|议程|议事|议项|分享与讨论|讨论(?:事项|内容|议题|要点|情况|主题|记录)|主要内容|内容|纪要|简记|审议事项|重点内容|要点|事项|会议事项|会议过程|记录内容)(?:内容)?(?:(?:及|与|和)?(?:讨论|讨论情况|讨论内容|讨论记录|内容|情况|议题|纪要|要点|决议|结论))?(?:情况|记录)?$|^会议(?:议程|内容)?(?:及|与)?(?:主要)?(?:内容|要点)$|^(?:sample |meeting )?agenda(?: items?)?(?: and (?:discussion|minutes))?$|^(?:meeting )?(?:topics|minutes|notes)(?: and discussions?)?$|^(?:topics|items) discussed$|^discussion(?: items| points| topics| of topics)?$|^topics and (?:views|decisions)$/,
  ],
  [
    'present',
    /^(?:参会|与会|出席|参加|到会|参与|列席|参加会议|出席会议)(?:部门)?(?:及|和|与)?(?:的)?(?:人员?|者|成员|名单|会议人员|情况)?(?:名单)?$|^出勤(?:情况)?$|^(?:attendees|present|participants|attendance|in attendance|who was there|(?:departments and )?attendees(?: by department)?)$/,
  ],
  [
    'about',
    /^(?:会议)?(?:概况|概要|基本信息|基本情况|基础信息|信息|简介|基本资料|人时地)$|^人时地$|^(?:meeting )?(?:details|information|links|basics)$/,
  ],
  ['note', /^(?:会议)?(?:备注|附注|其他说明|其它说明)(?:事项|说明)?$|^(?:remarks?|other remarks)$/],
];

/** The section a heading opens; null when it is none of the words. */
export const sectionOf = (text: string): MinutesSection | null => {
  const words = label(headingWords(text).replace(REMARK, '')).replace(/’/g, "'");
  return words.length > 40 ? null : (SECTIONS.find(([, shape]) => shape.test(words))?.[0] ?? null);
};

/** Headings of an agenda that stand in every minutes and settle nothing. */
const ROUTINE =
  /^(?:自由(?:发言|讨论)|其他|其它|分享了?其他|(?:开场|期待|总结)(?:环节|发言|致辞)?$|announcements?$|board meeting updates|q ?& ?a|qa(?![a-z])|问答|答疑|other|aob|any other business|welcome|introductions?$|opening|closing|adjourn|upcoming|links$)/;
export const isRoutine = (text: string): boolean => ROUTINE.test(folded(headingWords(text)));

export type Label =
  | 'name'
  | 'when'
  | 'start'
  | 'end'
  | 'place'
  | 'present'
  | 'departments'
  | 'absent'
  | 'host'
  | 'recorder'
  | 'note';

const LABELS: readonly (readonly [Label, RegExp])[] = [
  [
    'when',
    /^(?:本次)?(?:会议|召开|开会)?(?:时间|日期|时间[和与、及]?地点|日期和时间|日期与时间|日期时间|时间与日期)$|^(?:meeting )?(?:date|time|when|date (?:and|&) time|date ?\/ ?time)$/,
  ],
  ['start', /^(?:会议)?开始时间$|^start(?:s|ed)?(?: time)?$/],
  ['end', /^(?:会议)?结束时间$|^end(?:s|ed)?(?: time)?$/],
  [
    'place',
    /^(?:本次|会议|召开)*(?:地点|会议室|地址|方式|形式)(?:\/.{1,8}|或.{1,8}|及.{1,8})?$|^线上(?:会议)?(?:号|链接)$|^(?:meeting )?(?:place|location|venue|where|room)(?: ?\/ ?(?:online|link|platform))?$/,
  ],
  [
    'present',
    /^(?:实际)?(?:参会|与会|出席|参加|到会|参与|列席|参加会议|出席会议|应到|实到)(?:部门)?(?:及|和|与)?(?:的)?(?:人员?|者|成员|会议人员|单位及人员|同学|同事|嘉宾|领导)?(?:名单)?$|^(?:成员|人员|小组成员)$|^(?:attendees|present|participants|attending|in attendance|(?:departments and )?attendees(?: by department)?)$/,
  ],
  ['departments', /^(?:参会|与会|出席|参加|到会|参与)(?:部门|单位)$|^(?:departments|departments attending)$/],
  [
    'absent',
    /^(?:缺席|请假|未到|缺勤|未出席|未出勤|未参会)(?:人员?|者|情况)?$|^(?:absent|regrets|apologies|excused|absentees)$/,
  ],
  [
    'host',
    /^(?:会议)?(?:主持人?|主持人员|主席|召集人)$|^(?:host|chair|chair(?:person|man|woman)|chaired by|hosted by|facilitator|moderator|led by|meeting lead(?: \(pm\))?)$/,
  ],
  [
    'recorder',
    /^(?:会议)?(?:记录人?|记录者|纪要人|记录员|记录人员|整理人?|纪要整理人?)$|^(?:recorder|note[- ]?taker|minutes? taker|notes by|minutes by|recorded by|scribe|secretary)$/,
  ],
  ['name', /^(?:会议)(?:名称|主题|标题)$|^主题$|^(?:meeting|meeting (?:name|title)|title|subject)$/],
  ['note', /^(?:备注|附注)$|^(?:remarks?|note)$/],
];

/** What a label says of the meeting: `主 持 人`, `会议地点/线上`, `Date & time`; null for any other words. */
export const meetingLabel = (text: string): Label | null => {
  const words = label(
    text
      .replace(NUMBERING, '')
      .replace(/[:：]\s*$/, '')
      .replace(REMARK, ''),
  );
  return words.length > 32 ? null : (LABELS.find(([, shape]) => shape.test(words))?.[0] ?? null);
};

/** Labels that need no colon, as in a form: `会议名称　春季例会`. */
const SURE_LABEL =
  /^(?<about>会议(?:名称|主题|时间|日期|地点)|(?:会议)?(?:主持|记录)人|(?:参会|与会|出席|参加|参与)(?:部门及)?人员)\s+(?<value>\S.*)$/u;

/** `议题一：…`, `议题2 …`, `Topic 3 – …`: how a topic begins. */
const TOPIC =
  /^(?:议题|议程|议项|讨论事项|讨论主题|topic|agenda item)\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?)\s*(?:[:：、.．,，–—-]\s*|\s+|(?=《))(?<name>\S.*)$/i;
const TOPIC_ALONE = /^(?:议题|议程|议项|topic|agenda item)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[:：]?$/i;

/** The topic that this line begins by its number; null for any other line. */
export const topicNamed = (text: string): string | null =>
  TOPIC.exec(text.normalize('NFKC'))?.groups?.name?.trim() ?? null;

/** What one line of a topic concludes with: `共识`, `Consensus`. */
const CONCLUSION_WORD = /^(?:达成|形成)?(?:的)?(?:共识|结论|一致意见|决议)$|^(?:consensus|conclusion|decision|agreed)$/;

/** A word that stands in front of what it says in a form: a label, a section’s name, a topic’s number. */
export const isFormWord = (text: string): boolean => {
  const words = label(text).replace(/:$/, '');
  if (words === '' || words.length > 32) return false;
  return (
    meetingLabel(text) !== null || sectionOf(text) !== null || TOPIC_ALONE.test(words) || CONCLUSION_WORD.test(words)
  );
};

/** `会议时间：…`, `Date: …` as what it is about and what it says; null for any other line. */
export const labelled = (text: string): { readonly label: Label; readonly value: string } | null => {
  const bare = text.replace(NUMBERING, '').replace(/^(?:[\p{Extended_Pictographic}\s【[]|\ufe0f)+/u, '');
  const sure = SURE_LABEL.exec(bare);
  const [, about = '', value = ''] = /^([^:：；】\]]{1,32})(?:[】\]]\s*[:：]?|[:：；])\s*(.*)$/.exec(bare) ?? [];
  const own = meetingLabel(about);
  if (own !== null && about !== '') return { label: own, value: blanked(value) };
  const of = sure ? meetingLabel(sure.groups?.about ?? '') : null;
  return of === null ? null : { label: of, value: blanked(sure?.groups?.value ?? '') };
};

/** What is only underlined is left to be filled in. */
const blanked = (value: string): string => (/^[\s_＿—-]*$/.test(value) ? '' : value.trim());

/** The same of a line that says several: `主持人：周敏　记录：林悦`, `Chair: Ann Lee; Notes by: Bob`. */
export const labelsIn = (text: string): { readonly label: Label; readonly value: string }[] => {
  const first = labelled(text);
  if (!first) return [];
  // Before each further colon the longest run of words that is a label.
  for (const { index } of first.value.matchAll(/[:：]/g)) {
    const before = first.value.slice(0, index);
    for (const words of [3, 2, 1]) {
      const at = before.search(new RegExp(`(?:[^\\s;；,，|]{1,16}\\s){${words - 1}}[^\\s;；,，|]{1,16}$`));
      const further = at > 0 ? labelled(first.value.slice(at)) : null;
      if (!further) continue;
      const value = before.slice(0, at).replace(/[\s;；,，|]+$/, '');
      return [{ label: first.label, value }, ...labelsIn(first.value.slice(at))];
    }
  }
  return [first];
};

export type MinutesField =
  | 'index'
  | 'name'
  | 'owner'
  | 'department'
  | 'both'
  | 'due'
  | 'resources'
  | 'output'
  | 'note'
  | 'status'
  | 'topic'
  | 'points'
  | 'consensus'
  | 'length'
  | 'presenter'
  | 'person';

/** Headers of the actions' own columns, and what people call them in minutes. */
const HEADERS = new Map<string, MinutesField>();
for (const field of ['name', 'owner', 'department', 'due', 'resources', 'output', 'note'] as const) {
  const { header, aliases } = columnOf('actions', field);
  for (const word of [...Object.values(header), ...aliases]) HEADERS.set(normal(word), field);
}
for (const [field, words] of [
  ['index', ['序号', '编号', '号', 'No.', 'No', '#', 'Nr.', 'ID']],
  [
    'name',
    [
      ...['Action items', 'Actions', 'To do', 'What', 'Task description', 'Task name', 'Next step', 'Next steps'],
      ...[
        '工作内容',
        '行动项',
        '待办',
        '待办事项',
        '任务内容',
        '任务分工',
        '任务名称',
        '任务描述',
        '工作任务',
        '工作事项',
      ],
      ...[
        '具体事项',
        '具体工作',
        '具体任务',
        '行动计划',
        '事项内容',
        '跟进事项',
        '后续行动',
        '决议事项',
        '分工',
        '任务安排',
        '待办任务',
      ],
    ],
  ],
  [
    'owner',
    [
      ...['Who', 'Assignee', 'Lead', 'Responsible person', 'Person responsible', 'Owner(s)'],
      ...[
        '人员',
        '承办人',
        '跟进人',
        '责任人员',
        '负责人员',
        '负责',
        '主责人',
        '担当',
        '成员',
        '执行人员',
        '负责同学',
        '责任人/执行人',
      ],
    ],
  ],
  [
    'both',
    [
      '责任部门/人',
      '责任部门/责任人',
      '负责部门/人',
      '负责部门/负责人',
      '责任单位/人',
      '责任部门及责任人',
      'Department / owner',
    ],
  ],
  ['department', ['主责部门', '承办部门', '责任单位', '所属部门', '牵头部门', '所在部门', 'Team', 'Dept.', 'Dept']],
  [
    'due',
    [
      ...['By when', 'When', 'Date', 'Target date', 'Due by', 'Finish by'],
      ...[
        '时限',
        '期限',
        '日期',
        '时间',
        '截止',
        '截止时间',
        '完成期限',
        '计划完成时间',
        '要求完成时间',
        '计划完成日期',
        '预计完成时间',
      ],
      ...['时间节点', '完成节点', 'DDL', '交付时间'],
    ],
  ],
  [
    'resources',
    ['资源需求', '所需支持', '协助资源', '支持资源', '需协调资源', 'Resources needed', 'Required resources', 'Support'],
  ],
  ['output', ['输出', '输出物', '完成标准', '交付成果', '成果输出', '产出物', 'Outputs', 'Deliverables', 'Result']],
  ['note', ['备注', '说明', 'Remark', 'Remarks', 'Notes', 'Comments', 'Comment']],
  ['status', ['Status', 'State', '状态', '进度', '完成情况', '完成状态', '进展']],
  ['topic', ['Topic', 'Agenda item', '议题', '议程', '讨论事项', '议题名称', '会议议题', '讨论议题', '讨论主题']],
  [
    'points',
    ['各方观点', '各部门观点', '观点', '讨论情况', '讨论内容', '讨论要点', '各方意见', 'Views', 'Discussion', 'Points'],
  ],
  ['consensus', ['共识', '结论', '决议', '达成共识', '会议结论', '讨论结果', 'Consensus', 'Decision', 'Conclusion']],
  ['length', ['Time', 'Duration', 'Minutes', '时长', '用时']],
  ['presenter', ['汇报人', '主讲人', '发言人', 'Presenter', 'Speaker']],
  ['person', ['Name', 'Attendee', 'Attendees', 'Participant', '姓名', '参会人', '参会人员', '与会人员', '出席人员']],
] as const) {
  for (const word of words) if (!HEADERS.has(normal(word)) || field === 'person') HEADERS.set(normal(word), field);
}

/** What each column of a table holds; a header that is none of these words is null. */
export const fieldsOf = (cells: readonly string[]): (MinutesField | null)[] =>
  cells.map((cell) => HEADERS.get(normal(cell.replace(/[*`]/g, ''))) ?? null);

/** The field that a word in front of a colon names: `负责人：王丽`. */
export const fieldNamed = (word: string): MinutesField | null => HEADERS.get(normal(word)) ?? null;

/** Whether these cells head a list of actions, topics or people: most of them say what stands below. */
export const isHeaderRow = (cells: readonly string[]): boolean => {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length < 2 || filled.some((cell) => cell.length > 24)) return false;
  const known = fieldsOf(filled).filter((field) => field !== null);
  const says = known.some((field) => field === 'name' || field === 'topic' || field === 'person');
  return says && known.length >= 2 && known.length * 2 > filled.length;
};
