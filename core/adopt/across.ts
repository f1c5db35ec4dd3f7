/** Who stands over the columns of a RACI matrix: a person, a role, a department, or nobody yet. */
import { textOf } from '../read/headers.ts';
import { only } from '../text/maps.ts';
import { oneLine } from '../text/width.ts';
import { normal, splitNames } from '../text/words.ts';
import type { Across } from './matrix.ts';
import { columnAt, columnPlace, type RecognisedSheet } from './recognise.ts';

/** Who stands over a column of letters. A role without a name (TPM, 产品经理) counts as a department. */
export type Actor =
  | { readonly at: number; readonly kind: 'person'; readonly name: string; readonly department: string }
  | { readonly at: number; readonly kind: 'department'; readonly name: string }
  /** `Name or Role`, 姓名, or nothing at all: nobody yet. */
  | { readonly at: number; readonly kind: 'placeholder'; readonly name: string };

/** Whom a workbook's own sheets know. */
export interface Known {
  /** By name and address, normalised → the name as the directory has it. */
  readonly people: ReadonlyMap<string, string>;
  /** By name, normalised. */
  readonly departments: ReadonlyMap<string, { readonly name: string; readonly head: string }>;
}

export const knownIn = (directory: RecognisedSheet | null, departments: RecognisedSheet | null): Known => {
  const people = new Map<string, string>();
  if (directory) {
    const nameAt = columnPlace(directory.mapping, 'directory', 'name');
    const emailAt = columnPlace(directory.mapping, 'directory', 'email');
    for (const { cells } of directory.rows) {
      const name = textOf(cells[nameAt - 1]);
      for (const text of [name, textOf(cells[emailAt - 1])]) if (name && text) people.set(normal(text), name);
    }
  }
  const known = new Map<string, { name: string; head: string }>();
  if (departments) {
    const nameAt = columnPlace(departments.mapping, 'departments', 'name');
    const headAt = columnAt(departments.mapping, 'departments', 'head');
    for (const { cells } of departments.rows) {
      const name = textOf(cells[nameAt - 1]);
      const head = headAt === undefined ? '' : textOf(cells[headAt - 1]);
      if (name && !known.has(normal(name))) known.set(normal(name), { name, head });
    }
  }
  return { people, departments: known };
};

const PLACEHOLDER =
  /^(?:(?:insert|enter|add|type|your)*(?:name|role|title|person|teammember|nameorrole|roleorname|name\/role|role\/name|nameandrole)s?(?:here)?|(?:请?(?:填写|输入|填))?(?:姓名|名字|角色|岗位|职务|人员|成员|姓名(?:或|\/|、)(?:角色|岗位|职务)|(?:角色|岗位|职务)(?:或|\/|、)姓名)|某某|x+)(?:\d+|[a-z])?$/;
const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(normal(text).replace(/[<>[\](){}【】《》#_.…]/g, ''));

const ROLE_ZH =
  /(?:经理|主管|总监|主任|[部科处组班厂店院校会]长|工程师|设计师|架构师|分析师|会计|出纳|负责人|专员|代表|顾问|助理|秘书|领导|客户|用户|供应商|[管检验操采业程测序购务作试]员|人员|团队|小组|项目组|委员会|办公室|中心|公司|集团|车间|部门?|处|组|局|厂|层|办)$|^(?:高管|高层|财务|采购|生产|研发|市场|销售|质量|品质|法务|人事|人力|行政|物流|仓储|仓库|设计|技术|工程|项目|信息|运营|产品|测试|开发|管理|计划|工艺|安全|安环|设备|售后|客服|总经办)/;
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

type Look = 'person' | 'role' | 'open';
const lookOf = (name: string): Look => {
  const text = normal(name);
  if (TITLED.test(text)) return 'person';
  if (ROLE_ZH.test(text) || ROLE_EN.test(name) || ABBREVIATION.test(name.trim())) return 'role';
  return PERSON_ZH.test(text) ? 'person' : 'open';
};

/** Within a header: a line for the role and one for the name, 项目经理：李明, Li Ming (PM). */
const PARTS = /[\n:：()（）[\]【】]+/;

interface Reading {
  readonly name: string;
  readonly look: Look;
  readonly department: string;
}

/** The name among what stands over a column: beside a role it is the one that is no role. */
const nameAmong = (texts: readonly string[], band: string): Reading => {
  const [first = ''] = texts;
  const parts = first.split(PARTS).map(oneLine).filter(Boolean);
  const all = parts.length > 1 ? parts : texts.map(oneLine);
  const roles = all.filter((part) => lookOf(part) === 'role');
  const others = all.filter((part) => lookOf(part) !== 'role');
  const own = roles.length > 0 ? only(others) : undefined;
  const name = own ?? oneLine(first);
  const around = [...(own === undefined ? [] : roles), band].find((text) => DEPARTMENT.test(oneLine(text)));
  return { name, look: own === undefined ? lookOf(name) : 'person', department: around ? oneLine(around) : '' };
};

const DEPARTMENT = /(?:部|部门|科|处|室|中心|车间|公司)$|\b(?:dept|department|team|office|division)\b/i;

/**
 * Who stands across. The directory and the departments' sheet are sure; then what looks like a role, or like a Chinese
 * name. A name that may be either (Privacy, Carter) is what most of the others are. Two people over one column are two.
 */
export const actorsOf = (across: readonly Across[], { people, departments }: Known): Actor[] => {
  const readings = across.map(({ at, names, band }): Actor | (Reading & { readonly at: number }) => {
    const said = names.flatMap((name) => [name, ...name.split(PARTS)]).map(normal);
    const person = said.map((text) => people.get(text)).find((name) => name !== undefined);
    const known = departments.get(normal(band))?.name;
    if (person !== undefined) return { at, kind: 'person', name: person, department: known ?? '' };
    const department = said.map((text) => departments.get(text)).find((entry) => entry !== undefined);
    const parts = only(names)?.split(PARTS);
    if (department && parts && !parts[1]) {
      return { at, kind: 'department', name: department.name };
    }
    const real = names.filter((name) => !isPlaceholder(name));
    if (real.length === 0) return { at, kind: 'placeholder', name: oneLine(names[0] ?? '') };
    const reading = nameAmong(real, band);
    return { at, ...reading, department: known ?? reading.department };
  });
  const count = (is: (reading: (typeof readings)[number]) => boolean) => readings.filter(is).length;
  const roles = count((one) => ('kind' in one ? one.kind === 'department' : one.look === 'role'));
  const persons = count((one) => ('kind' in one ? one.kind === 'person' : one.look === 'person'));
  const open = count((one) => 'look' in one && one.look === 'open');
  const areRoles = roles > persons && roles >= open;
  return readings.flatMap((one): Actor[] => {
    if ('kind' in one) return [one];
    const { at, name, look, department } = one;
    if (look === 'role' || (look === 'open' && areRoles)) return [{ at, kind: 'department', name }];
    const several = splitNames(name, (part) => people.has(normal(part)));
    const areNames = several.every((part) => people.has(normal(part)) || lookOf(part) === 'person' || FULL.test(part));
    return (areNames ? several : [name]).map((own) => ({
      at,
      kind: 'person',
      name: people.get(normal(own)) ?? own,
      department,
    }));
  });
};

/** First and last name: what stands on both sides of a mark is two people. `Carter, James` is one. */
const FULL = /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*)+$/u;
