/** The words by which minutes name their sections, their first lines and the columns of their tables. */
import { columnOf } from '../../sheet-templates/index.ts';
import { folded, normal } from '../text/words.ts';

/** `before`: what the last meeting left; its topics are not this one's. */
export type MinutesSection = 'about' | 'before' | 'present' | 'topics' | 'actions' | 'decisions' | 'next' | 'other';

/** `1.`, `一、`, `（二）`, `第三部分`, and what stands around a heading's words. */
const NUMBERING =
  /^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?\s*[.、．:：)）]\s*|第[一二三四五六七八九十\d]{1,3}(?:部分|项)\s*)+/;
const AROUND = /^[\s【〖[]+|[\s:：】〗\]]+$/g;
const REMARK = /\s*[（(][^（）()]{0,40}[）)]\s*$/;

/** A heading's own words. */
export const headingWords = (text: string): string => text.replace(NUMBERING, '').replace(AROUND, '').trim();

const SECTIONS: readonly (readonly [MinutesSection, RegExp])[] = [
  ['before', /^(?:review of )?(?:the )?(?:last|previous) (?:meeting|minutes)|^上次(?:会议|纪要)/],
  ['next', /^(?:下次|下一次|确定下次|下期)|^(?:next|upcoming|future) meetings?/],
  [
    'actions',
    /^(?:会后|会议)?(?:待办|行动|跟进)(?:事项|清单|任务|项|计划)?$|^(?:后续|下一步)(?:行动|工作|安排|计划|跟进)(?:安排|计划|事项)?$|^(?:任务|工作)?(?:分工|任务分配)(?:安排|情况)?$|^to[- ]?do'?s?(?: list| items?)?$|^action (?:items?|points?|list|register)$|^actions?$|^(?:what.s next|next steps)$|^assignments$/,
  ],
  [
    'decisions',
    /^(?:会议)?(?:结论|决议|决定|共识|决策)(?:事项)?$|^(?:key )?(?:decisions?|resolutions?|conclusions?|agreements?)(?: made)?$/,
  ],
  [
    'topics',
    /^(?:会议)?(?:议题|议程|分享与讨论|讨论(?:事项|内容|议题)|主要内容|内容|纪要|简记|审议事项)(?:及讨论|与讨论)?$|^(?:sample |meeting )?agenda(?: items?)?$|^(?:meeting )?(?:topics|minutes|notes)$|^(?:topics|items) discussed$|^discussion(?: items| points| topics)?$/,
  ],
  [
    'present',
    /^(?:参会|与会|出席|参加|到会)(?:人员?|者|成员|名单|会议人员)?(?:名单)?$|^(?:attendees|present|participants|attendance|in attendance|who was there)$/,
  ],
  ['about', /^(?:会议)?(?:概况|概要|基本信息|基本情况|信息|简介)$|^(?:meeting )?(?:details|information|links)$/],
];

/** The section a heading opens; null when it is none of the words. */
export const sectionOf = (text: string): MinutesSection | null => {
  const words = folded(headingWords(text).replace(REMARK, '')).replace(/’/g, "'");
  return SECTIONS.find(([, shape]) => shape.test(words))?.[0] ?? null;
};

/** Headings of an agenda that stand in every minutes and settle nothing. */
const ROUTINE =
  /^(?:自由(?:发言|讨论)|其他|其它|分享了?其他|开场|期待|总结|announcements?$|board meeting updates|q ?& ?a|qa(?![a-z])|问答|答疑|other|aob|any other business|welcome|introductions?$|opening|closing|adjourn|upcoming|links$)/;
export const isRoutine = (text: string): boolean => ROUTINE.test(folded(headingWords(text)));

export type Label = 'name' | 'when' | 'place' | 'present' | 'absent' | 'host' | 'recorder';

const LABELS: readonly (readonly [Label, RegExp])[] = [
  [
    'when',
    /^(?:本次)?(?:会议|召开|开会)?(?:时间|日期)$|^(?:meeting )?(?:date|time|when|date and time|date & time|date\/time)$/,
  ],
  ['place', /^(?:本次|会议|召开)*(?:地点|会议室)$|^(?:meeting )?(?:place|location|venue|where)$/],
  [
    'present',
    /^(?:参会|与会|出席|参加|到会)(?:人员?|者|成员|会议人员)?$|^成员$|^(?:attendees|present|participants|attending|in attendance)$/,
  ],
  ['absent', /^(?:缺席|请假|未到)(?:人员?|者)?$|^(?:absent|regrets|apologies|excused)$/],
  ['host', /^(?:会议)?主持人?$|^(?:host|chair|chaired by|facilitator|moderator|led by|meeting lead(?: \(pm\))?)$/],
  [
    'recorder',
    /^(?:会议)?(?:记录人?|纪要人|记录员)$|^(?:recorder|note[- ]?taker|minutes? taker|notes by|minutes by|scribe|secretary)$/,
  ],
  ['name', /^会议(?:名称|主题)$|^(?:meeting|meeting (?:name|title)|title|subject)$/],
];

/** `会议时间：…`, `Date: …` as what it is about and what it says; null for any other line. */
export const labelled = (text: string): { readonly label: Label; readonly value: string } | null => {
  const m = /^([^:：]{1,24})[:：]\s*(.*)$/.exec(text.replace(NUMBERING, ''));
  if (!m) return null;
  const [, about = '', value = ''] = m;
  const words = folded(about);
  const label = LABELS.find(([, shape]) => shape.test(words))?.[0];
  return label === undefined ? null : { label, value: value.trim() };
};

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

export type MinutesField = 'name' | 'owner' | 'due' | 'status' | 'topic' | 'length' | 'person';

/** Headers of the actions' own columns, and what people call them in minutes. */
const HEADERS = new Map<string, MinutesField>();
for (const field of ['name', 'owner', 'due'] as const) {
  const { header, aliases } = columnOf('actions', field);
  for (const word of [...Object.values(header), ...aliases]) HEADERS.set(normal(word), field);
}
for (const [field, words] of [
  ['name', ['Action items', 'Actions', 'To do', 'What', '工作内容', '行动项', '待办', '待办事项', '任务内容']],
  ['owner', ['Who', 'Assignee', 'Lead', '人员', '承办人', '跟进人', '责任人员', '负责人员']],
  ['due', ['By when', 'When', 'Date', 'Target date', '时限', '期限', '日期', '时间', '截止', '截止时间', '完成期限']],
  ['status', ['Status', 'State', '状态', '进度', '完成情况']],
  ['topic', ['Topic', 'Agenda item', '议题', '议程', '讨论事项']],
  ['length', ['Time', 'Duration', 'Minutes', '时长', '用时']],
  ['person', ['Name', 'Attendee', 'Participant', '姓名', '参会人', '参会人员']],
] as const) {
  for (const word of words) if (!HEADERS.has(normal(word)) || field === 'person') HEADERS.set(normal(word), field);
}

/** What each column of a table holds; a header that is none of these words is null. */
export const fieldsOf = (cells: readonly string[]): (MinutesField | null)[] =>
  cells.map((cell) => HEADERS.get(normal(cell)) ?? null);
