/** In Chinese: where a matter of the process stands, what each duty waits for, and what is asked. */
import type { DutyFacts, LimitFacts, StandingFacts, StepFacts } from '../facts.ts';
import { findingsOf } from '../findings.ts';
import type { DutyTable, Sentence, Sentences, Speaker } from '../speaker.ts';
import { spaced } from './format.ts';

/** 一件事走到了哪一步，表格和邮件都这样说。 */
export const standing: Sentences<StandingFacts> = {
  draft: () => '草稿',
  'in-review': () => '初审中',
  'sent-back': () => '已退回',
  'with-departments': (f, s) => `部门评估中（${s.number(f.needed)} 个部门已确认 ${s.number(f.confirmed)} 个）`,
  confirmed: () => '已确认',
  'kicked-off': () => '已启动',
  running: (f, s) => `执行中（${s.number(f.tasks)} 项任务已完成 ${s.number(f.done)} 项）`,
  acceptance: () => '验收中',
  retrospective: () => '总结中',
  archived: () => '已归档',
  cancelled: () => '已取消',
  asked: () => '等待答复',
  adjusting: () => '协商调整中',
  'to-sign': () => '等待签字',
  agreed: () => '已确认',
  refused: () => '无法完成',
  'not-needed': () => '已不需要',
  unsigned: () => '未签字',
  signed: () => '已签字',
  lapsed: (f, s) => `已失效：${s.parts(f.changed)}有变动`,
  replaced: () => '已有新版本',
  'not-asked': () => '目前不需要签字',
  planned: () => '已安排',
  held: () => '已召开，等待纪要',
  minuted: () => '纪要等待主持人批准',
  approved: () => '纪要已批准',
  reopened: () => '纪要批准后又有改动',
  open: () => '未决',
  settled: () => '已达成共识',
  'next-meeting': (f, s) => (f.meeting ? `转到 ${s.text(f.meeting)} 再议` : '下次再议'),
  researched: (f, s) => spaced`${s.text(f.department)}研究中`,
  answered: () => '已有研究结果',
  done: () => '已完成',
  'with-owners': () => '双方协商中',
  'with-leaders': () => '分管领导协调中',
  'with-executive': () => '分管高管裁决中',
  'escalation-over': (f) => ({ overtaken: '不再需要', withdrawn: '已撤回' })[f.end as string] ?? '已有进展，升级结束',
  ruled: () => '已裁决',
  'feedback-due': (f, s) => `已裁决，${s.date(f.due)}前反馈`,
  submitted: (f, s) => spaced`等待${s.list(f.departments)}确认`,
  judged: () => '等待验收结论',
  passed: () => '验收通过',
  rework: (f, s) =>
    f.done ? `${s.date(f.done)}已整改` : f.due ? `整改中，${s.date(f.due)}前完成` : '需整改，尚无期限',
  failed: () => '验收不通过',
};

/** 每件该办的事：在等什么（不带句号），请对方做什么。 */
export const duties: DutyTable = {
  'request.review': {
    details: asked,
    waits: () => '还没有初审',
    ask: () => '请初审：内容是否完整、目标是否可衡量、资源和时间是否合理；通过，或写明原因退回。',
  },
  assessment: {
    details: asked,
    waits: (f, s) => spaced`${s.text(f.department)}还没有答复`,
    ask: () => '请答复：可以完成、需要调整或无法完成，并写明可投入的资源和协作负责人。',
  },
  'assessment.adjust': {
    adjust: {
      waits: (f, s) => spaced`${s.text(f.department)}提出了调整，还没有书面答复`,
      ask: (f, s) =>
        spaced`请与${f.head ? s.text(f.head) : s.text(f.department)}一对一沟通${f.adjustment ? `“${s.text(f.adjustment)}”` : ''}，把商定结果和日期写下来。`,
    },
    refused: {
      waits: (f, s) => spaced`${s.text(f.department)}答复无法完成${f.adjustment ? `（${s.text(f.adjustment)}）` : ''}`,
      ask: (f, s) =>
        spaced`请与${f.head ? s.text(f.head) : s.text(f.department)}一对一沟通，把商定结果和日期写下来；或从申请中去掉这个部门，或取消申请。`,
    },
  },
  'confirmation.sign': {
    waits: (f, s) => signature(f, s, '需求确认函'),
    ask: () => '请阅读需求确认函，然后填写签字日期。',
    press: () => '请读完后签字。',
  },
  'request.confirmed': {
    waits: (f, s) => (f.planned ? `各部门已确认，启动会排到了${s.date(f.planned)}` : '各部门已确认，待开启动会'),
    ask: (f, s) =>
      f.planned
        ? `请在“${s.tab('meetings')}”里把它提前，或与项目负责人商定可以等。`
        : spaced`请在“${s.tab('meetings')}”里定下启动会的日期、时间和地点，${s.list(f.departments)}的负责人会一并受邀。`,
    press: (f, s) =>
      f.planned
        ? '请把它提前，或与项目负责人商定可以等。'
        : spaced`请定下启动会的日期、时间和地点，${s.list(f.departments)}的负责人会一并受邀。`,
  },
  consensus: {
    details: (f, s) => f.departments.map((name, i) => `${s.text(name)}：${s.text(f.settled[i])}`),
    waits: () => '需求共识清单还是空的',
    ask: () => '请在启动会前把谈定的事项和交付标准逐条写下来，验收时照它逐条核对。',
  },
  division: {
    waits: (f, s) => {
      const { missing } = f;
      if (missing.length === 0) return '协同任务分工表还没有任务';
      const more = missing.length > GAPS ? `等 ${missing.length} 项任务` : '';
      return `协同任务分工表还不完整：${missing.slice(0, GAPS).map(gap(s)).join('；')}${more}`;
    },
    ask: () => '请写全每项任务：一位负责人、一位批准人、截止日期，以及交付物或完成标准。',
  },
  'division.sign': {
    waits: (f, s) => signature(f, s, '协同任务分工表'),
    ask: () => '请阅读协同任务分工表，然后填写签字日期。',
    press: () => '请读完后签字。',
  },
  'meeting.materials': {
    materials: {
      waits: (f, s) => `${s.date(f.meeting)}的会议材料还没发出`,
      ask: () => '请发出背景、议题、数据和会前问题，并填写发出日期。',
      press: () => '请写下背景、议题、数据和会前问题，或贴上链接，所有受邀的人都会收到。',
    },
    empty: {
      waits: (f, s) => `${s.date(f.meeting)}的会议材料写了发出日期，但没有内容`,
      ask: () => '请补上正文或链接，所有受邀的人都会收到。',
    },
    feedback: {
      waits: (f, s) => spaced`${s.date(f.meeting)}的会议还缺${s.list(f.departments)}的书面反馈`,
      ask: () => '请在会前写下本部门的意见。',
    },
  },
  'meeting.minutes': {
    write: {
      waits: (f, s) => `${s.date(f.meeting)}的会议纪要还没提交`,
      ask: () => '请写下纪要并填写日期。',
      press: () => '请提交纪要：贴上正文，或选一个文件。',
    },
    approve: {
      waits: (f, s) => `${s.date(f.meeting)}的会议纪要还没批准`,
      ask: () => '请阅读纪要并填写批准日期。',
      press: () => '请阅读纪要，没有问题就批准。',
    },
    again: {
      waits: (f, s) => `${s.date(f.meeting)}的会议纪要批准以后，${s.parts(f.changed)}又有改动，要再批准一次`,
      ask: () => '请看改动之处：改回原文，或重新商定后填写新的批准日期。',
      press: () => '请看改动之处，同意就再批准一次；不同意就在表里改回原文。',
    },
  },
  'minutes.sign': {
    waits: (f, s) => signature(f, s, '会议纪要'),
    ask: () => '请阅读会议纪要，然后填写签字日期。',
    press: () => '请读完后签字。',
  },
  'topic.followup': {
    waits: (f, s) => spaced`${s.text(f.department)}还没有给出研究结果`,
    ask: () => '请填写研究结果。',
  },
  'stage.due': {
    waits: (f, s) => `节点“${s.text(f.stage)}”还没完成`,
    ask: () => '请填写完成日期，或调整截止日期。',
    press: () => '做完了就标为完成，没做完请改期。',
  },
  dispute: {
    settle: {
      waits: (f, s) => {
        if (f.parties.length === 1) return '还没有定';
        if (!f.proposal) return spaced`${s.list(f.parties) || '双方'}还没有达成一致`;
        return f.mine
          ? spaced`${s.list(f.others) || '对方'}还没有答复你的提议`
          : spaced`${s.text(f.proposer)}提了解决办法`;
      },
      ask: (f) => {
        if (f.parties.length === 1) return '请定一下怎么办。';
        if (!f.proposal) return '请提出怎么解决；对方同意就算定下。';
        return f.mine ? '请催一下对方，或另提一个。' : '请同意，或另提一个。';
      },
      details: (f, s) => [...(f.proposal ? [`提议：${s.text(f.proposal)}`] : []), ...weighed(f, s)],
      above: (f) =>
        f.level === 2 ? '请听取双方意见后裁决，并写下裁决和日期。' : '请双方分管领导协调，并在“裁决”里写下结果和日期。',
    },
    help: {
      waits: (f, s) => spaced`${s.text(f.asker) || '有人'}为“${s.text(f.task)}”求助`,
      when: (f, s) => {
        if (!f.wanted) return f.fresh ? '今天求助' : `${s.date(f.since)} 求助`;
        if (f.phase === 'late') {
          return `应于 ${s.date(f.end)}前有结论${s.number(f.days) > 0 ? ` · 逾期 ${s.number(f.days)} 个工作日` : ''}`;
        }
        return f.phase === 'day' ? `今天 ${s.clock(f.time)} 前要有结论` : `${s.date(f.end)}前要有结论`;
      },
      ask: () => HELP_OUT,
      details: (f, s) => [...(f.blocks.length > 0 ? [`等着它的：${s.list(f.blocks)}`] : []), ...weighed(f, s)],
      above: () => HELP_OUT,
    },
  },
  'dispute.feedback': {
    waits: (f, s) => (f.decided ? `${s.date(f.decided)}裁决的执行情况还没反馈` : '约定的反馈还没有写'),
    ask: (f) => (f.decided ? '请写下执行结果和日期。' : '请写下目前情况和日期。'),
    press: (f) => (f.decided ? '请写下执行结果。' : '请写下目前情况。'),
  },
  acceptance: {
    start: {
      waits: () => '任务已全部完成，成果还没提交验收',
      ask: (_, s) => `请发起验收：在“${s.tab('acceptance')}”里写明提交的成果、日期和验收人。`,
      press: () => '请提交验收：成果是什么，由谁验收。',
    },
    confirm: {
      waits: (f, s) => spaced`${s.list(f.departments)}还没有确认成果`,
      ask: (_, s) => `请确认本部门负责的部分，并在“${s.column('acceptance', 'confirmedBy')}”里加上本部门。`,
      press: () => '请确认本部门负责的部分。',
      details: (f, s) => [...handedIn(f, s), ...foundBefore(f, s)],
    },
    conclude: {
      waits: () => '提交的成果还没有验收结论',
      ask: () => '请对照共识清单写下结论：通过、需整改或不通过。',
      details: (f, s) => [
        ...handedIn(f, s),
        ...foundBefore(f, s),
        ...(f.external ? [`外部验收方：${s.text(f.external)}`] : []),
        ...agreed(f),
      ],
    },
    rework: {
      waits: () => '整改还没完成',
      ask: () => '请完成整改并填写日期，之后开始下一轮验收。',
      press: () => '整改完成后说一声，之后开始下一轮验收。',
      details: (f) => (f.findings ? [`验收发现：${findingsOf(f.findings).join('；')}`] : []),
    },
    again: {
      waits: (f, s) => `第 ${s.number(f.failed)} 轮验收没有通过，新一轮还没开始`,
      details: (f) => (f.findings ? [`验收发现：${findingsOf(f.findings).join('；')}`] : []),
      ask: (_, s) => `请商定要改什么，重新提交成果时在“${s.tab('acceptance')}”登记新一轮。`,
      press: () => '请商定要改什么，改好后重新提交。',
    },
  },
  retrospective: {
    waits: (f, s) => `${s.date(f.passed)}验收通过，总结还没写`,
    ask: (_f, s) => `请在“${s.tab('retrospective')}”里写下可复用的做法、问题与根因，以及由谁改进。`,
    press: () => '请写下可复用的做法、问题与根因，以及由谁改进。',
  },
  archive: {
    waits: (f, s) => `${s.date(f.passed)}验收通过，还没归档`,
    ask: (_f, s) => `请把全部文件打包归档；打包后“${s.tab('archive')}”里会列出它们。`,
    press: () => '请把全部文件归到一处，并写明放在哪里。',
  },
};

const HELP_OUT = '请答复能给什么支持，或由谁来解决，并写下裁决和日期。';

/** 只点出这么多项任务缺什么。 */
const GAPS = 3;

/** `T-0001|due|output`：一项任务和还空着的列。 */
const gap =
  (s: Speaker) =>
  (entry: string): string => {
    const [id, ...columns] = entry.split('|');
    return `${id} 缺${s.columns('raci', columns)}`;
  };

function agreed({ agreed: items, standards }: StepFacts['acceptance']['conclude']): string[] {
  return items.map((item, i) => `共识：${item}${standards[i] && `（${standards[i]}）`}`);
}

function handedIn({ output }: { readonly output: string }, s: Speaker): readonly string[] {
  return output ? [`提交成果：${s.text(output)}`] : [];
}

/** 上一轮发现的问题，先看它们。 */
function foundBefore(f: StepFacts['acceptance']['confirm' | 'conclude'], s: Speaker): readonly string[] {
  return f.before ? [`第 ${s.number(f.round - 1)} 轮验收发现：${findingsOf(f.before).join('；')}`] : [];
}

/** 裁决时要看的。 */
function weighed(f: StepFacts['dispute']['settle' | 'help'], s: Speaker): readonly string[] {
  return [...(f.facts ? [`事实：${s.text(f.facts)}`] : []), ...(f.options ? [`方案：${s.text(f.options)}`] : [])];
}

/** 谁要什么、何时要：评估时要知道的。 */
function asked(f: DutyFacts['request.review' | 'assessment'], s: Speaker): readonly string[] {
  const from = f.from ? `（${s.text(f.from)}）` : '';
  return [
    f.goal ? `目标：${s.text(f.goal)}` : '',
    f.asker ? spaced`由${s.text(f.asker)}${from}提出${f.wanted ? `，希望 ${s.date(f.wanted)}前完成` : ''}` : '',
  ].filter(Boolean);
}

function signature(f: DutyFacts['minutes.sign'], s: Speaker, what: string): string {
  const changed = f.changed ? `；${s.parts(f.changed)}有变动，上次签字已失效` : '';
  if (f.mine) return `${what}等你签字${changed}`;
  return spaced`${s.text(f.signer) || s.list(f.departments)}还没有签${what}${changed}`;
}

/** 期限的标题，接在句子后面。 */
export const limitAfter = (heading: string): string => `；${heading}。`;

/** 时限走到哪里，接在“在等什么”之后。 */
export const dutyLimit: Sentence<LimitFacts> = (f, s) => {
  const end = `${s.date(f.end)} ${s.clock(f.time)}`;
  const days = `${s.number(f.days)} 个工作日`;
  if (f.level) {
    if (f.last) return `，${s.date(f.stuckSince)}起没有进展（${days}），过了今天就请第二级。`;
    const told = f.told ? `；${s.date(f.told)}已告知第一级` : '';
    if (s.number(f.days) === 0) return f.level === 2 ? '；已请分管高管裁决。' : '；已请分管领导定。';
    return `，${s.date(f.stuckSince)}起没有进展（${days}）${told}，升级到第 ${s.number(f.level)} 级。`;
  }
  if (f.phase !== 'late') return `；${end} 截止。`;
  return s.number(f.days) > 0 ? `；应在 ${end} 前完成，已晚 ${days}。` : `；今天 ${s.clock(f.time)} 已到期。`;
};
