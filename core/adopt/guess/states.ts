/** Words in a status column: which state each is known to mean, and which it may mean. */
import { type Column, TABS, tabOf } from '../../../sheet-templates/index.ts';
import { readerOf } from '../../read/cells.ts';
import { NOBODY } from '../../read/people.ts';
import { folded } from '../../text/words.ts';

const context = { dateSystem: 1900 as const, people: NOBODY, departments: new Map<string, string>() };
const readState = readerOf('status', tabOf('tracker').columns.status as Column, TABS.tracker);

/** The key of the state that a word is known to mean, or null. */
export const stateMeant = (text: string): string | null => readState(text, context, () => {}) as string | null;

/** The first that fits is proposed; 未完成 may be two things, and nothing is. */
const LIKELY: readonly (readonly [string, RegExp])[] = [
  [
    'cancelled',
    /取消|作废|终止|废弃|不做|关停|不适用|不需要|cancel|reject|dropp|withdrawn|void|waived|obsolete|supersed|declin|撤销|撤回|不予|免于|退[单订]|流标|丢单|违约|won'?t|duplicate|停用|^n\/?a$/,
  ],
  [
    'blocked',
    /阻|卡住|缺料|停工|awaiting|暂停|搁置|挂起|停滞|等待|待.{0,6}(?:确认|回复|反馈|批)|block|hold|stuck|wait|pause|pending|suspend|inactive|dormant/,
  ],
  ['delayed', /延|超时|defer|逾期|超期|滞后|落后|\blate\b|delay|overdue|behind|slip|expired|lapsed/],
  [
    'not-started',
    /^未(?!完)|未(?:开|启|着|处理|解决|安排|分配|关闭)|待|没开始|已(?:分配|安排|指派|派发|下达|通知|立项|登记|录入|提出|提报|收到)|尚未|计划中|新建|^否$|^[×xnn✗✘❌]$|^no$|not |to ?do|backlog|^new|planned|outstanding|scheduled|booked|^due$|☐|^open|unassigned|upcoming|future/,
  ],
  [
    'in-progress',
    /进行|在办|报价|谈判|洽谈|坚持|跟踪|quoted|ordered|on order|in hand|in repair|agreed|asked|snagg|进行|处理中|推进|正在|开发中|测试中|施工|中$|部分|持续|基本|阶段性|序时|会签|送审|报批|返工|返修|退回|不合格|受理|ing$|^in |^under |^with |draft|submitted|sent (?:for|to)|progress|active|started|partial|review|ongoing|wip/,
  ],
  [
    'done',
    /(?<!未|不|没有|没)(?:完成|完毕|完结|解决|关闭|办结|销号|闭环|结案|完工|竣工|修好|取得|到位|签收|成交|结束|验收|上线|交付|(?<!不)通过|已完|闭合|(?<!不)合格|达标|到货|入库|归档|办妥|搞定)|^已|^(?:是|√|✓|✔|✅|☑|ok|y|yes|v)$|^100 ?%$|(?<!not |in|un)(?:done|complete|closed|finish|resolved|fixed|delivered|released|approved|achieved|rectified|verified|cleared|signed off|closed out|repaired|implemented|answered|responded|installed|passed|^pass$|awarded|published|\bsigned|accepted|filled|renewed|settled|actioned|\bsorted|^won$|^paid)/,
  ],
];

/** The key of the state that a word likely means, to be confirmed by somebody; null where nobody can say. */
export const likelyState = (text: string): string | null => {
  const said = folded(text);
  if (/未完成|未完|不完全/.test(said)) return null;
  return LIKELY.find(([, words]) => words.test(said))?.[0] ?? null;
};

/** 1, x or TRUE below Done: a tick; 0 or FALSE, as a .csv has a box: none. Below any other header they say nothing. */
export const stateTicked = (header: string, text: string): string | null => {
  if (!SAYS_DONE.test(header.trim())) return null;
  if (/^(?:1|x|\*|true)$/i.test(text)) return 'done';
  return /^(?:0|false)$/i.test(text) ? 'not-started' : null;
};
const SAYS_DONE =
  /^(?:is )?(?:done|completed?|finished|closed|resolved)\s*\??$|^(?:是否)?已?(?:完成|解决|关闭)(?:与?否)?$/i;

/** A short word that likely means some state, or says it by the colour of a traffic light. */
export const soundsLikeState = (text: string): boolean =>
  text.length <= LONGEST_STATE && !AT_WORK.test(text) && (COLOUR.test(text) || likelyState(text) !== null);
const LONGEST_STATE = 24;
const COLOUR = /^(?:red|amber|yellow|green|[红橙黄绿蓝][色灯]?)$/i;
/** Engineering, Purchasing: those who do it, and no state. */
const AT_WORK =
  /^(?:engineering|purchasing|marketing|manufacturing|accounting|nursing|catering|housekeeping|planning|training|building|licensing|merchandising|programming|dyeing|finishing|packing|publishing|recruiting|timetabling)$/i;
