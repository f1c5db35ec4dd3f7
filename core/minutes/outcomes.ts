/** What a topic came to where it says so: a conclusion, the next meeting, or a department that looks into it. */
import { firstMatch, groupsOf } from '../text/groups.ts';
import type { Day } from '../time/day.ts';
import { dueIn } from './when.ts';

const SETTLED = [
  /^(?:会议|讨论|最终|本议题)?(?:达成|形成)?(?:的)?(?:结论|决议|决定|共识|一致意见|通过|批准|讨论结果|处理意见)\s*[:：]\s*(?<what>.+)$/i,
  /^(?:会议)?(?:已?达成一致|一致同意|达成共识)\s*[:：，,]\s*(?<what>.+)$/i,
  /^(?:decision|decided|agreed|agreement|resolution|resolved|conclusion|consensus|approved)\s*[:：]\s*(?<what>.+)$/i,
  /^Decision (?<what>to .+)$/i,
];

/** What a line calls the conclusion; null for any other. */
export const conclusionIn = (text: string): string | null => {
  const m = firstMatch(SETTLED, text);
  return m && groupsOf(m, 'what').what.trim();
};

/** A conclusion that says nothing but this leaves the topic open; what is put off to a day is decided. */
const AGAIN =
  /下次(?:会议)?(?:再议|再讨论|继续讨论|讨论)|next (?:meeting|time)|postponed(?!\s+(?:by|from|to|till?|until)\b)|punted/i;
export const isAgain = (conclusion: string): boolean => AGAIN.test(conclusion);

/** The same said in passing, where “next meeting” alone may be about anything. */
const SAID_AGAIN =
  /(?:未|没有?|无法)(?:能)?(?:形成|达成)(?:一致|共识|结论)|下次(?:会议|例会|周会|会上)?(?:再|继续)(?:议|讨论|商议|商定|定)|\bno (?:consensus|agreement|decision)\b|\b(?:revisit(?:ed)?|postponed?|defer(?:red)?|continued?|carried over|discuss(?:ed)?(?: it)? again)\b[^.;]{0,24}\bnext (?:meeting|call|time|session)/i;
export const saysAgain = (text: string): boolean => SAID_AGAIN.test(text);

/** A conclusion that says that there is none: what follows says who goes on with it. */
const OPEN = /^(?:未|没有?|暂无|暂未|无法|尚未|不)|^no(?:ne)?\b|^not\b/i;
export const isOpen = (conclusion: string): boolean => OPEN.test(conclusion);

export interface Research {
  /** As written: 供应链部, `Supply Chain`. */
  readonly department: string;
  readonly due: Day | null;
}

const WHO_ZH =
  /^(?:[^，,。；;]{0,24}[，,。；;]\s*)?(?:会后)?(?:请|由)\s*(\p{Script=Han}{2,12}?)\s*(?:[于在]?\s*[\d年月日号/.-]{3,11}(?:之?前|以前)?)?\s*(?:来|负责|进行)?(?:研究|调研|调查|评估|核实|核算|测算|论证)/u;
const WHO_EN =
  /^(?:[^.;,]{0,60}[.;,]\s+)?(?:the\s+)?(\p{Lu}[\p{L}&-]*(?:\s+(?:&\s+|and\s+)?\p{L}[\p{L}&-]*){0,3}?)(?:\s+(?:department|dept\.?|team))?\s+(?:to|will|is to|should)\s+(?:look into|investigate|research|study|examine|assess)\b/iu;
const IS_UNIT = /(?:部|部门|中心|科|处|组)$/;
const SAYS_UNIT = /\s(?:department|dept\.?)\s/i;

/** A department looks into it; a person who does is an action. */
export const researchIn = (
  text: string,
  meeting: Day | null,
  isDepartment: (name: string) => boolean,
): Research | null => {
  const zh = WHO_ZH.exec(text)?.[1];
  const en = zh === undefined ? WHO_EN.exec(text) : null;
  const department = zh ?? en?.[1] ?? '';
  const isUnit =
    isDepartment(department) || (zh !== undefined ? IS_UNIT.test(zh) : en !== null && SAYS_UNIT.test(en[0]));
  return department !== '' && isUnit ? { department, due: dueIn(text, meeting)?.day ?? null } : null;
};
