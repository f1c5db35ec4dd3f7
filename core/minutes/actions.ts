/** What of a line is to be done, by whom, until when. Precision first: a line that may be talk is left alone. */
import { firstMatch, groupsOf } from '../text/groups.ts';
import { saysNothing } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import type { ActionRead } from './model.ts';
import { dueIn } from './when.ts';
import { isEverybody, type Who } from './who.ts';
import { fieldNamed, type MinutesField } from './words.ts';

/**
 * Where a line stands decides how much it has to say to be an action: in a section of actions every entry is one, after
 * a mark (`ACTION:`, `待办：`) what follows is, elsewhere it has to say itself who takes it on.
 */
export type ActionStanding = 'listed' | 'elsewhere';

export interface ActionReading {
  readonly line: number;
  readonly meeting: Day | null;
  readonly who: Who;
  readonly standing: ActionStanding;
  /** Whom the entry above it names for all that stands below. */
  readonly owner?: string;
  /** What is above it parts the work among people (`明确分工`): somebody known first, and the rest is that one's. */
  readonly isParted?: boolean;
}

type Found = Pick<ActionRead, 'name' | 'owner'>;

/** Who and what, as the groups of the first shape that fits say it; '' for what it has no group for. */
const readAs = (text: string, ...shapes: readonly RegExp[]): Found | null => {
  const m = firstMatch(shapes, text);
  return m && groupsOf(m, 'owner', 'name');
};

const MARK =
  /^(?:new\s+)?(?:actions?(?:[ _-]items?)?|ai|to-?do|行动(?:项|事项|计划)?|待办(?:事项)?|跟进(?:事项)?)\s*(?:[-–#]?\s*\d{1,3})?\s*(?:(?:for\s+|[（(@]\s?)?(?<owner>[^:：（()）]{1,40}?)[)）]?)?\s*[:：]\s*(?<name>.*)$/i;
const MARK_WITHIN = /[;；.。]\s*(?:ACTION(?:[ _]ITEM)?|AI|TODO|行动项|待办)[:：]\s*(?<name>.*)$/;
/** Says what comes next, of which only what somebody takes on is an action. */
const WEAK_MARK = /^(?:next steps?|follow[- ]?up|后续|下一步)\s*[:：]\s*(?<name>.*)$/i;
const NONE = /^(?:none|n\/a|nil|无|暂无|没有)(?![\p{L}\p{N}])|^no actions?[\s.。]*$/iu;
const NONE_HERE = /^no actions?(?!\p{L})/iu;

/** A name as a Latin text writes it: capitals, a handle, or all of them; several joined. */
const LATIN_NAME = "(?:@[\\w.-]{1,40}|\\p{Lu}[\\p{L}.'’-]{0,30})";
const LATIN_WHO = `(?<owner>(?:[Aa]ll|${LATIN_NAME}(?:\\s+${LATIN_NAME}){0,3})(?:\\s*(?:,|/|&|\\band\\b)\\s*${LATIN_NAME}(?:\\s+${LATIN_NAME}){0,2}){0,3}(?:\\s+members)?)`;
const TAKES = new RegExp(
  `^${LATIN_WHO}\\s+(?:takes?|took|has|have)\\s+(?:an?\\s+|the\\s+)?actions?\\s+to\\s+(?<name>.+)$`,
  'u',
);
const WILL = new RegExp(
  `^${LATIN_WHO}\\s+(?:to|will|shall|must|should|needs? to|agreed to|is going to|(?:is|are) (?:asked|encouraged|requested) to)\\s+(?!be(?:en)?\\b|have\\b)(?:also\\s+)?(?<name>.+)$`,
  'u',
);
/** Words after which nothing is promised: what will be, or may. */
const NO_DEED =
  '(?!(?:also\\s+)?(?:be|been|have|not|never|need|likely|probably|get|see|like|want|then|there|we|you|it|they|this|that|do (?:that|this|it|so))\\b)(?:also\\s+)?';
const REST = '(?<name>[^.;]{4,}(?:\\.(?=\\S)[^.;]*){0,5})';
/** Somebody the minutes know says so within a sentence: `No objections, Myles will follow up`, `(Ann will file it)`. */
const PROMISES = new RegExp(
  `(?:^|[,.;:]\\s+|\\(|\\s(?:but|so|while)\\s+)${LATIN_WHO}\\s+(?:will|to|(?:is|are) going to|volunteer(?:s|ed)? to|agreed to|offered to|has (?:an |the )?action to)\\s+${NO_DEED}${REST}`,
  'u',
);
/** `Rod: I will outline it`, `Kris - will send an email`. */
const SAYS = new RegExp(
  `^(?<owner>${LATIN_NAME}(?:\\s+${LATIN_NAME}){0,2})\\s*(?:[:：,]|[-–—]>?)\\s*(?:I\\s+)?(?:will|[’']ll)\\s+${NO_DEED}${REST}`,
  'u',
);
const UNOWNED = /^Action(?:s)? to (?<name>.+)$/;
/** `BW removing the label`: whom the minutes know, and what that person does. */
const DOING = /^(?<owner>\S{2,30}(?: \S{2,30})??) (?<name>\p{Ll}+ing\b.+)$/u;
/** `Bob: …`, `王丽：…`, `@ann, @bob - …`: whoever stands before the first such mark. */
const SEVERAL = /^(?<owner>[^:：]{1,60}?)\s*(?:[:：]|\s[-–—]\s)\s*(?<name>.+)$/u;
const BRACKETED = /^\[(?<owner>[^\]]{1,40})\]\s*(?<name>.+)$/u;
const HANDLE_FIRST = /^(?<owner>@[\w.-]{1,40}|@[\p{Script=Han}\w]{2,12}(?:（[^（）]{1,20}）)?)[\s，,]*(?<name>.+)$/u;
/** `…（王丽，3月10日前）`, `… (Bob, by Friday)`, `… — Owner: Bob, due 6 March`. */
const TAIL = /\s*[（([](?<aside>[^（）()[\]]{1,80})[）)\]]\s*[。.;；]?$/;
const OWNER_FIELD =
  /(?:负责人|责任人|owner|assignee|assigned to|responsible|who)\s*[:：]\s*(?<owner>[^,，;；。|]{1,40})/i;
const DUE_FIELD =
  /(?:截止(?:日期|时间)?|完成(?:日期|时间)|期限|due(?: date)?|deadline|by when)\s*[:：]\s*(?<due>[^,，;；。|]{1,40})/i;
const HANDLE_LAST = /^(?<name>.+?)[\s，,]+(?<owner>@[\w.-]{1,40}|@\p{Script=Han}{2,4})[\s。.;；]*$/u;

/** What was asked for at the meeting before. */
const EARLIER = /^(?:last|previous) (?:week|meeting|time)|^上(?:次|周)/i;
/** What is said to have happened is no action, whatever stands in front of it. */
const STATED =
  /^(?:\S+\s+){0,6}?(?:is|are|was|were|has been|have been|been|landed|closed|merged|confirmed|approved|done|completed|resolved|cancelled)(?![\w-])|^\S+\s+(?:\S+\s+)?\p{Ll}+ed$/iu;

const ZH_NAME = '(?:@\\s?[\\w.-]{1,40}|[\\p{Script=Han}]{1,6}(?:\\s?@[\\w.-]{1,40})?|[A-Za-z][\\w.-]{1,40})';
const ZH_TAKES = new RegExp(
  `(?:^|[^自理缘])由\\s*(?<owner>${ZH_NAME}?)\\s*(?:来|进行)?(?:负责(?:协调|跟进)?|协调跟进|跟进|牵头|落实|协调)(?![人者])\\s*(?<name>[^，。；;]*)`,
  'u',
);
const ZH_LEAD = new RegExp(
  `^(?:确定|明确)?(?<name>.{2,120}?)的?(?:主要)?(?:负责人|责任人)(?:为|是|[:：])\\s*(?<owner>${ZH_NAME})\\s*$`,
  'u',
);
/** `@wang 后续会提供…`: said by that person, or of them. */
const ZH_LATER =
  /(?<owner>@[\w.-]{1,40}|\p{Script=Han}{2,4})\s*(?:声明|表示|承诺|答应)?\s*后续(?:会|将)\s*(?<name>[^，。；;]{4,})/u;
/** `张伟负责补测跌落`, `吴昊在11月27日前发出…`, `马超群、郑凯 12/4 前排好产线`: whoever stands first, and what that one does. */
const ZH_FIRST =
  /^(?:请)?(?<owner>@?\p{Script=Han}{2,4}?(?:\s?[、和与,，]\s?@?\p{Script=Han}{2,4}?){0,4}?)\s*(?<deed>负责|牵头|将|会|在|于|须|需|应|跟进|完成|提交|继续|先|\s(?=\S)|(?=\d{1,2}\s?[月/.]))(?![人者])(?<rest>.*)$/u;
/** What a list calls the thing itself. */
const THING_FIELD = /^[\s，,；;]*(?:事项|任务|工作内容|行动项|内容|task|what|item|action)\s*[:：]\s*/i;
const ZH_PLEASE = new RegExp(`^请\\s*(?<owner>${ZH_NAME}?)\\s*(?:于|在)\\s*(?<by>.{2,16}?前)\\s*(?<deed>.{2,})$`, 'u');

/** `Action: …`, `待办：…`: what follows is an action wherever it stands. */
export const saysAction = (text: string): boolean => MARK.test(text);

/** `无`, `none`, `no actions`: says that there are none. */
export const isEmptyAction = (text: string): boolean => NONE.test(text) || NONE_HERE.test(text);

/** The actions of one line or cell; none for most lines. */
export const actionsIn = (text: string, reading: ActionReading): ActionRead[] =>
  labelledAction(text, reading) ?? foundIn(text, reading).flatMap((found) => finished(found, reading));

/** Where a column’s name stands before what it says, within a line: `；负责人：`, ` - 截止日期：`, `（完成时限：`. */
const COLUMN = /(?:^|[；;，,。|\s（(【–—-])\s*(?<word>[\p{L}/][\p{L}\p{N}/ ]{0,15}?)\s*(?:\d{1,2}\s*)?[:：]\s*/gu;

interface NamedColumn {
  readonly field: MinutesField;
  readonly from: number;
  readonly to: number;
}

const namedColumns = (text: string): NamedColumn[] => {
  const found: NamedColumn[] = [];
  for (const m of text.matchAll(COLUMN)) {
    const field = fieldNamed(m.groups?.word ?? '');
    if (field !== null && !found.some((other) => other.field === field)) {
      found.push({ field, from: m.index, to: m.index + m[0].length });
    }
  }
  return found;
};

/** The columns that a line names in front of what they say. */
export const columnsNamed = (text: string): MinutesField[] => namedColumns(text).map(({ field }) => field);

/** An action whose columns are named one after the other; null unless its owner is, and when or one column more. */
const labelledAction = (text: string, reading: ActionReading): ActionRead[] | null => {
  const columns = namedColumns(text);
  const has = (field: MinutesField) => columns.some((column) => column.field === field);
  const isPlan = has('owner') && (has('due') || (reading.standing === 'listed' && columns.length >= 3));
  if (!isPlan) return null;
  const at = (field: MinutesField): string => {
    const i = columns.findIndex((column) => column.field === field);
    const column = columns[i];
    if (!column) return '';
    const value = text.slice(column.to, columns[i + 1]?.from ?? text.length);
    return value.replace(/^[\s*]+|[\s；;，,。）)】|*–—-]+$/g, '');
  };
  const before = text
    .slice(0, columns[0]?.from ?? 0)
    .replace(/^(?:任务|事项|行动项?|待办|task|action)\s*\d{0,3}\s*[:：]\s*/i, '')
    .replace(/[\s（(【–—，,；;-]+$/, '');
  const name = at('name') || before;
  const row = { owner: at('owner'), department: at('department'), due: at('due') };
  const found = actionInRow(
    { ...row, name, resources: at('resources'), output: at('output'), note: at('note') },
    reading,
  );
  // `负责人：王丽；提交方案；截止：3月10日`: what is to be done stands behind the owner.
  return found.length > 0 ? found : null;
};

const foundIn = (text: string, reading: ActionReading): readonly Found[] => {
  const { who, standing } = reading;
  if (EARLIER.test(text)) return [];
  const marked = readAs(text, MARK, MARK_WITHIN);
  if (marked) {
    const given = marked.owner.trim();
    if (given !== '' && !(isPerson(given, who) || isEverybody(given))) return [];
    return afterMark(marked.name.trim(), given || reading.owner || '', who);
  }
  const weak = readAs(text, WEAK_MARK);
  if (weak) return promised(sentences(weak.name), who);
  const taken = taking(text, who);
  if (taken) return [taken];
  if (standing === 'listed') return listed(text, reading.owner ?? '', who);
  const own = reading.isParted ? ownerFirst(text, who) : null;
  return own && who.knowsAll(own.owner) ? [own] : dated(text, reading);
};

const isPerson = (text: string, who: Who): boolean =>
  who.knows(text) || /^@?[\w.-]+$|^\p{Script=Han}{2,4}$/u.test(text);

/** Sentences, and what semicolons part. `v2.9` and `e.g.` are no ends. */
const sentences = (text: string): string[] =>
  text
    .split(/(?<=[^.\s][.!])\s+(?=[\p{Lu}@])|[;；。]\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Sentences in which somebody takes something on. */
const promised = (parts: readonly string[], who: Who): Found[] => parts.flatMap((part) => willing(part, who) ?? []);

const willing = (text: string, who: Who): Found | null => {
  const will = readAs(text, TAKES, WILL);
  if (will && (who.knows(will.owner) || /^[\p{Lu}@]|^all\b/iu.test(will.owner))) return will;
  const doing = readAs(text, DOING);
  return doing && who.knows(doing.owner) ? doing : null;
};

const afterMark = (body: string, owner: string, who: Who): Found[] => {
  if (body === '' || NONE.test(body)) return [];
  const parts = sentences(body).filter((part) => !NONE_HERE.test(part));
  const own = owner === '' ? promised(parts, who) : [];
  if (own.length > 0) return own;
  const whole = body.replace(/[。.;；]\s*$/, '').trim();
  if (NONE_HERE.test(whole) || STATED.test(whole)) return [];
  return owner === '' ? listed(whole, '', who) : [{ name: whole, owner }];
};

/** Somebody takes it on, wherever it is said. */
const taking = (text: string, who: Who): Found | null => {
  const takes = readAs(text, TAKES);
  if (takes) return takes;
  for (const shape of /[?？]\s*$/.test(text) ? [] : [PROMISES, SAYS]) {
    const promise = readAs(text, shape);
    if (promise && who.knowsAll(promise.owner)) return { owner: promise.owner, name: closed(promise.name) };
  }
  const unowned = readAs(text, UNOWNED);
  if (unowned) return unowned;
  const lead = readAs(text, ZH_LEAD);
  if (lead) return { owner: ownName(lead.owner), name: lead.name };
  const later = readAs(text, ZH_LATER);
  if (later && (later.owner.startsWith('@') || who.knows(later.owner))) return later;
  return takingInChinese(text, who);
};

/** `由王丽跟进改版`, `改版由王丽跟进`: what it is stands behind the words, or in front of them. */
const takingInChinese = (text: string, who: Who): Found | null => {
  const m = ZH_TAKES.exec(text);
  if (!m) return null;
  const { owner, name: behind } = groupsOf(m, 'owner', 'name');
  if (!/[@\w]/.test(owner) && owner.length < 2 && !who.knows(owner)) return null;
  const before = text.slice(0, m.index + (m[0].startsWith('由') ? 0 : 1)).replace(/[\s，,、:：-]+$/, '');
  const name = behind.trim().length >= 4 ? behind.trim() : clause(before);
  return name === '' ? null : { owner: ownName(owner), name };
};

/** Without the bracket that ends the aside in which it stood. */
const closed = (text: string): string => (text.includes('(') ? text : text.replace(/\)\s*$/, ''));

/** `杜老师@dyning` is dyning. */
const ownName = (text: string): string => /@\s?[\w.-]+/.exec(text)?.[0] ?? text.trim();
const clause = (text: string): string =>
  text
    .split(/[。；;→]/)
    .map((part) => part.trim())
    .findLast((part) => part.length >= 4) ?? '';

/** An entry of a list of actions: all of it is the action, and owner and date stand where people put them. */
const listed = (text: string, owner: string, who: Who): Found[] =>
  NONE.test(text) ? [] : [ownerNamed(text) ?? ownerFirst(text, who) ?? ownerLast(text, who) ?? { owner, name: text }];

/** `Owner: Bob`, wherever it stands. */
const ownerNamed = (text: string): Found | null => {
  const field = OWNER_FIELD.exec(text);
  if (!field) return null;
  const name = cut(text, field)
    .replace(/^[\s,，;；|]+/, '')
    .replace(THING_FIELD, '');
  const { owner } = groupsOf(field, 'owner');
  return { owner: owner.trim(), name: name.replace(DUE_FIELD, (due) => ` ${due}`) };
};

const ownerFirst = (text: string, who: Who): Found | null => {
  const will = readAs(text, WILL);
  if (will && (who.knowsAll(will.owner) || /^@|^\S*$/.test(will.owner) || isEverybody(will.owner))) return will;
  for (const shape of [SEVERAL, BRACKETED, HANDLE_FIRST]) {
    const head = readAs(text, shape);
    const owner = head?.owner.trim() ?? '';
    if (head && owner !== '' && isOwner(owner, who)) return { owner, name: head.name };
  }
  return firstIn(text, who);
};

const ownerLast = (text: string, who: Who): Found | null => {
  const tail = TAIL.exec(text);
  if (!tail) return readAs(text, HANDLE_LAST);
  const parts = groupsOf(tail, 'aside')
    .aside.split(/[,，;；/、]/)
    .map((part) => part.trim());
  const named = parts.filter((part) => part.startsWith('@') || who.knows(part) || TITLED.test(part));
  if (named.length === 0) return readAs(text, HANDLE_LAST);
  const rest = parts.filter((part) => !named.includes(part)).join(' ');
  return { owner: named.join('、'), name: `${text.slice(0, tail.index)} ${rest}`.trim() };
};

const firstIn = (text: string, who: Who): Found | null => {
  const m = ZH_FIRST.exec(text);
  if (!m) return null;
  const { owner, deed, rest } = groupsOf(m, 'owner', 'deed', 'rest');
  if (!(who.knowsAll(owner) || deed === '负责' || (deed === '跟进' && owner.length <= 3))) return null;
  return { owner, name: /^(?:跟进|完成|提交|继续|先)$/.test(deed) ? `${deed}${rest}` : rest.trim() };
};

const isOwner = (text: string, who: Who): boolean =>
  who.knowsAll(text) ||
  isEverybody(text) ||
  TITLED.test(text) ||
  text
    .split(/\s*(?:[,，、/&]|\band\b|和)\s*/)
    .every((part) => /^@[\w.-]+$|^@[\p{Script=Han}\w]{2,12}(?:（[^（）]{1,20}）)?$/u.test(part));

/** Colleagues by their title: a person, whoever that is. */
const TITLED = /^\p{Script=Han}{1,3}(?:老师|经理|主任|工程师|总监)$/u;

const cut = (text: string, m: RegExpExecArray): string =>
  `${text.slice(0, m.index)} ${text.slice(m.index + m[0].length)}`.replace(/[\s,，;；|–—-]+$/, '').trim();

/** Outside of any list: somebody the minutes or the directory know, and a day. */
const dated = (text: string, { who, meeting }: ActionReading): readonly Found[] => {
  const please = ZH_PLEASE.exec(text);
  if (please) {
    const { owner, by, deed } = groupsOf(please, 'owner', 'by', 'deed');
    return [{ owner, name: `${by}${deed}` }];
  }
  const due = dueIn(text, meeting);
  if (!due || due.day === null) return [];
  const will = readAs(text, WILL);
  if (will && who.knows(will.owner)) return [will];
  const first = firstIn(text, who);
  if (first && who.knowsAll(first.owner)) return [first];
  const head = readAs(text, WHO_AND_WHAT);
  const isLimit = /前|截止|内$/.test(text.slice(due.from, due.to));
  const isHead =
    head && isLimit && who.knows(head.owner) && /^.{0,2}$/.test(text.slice(text.indexOf(head.name), due.from));
  return isHead ? [head] : [];
};
/** `王丽：3月10日前…` */
const WHO_AND_WHAT = /^(?<owner>[^:：]{1,30}?)\s*[:：]\s*(?<name>.+)$/;

const LEAST = 2;
/** `Ann is working on it`: what somebody does already. */
const GOES_ON = /^(?:is|are|was|were|has been|have been)(?!\p{L})/u;

/** Takes the date out of the words where it stands at their ends, and gives names in full. */
const finished = ({ name, owner }: Found, { line, meeting, who }: ActionReading): ActionRead[] => {
  const field = DUE_FIELD.exec(name);
  const said = field ? groupsOf(field, 'due').due.trim() : name;
  const due = dueIn(said, meeting);
  const dueText = due ? (due.day === null ? said.slice(due.from, due.to).trim() : '') : field ? said : '';
  const words = field ? cut(name, field) : due ? withoutEnd(name, due.from, due.to) : name;
  const text = tidy(words);
  if (text.length < LEAST || GOES_ON.test(text)) return [];
  const own = { line, name: text, owner: owner === '' ? '' : who.full(owner), due: due?.day ?? null, dueText };
  return [{ ...own, department: '', resources: '', output: '', note: '' }];
};

/** Before or behind the date only marks: it goes. Within the words it stays. */
const withoutEnd = (text: string, from: number, to: number): string => {
  const [before, after] = [text.slice(0, from).trimEnd(), text.slice(to).trimStart()];
  if (/^[\s,，、（(]*$/.test(before)) return after;
  if (/^(?:完成|做完|办完)?[\s,，。.;；、）)]*$/.test(after)) return before;
  return text;
};

const tidy = (text: string): string => {
  const bare = text
    .replace(/^[\s,，;；:：、–—-]+|[\s,，;；。、–—-]+$/g, '')
    .replace(/(?<!\.)\.$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /[（(]$/.test(bare) ? bare.slice(0, -1).trim() : bare;
};

/** The columns of a plan, as one row says them. */
export type ActionCells = Readonly<
  Record<'name' | 'owner' | 'department' | 'due' | 'resources' | 'output' | 'note', string>
>;

const unlessNothing = (text: string): string => (saysNothing(text) ? '' : text);

/** Rows of a table that has a column for the action and one for its owner. */
export const actionInRow = (
  cells: ActionCells,
  { line, meeting, who }: Omit<ActionReading, 'standing'>,
): ActionRead[] => {
  const name = tidy(cells.name);
  if (name.length < LEAST) return [];
  const [owner, said] = [unlessNothing(cells.owner), unlessNothing(cells.due)];
  // 5/12 alone can be read in two ways, and in a Chinese plan in one.
  const isHan = /\p{Script=Han}/u.test(name);
  const read = [said, `by ${said}`, ...(isHan ? [`${said}前`] : [])].map((text) => dueIn(text, meeting));
  const due = read.find((one) => one !== null && one.day !== null) ?? null;
  return [
    {
      line,
      name,
      owner: owner === '' ? '' : who.full(owner),
      due: due?.day ?? null,
      dueText: due?.day == null ? said : '',
      department: unlessNothing(cells.department),
      resources: unlessNothing(cells.resources),
      output: unlessNothing(cells.output),
      note: unlessNothing(cells.note),
    },
  ];
};
