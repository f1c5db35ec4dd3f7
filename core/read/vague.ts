/**
 * Wording that nobody can check: no day, no person, no measure. Meant for task names, done criteria and outputs.
 * Every entry is guarded against the ordinary words it is part of (合适时间, 附近日期, "no later than", "as soon as X"):
 * a word that is often meant exactly stays out of the list.
 */

/** The clause so far is a list (数据、报表等): then 等 stands for things nobody named. 等三个 names their number. */
const AND_SO_ON =
  '(?<=、[^，。；,;]{0,20}[^，。；,;平相对同不优中高])等(?:相关|有关)?(?:工作|事项|内容|事宜|方面)?(?=\\s*(?:$|[，。；、,;.!?！？)）]))';

const ZH = [
  '尽快|尽早|尽量|尽力|尽可能|抓紧|力争|力求|(?<!最)近期(?!末)|(?<![最附])近日(?![期常])|不久后|稍后|过段时间|这几天|到时候?再|有空(?:时|再)|回头再',
  '争取(?!到?了?(?:客户|订单|预算|资源|资金|支持|权益|政策|名额|批准|授权))',
  '(?<!合)适时|适当(?!性)|酌情|(?<!以)及时(?![率性间])|(?<!查)看情况|(?<![巡重监审检忽])视情况|视进展|必要时(?!间)|如有需要|如有必要',
  '(?:相关|有关)(?:部门|人员|同事|团队|单位|领导|负责人)|有关方面',
  '若干|一些|某些|等等|大概(?!率)|大约|差不多|陆续|基本(?:完成|上|到位|达到|实现)|进一步',
  '(?<=[\\d一二三四五六七八九十两几](?:个)?(?:天|日|号|周|月|年|工作日|小时|%|人|万|元)?)左右',
  '待定|暂定|另定|另行通知|后续再?(?:跟进|推进|安排|考虑|讨论|处理|完善)',
  AND_SO_ON,
];

const EN = [
  'a\\.?s\\.?a\\.?p|as soon as (?:possible|practicable|we can)|soon(?! as\\b)|shortly|promptly|in due course|(?:in the )?near future|eventually|at some point|sometime|when time permits|time permitting|in a timely (?:manner|fashion)|timely',
  'as (?:needed|necessary|appropriate|required(?! by))|(?:if|where|when|wherever|whenever) (?:possible|needed|necessary|appropriate|feasible)',
  '(?:try|aim|hope) to|(?:try |do )?(?:our|my|your|their|the) (?:very )?best(?! (?:practices?|case))|best[- ]efforts?|hopefully|ideally',
  'tb[dca]|to be (?:determined|decided|confirmed|announced|defined|agreed)',
  '(?:relevant|appropriate|concerned|related) (?:teams?|departments?|parties|people|persons?|stakeholders|staff|colleagues|functions)',
  'various|(?<!joint and |jointly and )several(?!ly)|some|someone|somebody|something|somehow|a few|a couple of|a number of',
  '(?<![/.])etc(?!/)|and so (?:on|forth)|more or less|roughly|or so',
];

const VAGUE_ZH = new RegExp(ZH.join('|'), 'gu');
const VAGUE_EN = new RegExp(`(?<![\\p{Script=Latin}\\p{N}_-])(?:${EN.join('|')})(?![\\p{Script=Latin}\\p{N}_])`, 'giu');

/** The characters that a Chinese entry can begin with: the long pattern runs only where one of them stands. */
const FIRST_ZH = /[尽抓力近不稍过这到有回争适酌及看视必如相若一某等大差陆基进左待暂另后]/;
const LATIN = /[a-zａ-ｚ]/i;

/** The vague words of a text, as they stand there, in order, each once. */
export const vagueWords = (text: string): string[] => {
  if (!FIRST_ZH.test(text) && !LATIN.test(text)) return [];
  const plain = text.normalize('NFKC');
  const zh = FIRST_ZH.test(plain) ? [...plain.matchAll(VAGUE_ZH)] : [];
  const en = LATIN.test(plain) ? [...plain.matchAll(VAGUE_EN)] : [];
  if (zh.length + en.length === 0) return [];
  const found = new Map<string, string>();
  for (const [word] of [...zh, ...en].sort((a, b) => a.index - b.index)) {
    const key = word.toLowerCase();
    if (!found.has(key)) found.set(key, word);
  }
  return [...found.values()];
};
