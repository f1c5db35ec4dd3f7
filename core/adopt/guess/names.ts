/** Whether a text may be somebody: a Chinese name, first and last name, a first name, a role, a handle. */
import { normal } from '../../text/words.ts';
import { isSomebody, kindIn } from './english-shapes.ts';
import { type HeaderKind, KINDS_ZH } from './roots-zh.ts';

const ROLE_ZH =
  /(?:经理|主管|总监|主任|[部科处组班厂店院校会]长|工程师|设计师|架构师|分析师|会计|出纳|负责人|专员|代表|顾问|助理|秘书|领导|客户|用户|供应商|[管检验操采业程测序购务作试]员|人员|团队|小组|项目组|委员会|办公室|中心|公司|集团|车间|部门?|处|组|局|厂|层|办)$/;
const OF_DEPARTMENT_ZH =
  /^(?:高管|高层|财务|采购|生产|研发|市场|销售|质量|品质|法务|人事|人力|行政|物流|仓储|仓库|设计|技术|工程|项目|信息|运营|产品|测试|开发|管理|计划|工艺|安全|安环|设备|售后|客服|总经办)/;
/** 项目准备阶段, 质量验收: begins like a department, and is what is done, or when. */
const STEP_ZH =
  /(?:阶段|环节|期间|流程|工作|事项|准备|启动|实施|验收|评审|总结|收尾|上线|报告|方案|文档|清单|名称|编号|进度)$/;
const ROLE_EN =
  /\b(?:dept|departments?|teams?|offices?|units?|divisions?|groups?|committee|board|council|manager|director|lead|leader|owner|sponsor|engineers?|engineering|analysts?|developers?|designers?|architects?|testers?|officer|coordinator|specialist|administrator|admin|executives?|president|chief|consultants?|suppliers?|vendors?|contractors?|customers?|clients?|users?|business|marketing|sales|finance|legal|operations|procurement|purchasing|production|manufacturing|logistics|warehouse|quality|security|privacy|compliance|audit|governance|product|design|research|support|service|management|development|testing|project|programme|program|stakeholders?|staff)\b/i;
/** TPM, PM-T, QA: nobody's name is written so. */
const ABBREVIATION = /^[A-Z&]{2,5}(?:[-/ ][A-Z&]{1,5})*s?$/;
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
/** 李明, and 赵总, 王经理, 李工: a surname with a title is one person. */
const PERSON_ZH = new RegExp(
  `^[${SURNAMES}](?:总|工|董|局|处|科|老师|经理|主任|主管|总监|[部科处组班厂店院校会]长|[\\p{Script=Han}]{1,2})$`,
  'u',
);
const TITLED = new RegExp(`^[${SURNAMES}](?:总|工|董|老师|经理|主任|主管|总监|[部科处组班厂店院校会]长)$`);

export type NameLook = 'person' | 'role' | 'open';
/** Whether a name is a person’s, a role, or may be either. */
export const nameLookOf = (name: string): NameLook => {
  const text = normal(name);
  if (TITLED.test(text)) return 'person';
  if (ROLE_ZH.test(text) || (OF_DEPARTMENT_ZH.test(text) && !STEP_ZH.test(text))) return 'role';
  if (ROLE_EN.test(name) || ABBREVIATION.test(name.trim())) return 'role';
  return PERSON_ZH.test(text) ? 'person' : 'open';
};

/** First and last name: what stands on both sides of a mark is two people. `Carter, James` is one. */
export const FULL_NAME = /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*)+$/u;

const HANDLE = /^@[\w.-]{2,30}$/;
/** One word with a capital, or all in capitals with few letters: Bex, AH. */
const ONE = /^(?:\p{Lu}[\p{Ll}'’-]{1,14}|\p{Lu}{2,3})\.?$/u;
const INITIAL =
  /^(?:\p{Lu}[\p{Ll}'’-]+ \p{Lu}\.?|\p{Lu}\.? \p{Lu}[\p{Ll}'’-]+|\p{Lu}[\p{Ll}'’-]+, ?\p{Lu}[\p{Ll}'’. -]+)$/u;
/** What a Chinese team calls somebody: 小王, 老李, 阿强. */
const NICKNAME = /^[小老阿][\p{Script=Han}]{1,2}$/u;
const LATIN_WORDS = 3;
/** 周一 begins with a surname, and Monday with a capital. */
const WEEKDAY =
  /^(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]$|^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?$/i;

export const lookOfName = (text: string): 'person' | 'maybe' | null => {
  const bare = text.replace(/[(（][^()（）]*[)）]/g, '').trim();
  if (bare === '' || WEEKDAY.test(bare)) return null;
  if (HANDLE.test(bare) || NICKNAME.test(bare)) return 'person';
  const look = nameLookOf(bare);
  if (look === 'person') return 'person';
  if (look === 'role') return bare.length <= 24 ? 'maybe' : null;
  if (FULL_NAME.test(bare) || INITIAL.test(bare)) return bare.split(' ').length <= LATIN_WORDS ? 'person' : 'maybe';
  if (ONE.test(bare)) return 'maybe';
  return /^[\p{Script=Han}]{2,3}$/u.test(bare) ? 'maybe' : null;
};

/** 财务处 贝, 收发 小卞: where somebody works or what they are, and their name. Crew 2 - Dale says it with a dash. */
const PLACED_ZH = /^([\p{Script=Han}\d]{2,8})[ :：·-]{1,3}([\p{Script=Han}]{1,4})$/u;
const PLACED_EN = /^([\p{L}\d][\p{L}\d&/.' ]{1,20}?) ?(?: [-–—]|:) ?(\p{Lu}[\p{L}.'’ -]{1,20})$/u;
const SURNAME = new RegExp(`^[${SURNAMES}]$`);
/** 城管中队, 九堡街道, 乘警支队: where people work, by what it ends with. */
const UNIT_ZH =
  /^[\p{Script=Han}\d]{1,10}(?:[科室课股站所队班院校]|街道|[乡镇]|支队|大队|中队|学院|社区|村委会|管委会|分公司|政府|法院|银行|各部门)$/u;
/** Everybody, 全员; me: whoever keeps the list. */
const WHOEVER =
  /^(?:all|everyone|everybody|me|us|myself|volunteers?|secretary|treasurer|chair|whole (?:team|group|crew))$|^(?:全员|全体(?:人员|成员|员工|教师)?|大家|所有人|本人|我|各.{1,4})$/i;

/** A text that names somebody together with something else, or only where they work. */
export const lookOfPlaced = (text: string): 'person' | 'maybe' | null => {
  const bare = text.replace(/[(（][^()（）]*[)）]/g, '').trim();
  if (bare === '' || bare.length > LONGEST_PLACED) return null;
  const zh = PLACED_ZH.exec(bare);
  if (zh) return placedZh(zh[1] ?? '', zh[2] ?? '');
  const en = PLACED_EN.exec(bare);
  if (en) return lookOfName(en[2] ?? '') === null ? null : 'maybe';
  return UNIT_ZH.test(bare) || WHOEVER.test(bare) || isCalledSo(bare) ? 'maybe' : null;
};

/** Listing agent, 网格员, site foreman: what somebody is called in a header they are called in a cell. */
const isCalledSo = (text: string): boolean => {
  const words = text.toLowerCase().split(/[\s-]+/);
  const last = words[words.length - 1]?.replace(/\.$/, '') ?? '';
  if (/^\p{L}{4,}$/u.test(last) && !HAN.test(last))
    return words.length <= FEW_WORDS && (WHO.has(kindIn(last)?.kind) || isSomebody(last));
  return HAN.test(text) && text.length <= LONGEST_ROLE && ROLES_ZH.some((role) => text.endsWith(role));
};
const WHO: ReadonlySet<HeaderKind | undefined> = new Set<HeaderKind | undefined>(['person', 'unit', 'firm']);
const FEW_WORDS = 4;
const LONGEST_ROLE = 8;
const HAN = /\p{Script=Han}/u;
const ROLES_ZH = [...KINDS_ZH].flatMap(([root, { kind }]) => (kind === 'person' && root.length > 1 ? [root] : []));
const LONGEST_PLACED = 40;

const placedZh = (place: string, name: string): 'person' | 'maybe' | null => {
  const isPlace = nameLookOf(place) === 'role' || UNIT_ZH.test(place);
  const look = SURNAME.test(name) ? 'person' : lookOfName(name);
  if (look === 'person' && (isPlace || name.length > 1)) return 'person';
  return look === 'maybe' || (isPlace && name.length <= 3) ? 'maybe' : null;
};
