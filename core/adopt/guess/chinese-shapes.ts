/** What the form of a Chinese header says, whatever its words are: who and when as people ask for them, whose name it is, and the noun it ends with. */
import { NEXT_TIME, resolve, type Signs, UNSURE } from './kinds.ts';
import { type HeaderKind, KINDS_ZH, QUALIFIERS_ZH, type Qualifier } from './roots-zh.ts';

const only = (...said: Qualifier[]): ReadonlySet<Qualifier> => new Set(said);

/** 谁去买, 什么时候办, 弄好了吗, 学生姓名, 被检查单位, 回访内容; null where the form says nothing. */
export const signsByFormZh = (plain: string): Signs | null => {
  if (/给了?谁$/.test(plain)) return resolve('person', 0.9, only('lead'));
  if (/^谁.{1,3}$/.test(plain))
    return resolve('person', 0.9, /^谁[提报说发]/.test(plain) ? only('ask') : readIn(plain));
  if (/^(?:什么时候|啥时候|何时|哪天|几号)/.test(plain))
    return resolve('day', 0.9, new Set([...readIn(plain), 'plan' as const]));
  if (/^.{1,4}(?:没|了吗|了没|没有)$/.test(plain)) return resolve('state', 0.8, only());
  if (/^(?:要|需|需要|得).{1,3}的(?:事情?|东西|活|工作)$/.test(plain)) return resolve('task', 0.9, only());
  if (SUBJECT.test(plain)) return resolve('category', 0.7, only());
  if (TALKED.test(plain)) return resolve('note', 0.85, only());
  if (NOW_AT.test(plain)) return resolve('state', 0.6, only());
  if (HOW_LONG_BEFORE.test(plain)) return resolve('day', 0.6, only('plan'));
  if (HANDED_TO.test(plain)) return resolve('unit', 0.85, only('lead'));
  if (CLOSES.test(plain)) return resolve('person', 0.6, only('check'));
  if (/^下[次回]/.test(plain) && !hasDay(plain)) return NEXT_TIME;
  return null;
};

/**
 * 责任企业, 巡查网点: a place of work, and what it has to do with it; 河长, 片长: who is in charge; 部署领导: whoever said so. `known` is the kind of a
 * word that the header ends with.
 */
export const signsByHeadZh = (plain: string, said: ReadonlySet<Qualifier>, known: HeaderKind | null): Signs | null => {
  if (ASKED_BY.test(plain)) return resolve('person', 0.6, only('ask'));
  if (LEADS.test(plain)) return resolve('person', 0.6, only('lead'));
  if (
    (known === null || (known === 'category' && said.has('lead'))) &&
    ORGANISED.test(plain) &&
    OF_ORGANISED.some((one) => said.has(one))
  )
    return resolve('unit', 0.85, said);
  if (known === null && IN_CHARGE.test(plain)) return resolve('person', UNSURE, said);
  const isOpen = [...said].every((one) => OF_STEPS.includes(one));
  return known === null && isOpen && PLANNED.test(plain) && !isCounted(plain) ? plannedOr(plain) : null;
};
const OF_STEPS: readonly Qualifier[] = ['plan', 'actual', 'limit', 'create'];
/** 主查, 主创: one of those who do it, and the first. */
const LEADS = /^主[查创讲编播笔拍持带做]人?$/;
const ORGANISED =
  /.{2}(?:企业|公司|机构|网点|病区|条线|街道|镇街|乡镇|社区|学院|院系|校区|项目部|支队|大队|[部处科室所站局办组方])$/;
const OF_ORGANISED: readonly Qualifier[] = ['lead', 'help', 'check', 'ask'];
const IN_CHARGE = /^(?!.*(?:时|周|增|延|成|全|特|专|擅)长$).{1,5}长$/;
/** 部署领导: of whom it comes, and no one who answers for it. */
const ASKED_BY = /(?:部署|召集|出席|参加|批示|交办|签发|接访|来访|圈阅|讲话|提出).{0,2}领导$/;
/** 计划进场, 拟签约: when it is to be, and 实际进场 when it was. */
const PLANNED =
  /^(?:计划|预计|预期|预定|拟|约定|承诺|最晚|最迟|实际)(?!.*(?:情况|内容|目标|任务|工作|调整|变更|编制|安排)).{2,4}$/;
const plannedOr = (plain: string): Signs =>
  plain.startsWith('实际')
    ? new Map([['actual', 0.7]])
    : new Map([
        ['due', 0.7],
        ['task', 0.4],
      ]);

/** 当前步骤, 目前进程: where it stands now. */
const NOW_AT =
  /^(?:当前|目前|现在?|现阶段|所处|最新)(?:的)?(?:步骤|环节|进程|阶段|节点|工序|流程|进展|位置|去向|程度)$/;
/** 提前多久, 距开业: how long before some day. */
const HOW_LONG_BEFORE = /^(?:提前(?:多久|多长时间|时间|量)|[距离](?!离)[^离数].{1,4})$/;
/** 下达对象, 责任岗位, 交办镇街: whose it is now. */
const HANDED_TO =
  /^(?:交办|下达|派发|转办|分办|指派|责任|承办|落实|整改|督办|包保)(?:给?(?:对象|岗位?|镇街|街镇|街道|乡镇|镇村|村居|社区|县区|区县|市县|地区|属地|片区|班组?|工段|支部|方|单元))(?:[/／、及和与]?(?:部门|单位))?$/;
/** 销号人, 归档人: whoever says that it is over. */
const CLOSES = /^(?:销号|销项|关闭|关单|归档|办结|结案)(?:人员?|者)$/;

/** Whom a row is about, and no one who does anything. */
const SUBJECT =
  /^(?:学生|学员|户主|患者|病人|居民|业主|住户|租户|客户|顾客|家长|候选人|当事人|会员|老人|儿童|员工|乘客|旅客|考生|嘉宾|来访人|投诉人|举报人|申请人|求职者|访客|车主|货主|买方|卖方|亲属|家属|逝者|新人)(?:姓名|名字|名称)$|^(?:候选人|当事人|户主|业主|患者|对方当事人)$|^被[检审督巡查投评考访谈](?!.*(?:单位|部门|企业)$).{1,5}$|^发生(?:工序|工段|部位|地点|场所|环节|区域|位置|线别)$|^(?:所属|所在|涉及|涉事)[^部单科团组].{0,5}$/;
const TALKED = /^(?:谈话|拜访|走访|洽谈|会谈|回访|面谈|交流|家访)(?:内容|情况|记录|结果)$/;
const hasDay = (plain: string): boolean => /[日期间]$/.test(plain);

/** What says which of the kind; 整改期限 is no 改期, 供应商 says nothing of 应, 发起 nothing of 起. */
export const readIn = (plain: string): ReadonlySet<Qualifier> => {
  // 最后完成期限 is the latest, and 最后更新 the last.
  const whole = plain.replace(/整改(?=期)/g, '整改|').replace(/最后(?=完成|期|截|时限|交付)/g, '最迟');
  const parted = plain.replace(
    /(?<=[发引提])起|起(?=草|因|重)|(?<=[供响对适反])应|应(?=急|用|聘)|(?<=[防禁])止|(?<=[模虚])拟/g,
    '|',
  );
  const said = new Set(
    [...QUALIFIERS_ZH].flatMap(([root, qualifier]) =>
      (root.length === 1 ? parted : whole).includes(root) ? [qualifier] : [],
    ),
  );
  // 审查, 督导: one sign of a verb says as much where no word is known.
  if (said.size === 0 && /[审督监]/.test(plain)) said.add('check');
  if (said.size === 0 && /[参辅]/.test(plain)) said.add('help');
  return said;
};

/** 投诉处理人 handles what another has complained of: what stands last before the word for a person says what they do. */
export const ofPerson = (plain: string, said: ReadonlySet<Qualifier>): ReadonlySet<Qualifier> => {
  if (!said.has('lead') || !OTHERS.some((one) => said.has(one))) return said;
  const ends = (of: (qualifier: Qualifier) => boolean) =>
    Math.max(
      ...[...QUALIFIERS_ZH].map(([root, one]) =>
        of(one) && plain.includes(root) ? plain.lastIndexOf(root) + root.length : -1,
      ),
    );
  if (ends((one) => one === 'lead') <= ends((one) => OTHERS.includes(one))) return said;
  const isGeneral = /(?:负责|责任)[人者员]?$/.test(plain);
  return new Set([...said].filter((one) => !(isGeneral ? RAISED : OTHERS).includes(one)));
};
const RAISED: readonly Qualifier[] = ['ask', 'create', 'write'];
const OTHERS: readonly Qualifier[] = [...RAISED, 'check'];

/** Whether a header ends with the word that says which day: 计划完成, and not 完成标志. */
export const endsWithDay = (plain: string): boolean =>
  [...QUALIFIERS_ZH].some(([root, qualifier]) => DAYS.has(qualifier) && plain.endsWith(root)) || /[√]$/.test(plain);
const DAYS: ReadonlySet<Qualifier> = new Set<Qualifier>([
  'start',
  'end',
  'done',
  'closed',
  'published',
  'limit',
  'plan',
]);

/** 任务列表, 事项汇总, 问题点: what they end with adds nothing. */
export const bareOf = (plain: string): string => {
  const bare = plain.replace(
    /(?:列表|汇总|分解|拆解|概述|摘要|简述|简介|(?:简要)?表述|陈述|概况|梗概|经过|细分|拆分|子项|细项|点)$/,
    '',
  );
  return bare !== plain && KINDS_ZH.has(bare.slice(-2)) && !KINDS_ZH.has(plain.slice(-2)) ? bare : plain;
};

/** 不良率, 试产数: a share or a count, whatever of. */
export const isCounted = (plain: string): boolean => /(?:率|数|量|额|价|比例)$/.test(plain);

/** 考核结果, 反馈情况: how something else came out than the work. */
export const cameOutElse = (plain: string, said: ReadonlySet<Qualifier>): boolean => {
  const isElse = ELSE.some((one) => said.has(one)) && !said.has('lead');
  const isUnknown = said.size === 0 && !isOfWorkZh(plain.slice(0, -2));
  return (
    plain.length > 2 &&
    (/情况$/.test(plain) ? (isElse && !/督/.test(plain)) || isUnknown : /结果$/.test(plain) && (isElse || isUnknown))
  );
};
const ELSE: readonly Qualifier[] = ['ask', 'check', 'approve', 'consult', 'tell'];

export const isOfWorkZh = (text: string): boolean =>
  /^(?:当前|目前|最新|现在|整体|总体)?$/.test(text) || [...KINDS_ZH.keys()].some((root) => text.includes(root));

/** 工作目标, 回复要求: behind another word what is aimed at or asked for, and hardly the task itself. */
export const aimedAt = (plain: string): HeaderKind | null => {
  if (/^(?!.{0,2}(?:季度|年度|[周月季年])目标).{2,}目标$/.test(plain)) return 'standard';
  return /^.{2,}要求$/.test(plain) && !/时间|时限|日期/.test(plain) ? 'measure' : null;
};
