/** In Chinese: why a notice is sent or not, what would stop it, what is wrong in a sheet, what comes next, and what cells say. */
import type { ProblemFacts } from '../../problem.ts';
import { rowShown } from '../../text/row-number.ts';
import type { IsoDate } from '../../time/day.ts';
import type { NextFacts, QuietFacts, ReasonFacts, SentBack, StopFacts, WrittenFacts } from '../facts.ts';
import { INITIALS } from '../facts.ts';
import { findingsOf } from '../findings.ts';
import type { ProblemSentences, Sentences, Speaker } from '../speaker.ts';
import { spaced } from './format.ts';

/** 句子自带句号，引用的话不再带。 */
const withoutStop = (text: string) => text.replace(/(?<![.。\s])[.。\s]+$/, '');
/** 单独成句；问句、叹句本来就是。 */
const ended = (text: string) => (/[?!？！…]$/.test(text) ? text : `${withoutStop(text)}。`);
/** 带引号的表名，列在一起。 */
const quoted = (s: Speaker, titles: readonly string[]) => s.list(titles.map((title) => `“${title}”`));
const rows = (n: number) => (n > 1 ? `（${n} 行）` : '');

/** Who sent a request back, and their words: the reason, then the remarks to each question. */
const saidBy = ({ by, reason, questions, remarks }: SentBack, s: Speaker): string => {
  const said = [
    reason,
    ...questions.map((column, i) => `${s.column('requests', column)}：${remarks[i] || '否'}`),
  ].filter(Boolean);
  return spaced`${by ? spaced`由${by}` : ''}退回${said.length > 0 ? `：${said.map(withoutStop).join('；')}。` : '，没有写原因。'}`;
};

/** The executive rules; whoever is asked before decides. */
const decidedAt = (level: 0 | 1 | 2): string => (level === 2 ? '裁决' : '定了');

export const because: Sentences<ReasonFacts> = {
  'task.soon': (f, s) => `${s.date(f.due)}到期，还有 ${s.number(f.days)} 个工作日。`,
  'task.due': (f, s) => `${s.date(f.due)}到期，还没有完成。`,
  'task.overdue': (f, s) => `应于 ${s.date(f.due)}完成，已逾期 ${s.number(f.days)} 个工作日。`,
  'task.quiet': (f, s) =>
    `自 ${s.date(f.since)}起没有更新（${s.number(f.days)} 个工作日），请说一下进展，没有变化也说一声。`,
  'task.reason': (f, s) => `已过截止日期（${s.date(f.due)}），还没有写原因或新日期。`,
  'task.collect': (f, s) => `应于 ${s.date(f.due)}完成，还没有交付成果。`,
  'task.collect.done': () => '状态是已完成，但没有填写完成成果。',
  'task.stuck.1': (f, s) => `自 ${s.date(f.since)}起 ${s.number(f.days)} 个工作日没有变化，升级到第一级。`,
  'task.stuck.last': (f, s) => `自 ${s.date(f.since)}起仍没有变化，过了今天就请第二级。`,
  'task.stuck.2': (f, s) => `自 ${s.date(f.since)}起没有变化，${s.date(f.told)}已告知第一级，现升级到第二级。`,
  'task.blocked': (f, s) => `前置任务“${s.text(f.predecessorName)}”滞后，最早 ${s.date(f.earliestStart)}才能开始。`,
  'task.start': (f, s) =>
    spaced`${s.text(f.owner)}已在 ${s.date(f.done)}完成前置任务“${s.text(f.predecessorName)}”，可以开始了${f.start ? `，原定 ${s.date(f.start)}` : ''}。`,
  'task.changed': () => '上次检查之后，日期、负责人、范围或状态有变化。',
  'task.assigned': (f, s) =>
    spaced`${s.text(f.who)}在这项任务里是 ${INITIALS[f.letter]}${f.start ? `，${s.date(f.start)}开始` : ''}${f.due ? `，${s.date(f.due)}到期` : ''}。`,
  'task.assigned.first': (f, s) =>
    spaced`接力第一次检查这本工作簿：告诉${s.text(f.who)}里面归他的 ${s.number(f.items.length)} 件事。`,
  'request.incomplete': (f, s) => {
    const missing = s.columns('requests', f.missing);
    const empty = missing && `还没有填写：${missing}。`;
    const goal = f.goal === true ? '看不出目标怎样算达成，请补上数字、日期，或通过与不通过的标准。' : '';
    return `${empty}${goal}`;
  },
  'request.sent-back': (f, s) =>
    `${s.date(f.since)}${saidBy(f, s)}请修改后再提交；在表里就是填新的提交日期，初审当天再次提交的，还要清空初审结果。`,
  'request.resubmit.undated': (_f, s) =>
    `内容都填好了，只差${s.column('requests', 'submittedOn')}，所以还没有人看到。准备好了就请提交。`,
  'request.resubmit.unread': (f, s) =>
    `${s.column('requests', 'submittedOn')}写的“${s.text(f.text)}”读不成日期，还不算提交。请直接提交，或写成带年份的日期，例如 2026-03-06。`,
  'request.resubmit.mended': (f, s) =>
    `${s.date(f.since)}${saidBy(f, s)}之后内容有改动。都改好了就请再次提交，提交之前不会再初审。`,
  'assessment.incomplete': (f, s) => {
    const lead = f.missing.includes('lead') ? s.column('confirmations', 'lead') : '';
    const capacity = f.missing.includes('capacity') ? '可投入的资源（人力、预算、数据、时间或权限）' : '';
    const both = [lead, capacity].filter(Boolean).join('和');
    return spaced`${s.text(f.department)}答复可以完成，但没有写${both}。请在签字前补上。`;
  },
  'request.changed': (f, s) => {
    const parts = s.parts(f.changed);
    const signers = s.list(f.signers);
    const what = parts
      ? `发给部门之后改了${parts}${f.wanted ? `（现在是 ${s.date(f.wanted)}）` : ''}。`
      : '发给部门之后有变动，请再读一遍。';
    return signers ? spaced`${what}${signers}的签字因此失效，正在重新请签。` : what;
  },
  'stage.moved': (f, s) =>
    `${f.from ? `从 ${s.date(f.from)} ` : ''}改到 ${s.date(f.due)}。${f.note ? `备注：${withoutStop(s.text(f.note))}。` : ''}`,
  'plan.late': (f, s) => {
    const promised = f.promises.map((stage, i) => `${stage ? `“${stage}”` : '期望完成'} ${s.date(f.until[i])}`);
    const late = f.names.slice(0, LATE).map((name, i) => `“${name}” ${s.date(f.dues[i])}，晚 ${f.later[i]} 个工作日`);
    const more = f.names.length > LATE ? `等 ${f.names.length} 项` : '';
    const who = f.contact ? spaced`与${s.text(f.contact)}` : '';
    const other = f.promises.includes('') ? '商定新的日期并写进申请' : '商定后调整节点的日期';
    return spaced`计划的完成时间晚于约定的日期（${s.list(promised)}）：${late.join('；')}${more}。请把这些任务提前，或${who}${other}。`;
  },
  'update.weekly.1': (f, s) =>
    spaced`${s.text(f.department)}本周还有 ${f.items.length} 项未更新，${s.date(f.by)} ${s.text(f.time)} 截止。`,
  'update.weekly.2': (f, s) =>
    spaced`${s.text(f.department)}到 ${s.date(f.by)} ${s.text(f.time)} 仍有 ${f.items.length} 项未更新。`,
  'escalation.over': (f, s) => {
    const how =
      f.end === 'overtaken'
        ? '不再需要处理'
        : `${f.status === 'not-started' ? '情况有变' : '已有进展'}${f.status ? `（${s.status(f.status)}${f.due ? `，${s.date(f.due)}到期` : ''}）` : ''}`;
    return `${how}。${s.date(f.asked)}请你协调的这件事，现在不用再管了。`;
  },
  'dispute.proposed': (f, s) => spaced`${s.text(f.by)}提议：“${withoutStop(s.text(f.proposal))}”。请同意，或另提一个。`,
  'dispute.ruled': (f, s) => {
    const isAgreed = f.by === '' && f.agreed.length > 1;
    const who = f.by ? s.text(f.by) : isAgreed ? s.list(f.agreed) : '';
    const decided = isAgreed ? '商定' : decidedAt(f.level);
    const words = [
      s.text(f.decision),
      f.due && `改到 ${s.date(f.due)}`,
      f.owner && spaced`改由${s.text(f.owner)}负责`,
      f.support && `支持：${s.text(f.support)}`,
    ].filter(Boolean);
    return `${[who, s.date(f.on)].filter(Boolean).join(' ')} ${f.again ? '更新了决定' : decided}${f.writer ? spaced`（${s.text(f.writer)}记录）` : ''}：${words.join('；')}${f.feedback ? `（${s.date(f.feedback)}前反馈）` : ''}`;
  },
  'acceptance.concluded': (f, s) => {
    const how = { pass: '验收通过', rework: '验收要整改', fail: '验收不通过' }[f.result];
    const by = [s.date(f.on), f.by && s.text(f.by)].filter(Boolean).join('，');
    const found = f.findings ? `验收发现：${findingsOf(f.findings).join('；')}。` : '';
    return `第 ${s.number(f.round)} 轮${how}（${by}）。${found}${afterRound(f, s)}`;
  },
  talk: (f, s) => `${s.list(f.people)} ${s.date(f.on)}谈定${f.channel ? `（${s.text(f.channel)}）` : ''}。`,
  'update.weekly.3': (f, s) => spaced`${s.text(f.department)}还有 ${f.items.length} 项没有 ${s.date(f.by)}的每日更新。`,
  'digest.manager': (f, s) => spaced`${s.list(f.departments)}截至 ${s.date(f.on)}的本周情况。`,
  'digest.keeper': (f, s) => `“${s.tab(f.tab)}”里有一处需要修正${rows(s.number(f.count))}。`,
  'meeting.invite': (f, s) => {
    const place = f.place ? `，${s.text(f.place)}` : '';
    const time = f.start === null ? '' : ` ${s.clock(f.start)}${f.end === null ? '' : `–${s.clock(f.end)}`}`;
    if (f.cancelled) return `会议取消，${s.date(f.meeting)}${time} 不开了。`;
    const goal = f.goal ? `目标：${withoutStop(s.text(f.goal))}。` : '';
    const about = f.topics.length > 0 ? `议题：${s.list(f.topics)}。` : '';
    const yours = f.yours ? `由你汇报：${s.list(f.yours)}。` : '';
    const role = f.role === 'decider' ? '请你到会做决定。' : '';
    const shifted = f.shifted ? `原定 ${s.date(f.shifted)}，放假改期。` : '';
    return `${f.moved ? '有变动，改为 ' : ''}${s.date(f.meeting)}${time}${place}${f.moved ? '' : '，请参加'}。${shifted}${goal}${about}${yours}${role}`;
  },
  'meeting.materials.sent': (f, s) => {
    const text = f.text ? ended(s.text(f.text)) : '';
    const back = f.by ? spaced`请${s.list(f.departments)}在 ${s.date(f.by)}前书面反馈。` : '';
    const link = f.link ? ` ${s.text(f.link)}` : '';
    return `${s.date(f.meeting)}的会议材料已发出，请会前阅读。${text}${back}${link}`;
  },
  'meeting.minutes.sent': (f, s) => {
    const count = f.actions.length;
    const yours = f.yours ? `你的行动项：${s.list(f.yours)}。` : count > 0 ? `共定下 ${count} 项行动。` : '';
    const agreed = f.agreed;
    const settled = agreed.length > 0 ? `共识：${withoutStop(agreed.join('；'))}。` : '';
    const text = f.text ? `${withoutStop(s.text(f.text))}。` : '';
    const link = f.link ? ` ${s.text(f.link)}` : '';
    return `${s.date(f.meeting)}的会议纪要已批准。${text}${settled}${yours}${link}`;
  },
  'topic.back': (f, s) =>
    `上次没有议定，已列入${f.meeting ? ` ${s.date(f.meeting)} ` : '下次'}会议的议程，请安排时间，并确认汇报人到会。`,
};

/** 晚于约定的任务只列这么多项。 */
const LATE = 5;

/** 一轮验收之后，谁做什么。 */
function afterRound(f: ReasonFacts['acceptance.concluded'], s: Speaker): string {
  const by = (day: IsoDate | null) => (day ? ` ${s.date(day)}前` : '');
  if (f.result === 'rework')
    return f.owner ? spaced`接下来由${s.text(f.owner)}${by(f.due)}完成整改，然后开始下一轮验收。` : '';
  if (f.result === 'fail') return f.owner ? spaced`接下来由${s.text(f.owner)}组织修改，重新提交后开始新一轮验收。` : '';
  const next = [
    ...(f.lookingBack ? [spaced`${s.text(f.lookingBack)}${by(f.lookBackBy)}完成总结`] : []),
    ...(f.archiving ? [spaced`${s.text(f.archiving)}${by(f.archiveBy)}归档`] : []),
  ];
  return next.length > 0 ? spaced`接下来由${next.join('，')}。` : '';
}

const FINISHED = '任务完成、取消或改到更晚，就不再说。';
const ONCE = '只说一次。';

export const stops: Sentences<StopFacts> = {
  'task.soon': () => FINISHED,
  'task.due': () => FINISHED,
  'task.overdue': () => '任务完成或取消，或者有了还没到的新日期，就停止。',
  'task.quiet': () => '跟踪表里有了进展，或在网页上报了进度，或者有了截止日期，或有了书面裁决，就停止。',
  'task.reason': () => '跟踪表里写了原因或新日期，或者任务完成，就停止。',
  'task.collect': (_, s) => `跟踪表的“${s.column('tracker', 'output')}”里写了交付的成果，就停止。`,
  'task.stuck': () => '跟踪表里有任何进展（状态、进度、成果、风险、原因或新日期），或者写下了裁决，就停止。',
  'task.blocked': (f, s) =>
    f
      ? `“${s.text(f.predecessorName)}”完成或重新按时，或者这项任务改到 ${s.date(f.earliestStart)} 及以后开始，就不再说。`
      : '它等的任务完成或重新按时，就不再说。',
  'task.start': () => `${ONCE}任务开始或结束以后就不说。`,
  'task.assigned': () => `${ONCE}任务完成或取消，或者角色换了人，就不说。`,
  'task.changed': () => `${ONCE}检查之前改回原样，就不说。`,
  'request.incomplete': () => '缺的都填上，目标可以衡量，就停止。',
  'request.sent-back': () => '再次提交，就停止。',
  'request.resubmit': () => `${ONCE}提交了，就停止。`,
  'assessment.incomplete': () => `${ONCE}补上了，就停止。`,
  'request.changed': () => `${ONCE}检查之前改回原文，就不说。`,
  'stage.moved': () => `${ONCE}检查之前改回原来的日期，就不说。`,
  'plan.late': () => '任务都赶在约定日期之前完成，或约定的日期推后，就停止；更晚了才会再说。',
  'topic.back': () => `${ONCE}议题从会议里撤下，就不说。`,
  'dispute.proposed': () => `${ONCE}另提一个才会再说。`,
  'dispute.ruled': () => `${ONCE}裁决换了说法才会再说。`,
  'acceptance.concluded': () => `${ONCE}结论改了才会再说。`,
  'escalation.over': () => ONCE,
  talk: () => ONCE,
  'meeting.invite': () => `${ONCE}日期、时间或地点变了，或会议取消，会再说；会议开完就不说。`,
  'meeting.materials.sent': () => `${ONCE}换了日期重新发出会再说。`,
  'meeting.minutes.sent': () => ONCE,
  'update.weekly': (f, s) => (f ? `在跟踪表里更新 ${s.list(f.items)}，就停止。` : '在跟踪表里更新，就停止。'),
  'digest.manager': () => '每周一次，没有要说的就不寄。',
  'digest.keeper': () => `${ONCE}改好了就不说。`,
};

export const stopOfDuty = (ask: string): string => `做到这一步就了结：${ask}`;

export const quiet: Sentences<QuietFacts> = {
  closed: (f, s) => `状态是${s.status(f.status)}，不再提醒任何人。`,
  told: (f, s) => `${s.date(f.day)}已经告知，同一件事不说两遍。`,
  'day-off': (f, s) => `${s.date(f.date)}休息，不寄信。`,
  acknowledged: (f, s) => spaced`${s.list(f.names)}已经看过，到 ${s.date(f.until)}为止不再提醒；升级照常。`,
  inactive: (f, s) => spaced`${s.list(f.names)}已停用，也没有代理人，无法告知。`,
  'own-doing': (f, s) => spaced`是${s.list(f.names)}自己做的，不用再告诉本人。`,
  preferred: (f, s) =>
    f.time === null
      ? spaced`${s.list(f.names)}今天不收信，${s.date(f.on)}再寄。`
      : spaced`${s.list(f.names)}要到 ${s.clock(f.time)} 以后才收信，到时再寄。`,
  spared: (f, s) => spaced`${s.list(f.names)}不收只需知道的事。`,
  waits: (f, s) => spaced`不需要${s.list(f.names)}做什么，随下一封信告知，最晚 ${s.date(f.on)}。`,
  'no-address': (f, s) => spaced`${s.list(f.names)}在通讯录里没有可用的邮箱，无法告知。`,
  nobody: () => '应当告知的角色还没有人担任。',
  replanned: (f, s) => `已从 ${s.date(f.from)}改期到 ${s.date(f.due)}，只按新日期提醒。`,
  escalates: () => '今天升级，此后每周提醒负责人一次。',
  weekly: (f, s) => `已经升级，${s.date(f.next)}再提醒负责人。`,
  'weekly-only': (f, s) => `每周提醒一次，下次是 ${s.date(f.next)}。`,
  'reason-given': (f, s) => `已写明原因：${s.text(f.reason)}`,
  history: (f, s) => `应于 ${s.date(f.due)}完成，接力第一次看到时已经完成，不再追要成果。`,
  help: (f, s) => `已经求助，由 ${s.text(f.row)} 逐级上报。`,
  'level-2': (f, s) => `${s.date(f.told)}起已在分管高管处。`,
  blind: () => '缺少用来分辨任务的列或工作表，补上之前不再说任何任务的事。',
  decided: () => '裁决已写下，不再计时。',
  'not-yet': (f, s) => `自 ${s.date(f.since)}起没有变化，${s.date(f.on)}之后升级到第 ${s.number(f.level)} 级。`,
  'own-predecessor': (f, s) =>
    spaced`前置任务 ${s.text(f.predecessor)} 也由${s.text(f.name)}负责，本人清楚，不用再说。`,
  'still-fits': (f, s) => `前置任务 ${s.text(f.predecessor)} 滞后，但仍可按 ${s.date(f.start)}开始。`,
  updated: (f, s) => spaced`${s.text(f.department)}在 ${s.date(f.by)}前的更新已经齐全。`,
  'not-asked': (f, s) => spaced`没有请${s.text(f.department)}在 ${s.date(f.by)}前更新，所以不算迟。`,
  'in-time': (f, s) => `时限到 ${s.date(f.end)}，还不必提醒。`,
  'nothing-new': (f, s) => `${s.date(f.on)}没有逾期、风险、待决定和即将到来的事。`,
  later: () => '需要修正的地方较多，这一处随后再说。',
};

/** 本该是日期的地方哪里不对、该怎么写，例子在后。 */
const DATE_WHY: Record<ProblemFacts['not-a-date']['why'], string> = {
  ambiguous: '可能是两个不同的日期，请写全年月日，例如',
  'no-year': '没有写年份，请写全年月日，例如',
  relative: '不是具体的日期，请写全年月日，例如',
  'not-a-date': '不是日期，正确的写法例如',
};

/** 表头相同的工作表为什么没有读。 */
const UNSURE = {
  several: (sheets: string, name: string) => `工作表${sheets}的表头都与“${name}”相同，哪张都没有读。`,
  mixed: (sheets: string, name: string) => `工作表${sheets}既有“${name}”的表头，又有另一张表的，没有读。`,
  copy: (sheets: string, name: string) => `工作表${sheets}的表头与“${name}”相同，但名称说它是副本，没有读。`,
  rows: (sheets: string, name: string) => `工作表${sheets}的表头与“${name}”相同，但缺少最近添加的那些行，没有读。`,
};

/** 可能想写的是哪一个，用问句。 */
const meant = (s: Speaker, near: string | undefined) => (near ? `。是不是“${s.text(near)}”？` : '，');

export const problem: ProblemSentences = {
  required: (f, s) => `“${s.column(f.tab, f.column)}”是空的，请填写。`,
  'not-a-date': (f, s) => `“${s.text(f.text)}”${DATE_WHY[f.why]} ${f.near ? s.text(f.near) : '2026-03-06'}。`,
  'not-a-rhythm': (f, s) =>
    `“${s.text(f.text)}”看不出多久重复一次，请写成这样：每周一、每月最后一个工作日、每两周、完成后 10 个工作日。`,
  'not-a-clock': (f, s) => `“${s.text(f.text)}”看不出是几点几分，请写成 14:30 的样子。`,
  'not-weekdays': (f, s) => `“${s.text(f.text)}”看不出是星期几，或者七天都写上了，请写成“周五”或“周三、周五”的样子。`,
  'date-order': (f, s) =>
    f.earlier !== undefined
      ? `“${s.column(f.tab, f.column)}”（${s.date(f.date)}）早于“${s.column(f.tab, f.earlier)}”（${s.date(f.after)}），请更正其中一个。`
      : `开始日期 ${s.date(f.start)} 晚于截止日期 ${s.date(f.due)}，请更正。`,
  'not-a-number': (f, s) =>
    f.to === undefined
      ? `“${s.text(f.text)}”不是数字，请写成 30 的样子。`
      : `“${s.text(f.text)}”不在 ${s.text(f.from)}% 到 ${s.text(f.to)}% 之间，请更正。`,
  'unknown-option': (f, s) =>
    f.own === true
      ? `接力不认识“${s.text(f.text)}”这个状态${meant(s, f.near)}请写“进行中”“已完成”这样的状态，或者在“${s.tab('settings')}”里加一行 status.in-progress，写上这个词。`
      : `“${s.text(f.text)}”不在“${s.column(f.tab, f.column)}”的选项里${meant(s, f.near)}请从列表中选。`,
  'unknown-person': (f, s) =>
    f.namesakes === true
      ? `通讯录里有两位“${s.text(f.text)}”，请改写邮箱。`
      : `通讯录里没有“${s.text(f.text)}”${meant(s, f.near)}请在通讯录中添加，或更正姓名。`,
  'unknown-department': (f, s) =>
    `“${s.tab('departments')}”表里没有“${s.text(f.text)}”${meant(s, f.near)}请添加，或更正名称。`,
  'collective-owner': (f, s) => `“${s.text(f.text)}”不是一个人，请写明由谁负责。`,
  'no-lead': () => '没有负责人（R），请写一个人。',
  'two-leads': (f, s) => `${s.list(f.names)}：负责人（R）只能有一位，请保留一位，其余写到 S。`,
  'several-owners': (f, s) =>
    f.column === 'accountable'
      ? spaced`${s.list(f.names)}都写在批准人里，先由${s.text(f.names[0])}拍板，其他人参与意见。要换人，请把他写在最前面。`
      : spaced`${s.list(f.names)}都写在负责人里，先由${s.text(f.names[0])}牵头、收提醒，其他人作为协助收到消息。要换人，请把他写在最前面。`,
  'no-accountable': () => '没有批准人（A），请写一个人。',
  'two-accountables': (f, s) => `${s.list(f.names)}：批准人（A）只能有一位，请保留一位，其余写到 C。`,
  'duplicate-id': (f, s) =>
    `${s.text(f.id)} 在${f.otherSheet ? `“${s.text(f.otherSheet)}”` : ''}第 ${s.text(rowShown(f.otherRow))} 行已经用过。清空这一格，接力会给它新的编号。`,
  'duplicate-person': (f, s) => `通讯录里有两位“${s.text(f.name)}”，请加以区分，例如注明部门。`,
  'unknown-id': (f, s) =>
    f.several
      ? `有几行都叫“${s.text(f.text)}”，请改写编号。`
      : `没有名称或编号为“${s.text(f.text)}”的事项${meant(s, f.near)}请更正或删去。`,
  cycle: (f, s) => `它经过 ${s.list(f.ids)} 又在等自己，请去掉其中一个前置任务。`,
  'formula-text': (f, s) => `“${s.text(f.text)}”会被当成公式执行，请以文字开头。`,
  'bad-address': (f, s) => `“${s.text(f.text).replace(/\s+/g, ' ')}”不是一个邮箱地址，请写成 name@example.com 的样子。`,
  'header-missing': (f, s) =>
    f.column === ''
      ? `“${s.text(f.title) || s.tab(f.tab)}”里没有认得出的表头。`
      : `“${s.text(f.title) || s.tab(f.tab)}”缺少“${s.column(f.tab, f.column)}”列，请添加，或把存放它的列改成这个名字。`,
  'header-double': (f, s) =>
    `“${s.text(f.title) || s.tab(f.tab)}”有两列“${s.text(f.header) || s.column(f.tab, f.column)}”，只读第一列，请给另一列改名。`,
  'tab-missing': (f, s) => `找不到工作表“${s.text(f.title)}”，请恢复它的名称，或在设置里写上新名称。`,
  'tab-double': (f, s) => `“${s.text(f.title)}”和“${s.text(f.used)}”都是“${s.tab(f.tab)}”，只读后者，请给前者改名。`,
  'tab-renamed': (f, s) =>
    `工作表“${s.text(f.text)}”的表头与“${s.text(f.title) || s.tab(f.tab)}”相同，就当作这张表来读，不用改。若是别的表，请在设置的 tab.${s.text(f.tab)} 里写 - 。`,
  'sheet-left': (f, s) => {
    const [title, used] = [s.text(f.title), s.text(f.used)];
    if (f.why === 'newer')
      return `“${title}”的列和在跟进的“${used}”一样，看来更新。要改为跟进它，请运行：npm run -s baton -- adopt 文件 --sheet "${title}"`;
    return `“${title}”的列和“${used}”一样${f.why === 'no-ids' ? '，还没有编号列' : ''}，没有跟进。要一起跟进，请运行：npm run -s baton -- adopt 文件 --together`;
  },
  'tab-unsure': (f, s) => {
    const [name, sheets] = [s.text(f.title) || s.tab(f.tab), quoted(s, f.titles)];
    if (f.why === 'notes')
      return `工作表${sheets}里是接力的记事，接力只按 ${name} 这个名称找它。请改回 ${name}；改回之前不寄信。`;
    return `${UNSURE[f.why](sheets, name)}请把算数的那张命名为“${name}”。`;
  },
  'merged-cells': (f, s) =>
    `${s.text(f.mergedRows)} 行 ${s.text(f.columns)} 列合并在一起，只有第一行有值，请取消合并并逐行填写。`,
  'no-cached-value': () => '公式还没有计算结果，请用表格软件打开并保存一次。',
  'cell-error': (f, s) =>
    f.of === undefined
      ? `公式的结果是 ${s.text(f.text)}，请更正，或直接填写。`
      : `${f.of === '' ? '这一行' : `“${s.text(f.of)}”`}的编号是 ${s.text(f.text)}，接力先不动这一行。请填回它原来的编号；从未有过编号的，清空这一格，接力会给它编号。`,
  'bad-setting': (f, s) =>
    `“${s.setting(f.key)}”不能是“${s.text(f.text)}”，先按默认值${s.text(f.fallback) ? ` ${s.text(f.fallback)} ` : '（空）'}处理，请更正。`,
  'role-missing': (f, s) => `还没有写“${s.setting(f.key)}”，请填写通讯录里的姓名。`,
  'inactive-person': (f, s) => spaced`${s.text(f.name)}已停用且没有代理人，请换人，或在通讯录中写代理人。`,
  'no-address': () => '没有邮箱，无法给这个人寄信，请填上。',
  vague: (f, s) => {
    const [who, day] = [s.text(f.owner), s.date(f.due)];
    const what = f.what ? `：${s.text(f.what)}` : '';
    const done = what ? spaced`${who}在 ${day}前完成${what}` : spaced`${day}前完成，由${who}负责`;
    const proposal = f.owner ? `例如：“${f.accepts ? spaced`${who}在 ${day}前验收${what}` : done}”。` : '';
    const asked = f.owner && !what ? '请再写明到那天会有什么。' : '';
    return `${s.list(f.words)}：请写清谁、做什么、哪天之前。${proposal}${asked}`;
  },
  'done-without-output': () => '已完成但没有写成果，请补充链接、文件名或结果。',
  'late-without-reason': () => '滞后但没有写原因，请写明卡在哪里，或给出新日期。',
  'day-off': (f, s) => {
    const before = f.before ? `，前一个工作日是 ${s.date(f.before)}` : '';
    const after = f.after ? `，后一个工作日是 ${s.date(f.after)}` : '';
    return `${s.date(f.date)}是休息日${before}${after}。`;
  },
  'short-buffer': (f, s) =>
    `${s.date(f.start)}开始，紧接着其他部门的 ${s.text(f.other)}（${s.date(f.due)}结束），请留出一两个工作日。`,
  'goal-not-measurable': () => '看不出怎样算达成，请补上数字、日期，或通过与不通过的标准。',
  'date-past': (f, s) => `${s.date(f.date)}已经过去，请写一个将来的日期。`,
  'before-predecessor': (f, s) =>
    `开始日期是 ${s.date(f.start)}，但 ${s.text(f.other)} 到 ${s.date(f.due)}才结束，请调整其中一个。`,
  'progress-mismatch': (f, s) => `状态“${s.status(f.status)}”与进度 ${s.text(f.progress)}% 不一致，请更正其中一个。`,
  'calendar-horizon': (f, s) => `假期只知道到 ${s.date(f.horizon)}，之后按周一到周五算；新的放假安排公布后请补上。`,
  'book-behind': (f, s) =>
    `有 ${s.text(f.behind)} 行与共享通讯录不同，而这张表没有“来源”列，接力不知道该不该更新。请补上这一列（npm run -s baton -- doctor 文件 --fix），在要由通讯录更新的行里写“共享”。`,
  'near-duplicate': (f, s) => `与 ${s.text(f.other)} 的任务、负责人和日期都相同，如是重复粘贴请删去一行。`,
  undated: (f, s) =>
    `填了“${s.column(f.tab, f.what)}”，没有填日期，先从接力看到的那天算起，请填写“${s.column(f.tab, f.column)}”。`,
  unexplained: (f, s) =>
    `填了“${s.column(f.tab, f.what)}”，但“${s.column(f.tab, f.column)}”是空的，请写明，好让对方知道怎么办。`,
  'duplicate-answer': (f, s) =>
    spaced`${s.text(f.department)}对 ${s.text(f.request)} 的答复已在 ${s.text(f.other)} 那一行，请只留一行。`,
  'lead-missing': (f, s) => spaced`可以完成，但${s.text(f.department)}还没有协作负责人，请写一个人。`,
  'clock-order': (f, s) => `结束时间 ${s.clock(f.end)} 不晚于开始时间 ${s.clock(f.start)}，请更正。`,
  'meeting-length': (f, s) => `会议长 ${s.text(f.length)} 分钟，这类会议宜为 ${s.text(f.from)}–${s.text(f.to)} 分钟。`,
  'topics-count': (f, s) =>
    s.number(f.count) < s.number(f.from)
      ? `只有 ${s.text(f.count)} 个议题，一次会议宜有 ${s.text(f.from)}–${s.text(f.to)} 个。`
      : `有 ${s.text(f.count)} 个议题，超过 ${s.text(f.to)} 个就谈不透，请移一些到别的会议。`,
  'minutes-exceed': (f, s) =>
    `到这个议题为止共 ${s.text(f.minutes)} 分钟，超过会议时长 ${s.text(f.length)} 分钟，请调整。`,
  'two-kickoffs': (f, s) => `${s.text(f.other)} 已经是 ${s.text(f.request)} 的启动会，请改会议类型，或更正所属需求。`,
  'no-decider': () => '没有写决策人，请至少写一位，会上才定得下来。',
  'materials-late': (f, s) => `材料发出日期 ${s.date(f.date)} 晚于会议日期 ${s.date(f.meeting)}，请更正其中一个。`,
  'topic-open': () => '纪要已批准，这个议题还没有处理方式，请选择：达成共识、下次再议或部门研究。',
  'minutes-locked': (f, s) =>
    `纪要在 ${s.date(f.approved)}批准之后，这里又有改动。请改回原文，或重新商定后填写新的批准日期。`,
  'round-order': (f, s) =>
    f.why === 'double'
      ? `${s.text(f.request)} 的第 ${s.text(f.round)} 轮在 ${s.text(f.other)} 已经有了，请按先后编号。`
      : f.why === 'passed'
        ? `${s.text(f.request)} 在 ${s.text(f.other)} 已经通过验收，请删去这一轮，或更正那一轮的结论。`
        : `上一轮 ${s.text(f.other)} 还没有结论，请先填写。`,
  'nothing-agreed': (f, s) => `共识清单里没有 ${s.text(f.request)} 的内容，验收没有依据，请补上商定的事项和交付标准。`,
  'too-early': (f, s) =>
    `${s.text(f.request)} 还没有通过验收，${f.tab === 'archive' ? '归档在验收通过之后' : '总结在验收通过之后写'}。`,
  'duplicate-signature': (f, s) =>
    spaced`${s.text(f.name)}对 ${s.text(f.document)} 这一版本的签字在 ${s.text(f.other)} 已经有了，请只留一行。`,
  'stranger-signed': (f, s) =>
    spaced`${s.text(f.document)} 应由${s.list(f.names)}签字，${s.text(f.name)}的签字不计入。`,
  'date-ahead': (f, s) => `${s.date(f.date)}还没有到，请填写实际完成的日期。`,
  'mail-held': (f, s) =>
    `${s.date(f.day)}的检查中断，给 ${s.text(f.to)} 的信可能已寄出，先不重寄，请问一下对方是否收到。没收到就重寄：npm run -s baton -- resend 文件 ${s.text(f.mail).slice(0, 8)}`,
  'mail-refused': (f, s) =>
    `寄给 ${s.text(f.text)}（${s.text(f.name)}）的信 ${s.date(f.day)}被拒收。${f.said ? `邮件服务器说：“${s.text(f.said)}”。` : ''}${f.why === 'outside-address' ? '邮箱不在可以寄信的域名（BATON_RECIPIENTS）之内。' : ''}请更正邮箱；人已离职的，请把“在职”改为“否”。`,
  'mail-deferred': (f, s) =>
    spaced`从 ${s.date(f.since)}起，邮件系统一直没有收下寄给${s.text(f.name)}（${s.text(f.to)}）的信${f.said ? `：“${s.text(f.said)}”` : ''}。每次检查都会再寄，请问一下对方邮箱是否满了。`,
  'group-untold': (f, s) =>
    f.said === 'BATON_GROUPS'
      ? '没有往这个群里发：管理员没有把它列入可以发的群（BATON_GROUPS）。请管理员加上，或清空这一格。'
      : `群里没有收下${s.date(f.day)}的卡片：“${s.text(f.said)}”。请核对这里的机器人地址和机器人的安全设置；下一张会照常发。`,
  'hours-unkept': (f, s) =>
    `紧急需求限 ${s.text(f.hours)} 个工作小时，可是一天里最长 ${s.text(f.gap)} 小时没有检查。请在 ${s.clock(f.from)} 到 ${s.clock(f.to)} 每 ${s.text(f.hours)} 小时检查一次，或放宽时限。`,
  'webhook-untold': (f, s) =>
    f.gone
      ? `接收事件的程序说不再接收（“${s.text(f.said)}”），已经不发了。请管理员换一个（BATON_WEBHOOK）。`
      : spaced`接收事件的程序从 ${s.date(f.since)}起有事件没有收下：“${s.text(f.said)}”。每个会连发两周，请管理员看一下（BATON_WEBHOOK）。`,
  'no-heartbeat': (f, s) =>
    `Google 表格里的触发器从 ${s.date(f.since)}起没有报到，编辑时已没有人看着。请打开表格菜单“接力”，接管触发器。`,
  copy: () => '这是另一本工作簿的复制件，不会寄信。要单独使用它，请运行：npm run -s baton -- adopt 文件',
};

export const next: Sentences<NextFacts> = {
  help: (f, s) => `已经求助，见 ${s.text(f.row)}`,
  soon: (f, s) => spaced`${s.date(f.on)}提醒${s.text(f.who)}`,
  due: (f, s) => `${s.date(f.on)} ${s.clock(f.time)} 后算逾期`,
  escalate: (f, s) => `${s.date(f.on)} ${s.clock(f.time)} 后升级：${s.list(f.who) || '还没有可以告诉的人'}`,
  executive: (f, s) => spaced`等${s.text(f.who) || '分管高管'}裁决`,
};

export const written: Sentences<WrittenFacts> = {
  'stage.confirm': () => '各部门签字的需求确认函',
  'stage.kickoff': () => '计划、分工表和启动会纪要',
  'stage.deliverable': () => '首个交付成果',
  'stage.review': () => '评审意见',
  'stage.acceptance': () => '有结论的成果验收报告',
  'agenda.background': () => '背景与目标',
  'agenda.division': () => '任务拆解到岗位',
  'agenda.nodes': () => '关键节点与交付标准',
  'agenda.risks': () => '风险与应对',
  'agenda.actions': () => '之前会议未完成的行动',
  'agenda.delayed': () => '滞后的任务',
  'agenda.decisions': () => '风险与待决事项',
  'agenda.none': () => '无。',
  'agenda.item': (f, s) => {
    const who = [s.text(f.owner), f.due ? `${s.date(f.due)}到期` : ''].filter(Boolean).join('，');
    return `${s.text(f.id)} ${s.text(f.name)}${who ? `（${who}）` : ''}${f.risk ? `：${s.text(f.risk)}` : ''}`;
  },
  'agenda.more': (f, s) => `另有 ${s.text(f.count)} 项`,
  'task.leftOut': (f, s) =>
    f.count === 1
      ? `${s.date(f.from)} 那一次没有补：当时没有检查工作簿。`
      : `${s.date(f.from)} 到 ${s.date(f.to)}，共 ${s.text(f.count)} 次没有补：那段时间没有检查工作簿。`,
  'meeting.shifted': (f, s) => `原定 ${s.date(f.from)}，放假，改到这天。`,
  'escalation.step': (f, s) =>
    `${s.text(f.on)} ${['请双方协商', '请第一级', '请第二级'][s.number(f.level)]}：${s.list(f.people) || '没有人能联系上'}`,
  'escalation.withdrawn': () => '已撤回，不需要处理。',
  'decision.due': (f, s) => `改到 ${s.date(f.due)}`,
  'decision.owner': (f, s) => spaced`改由${s.text(f.owner)}负责`,
  'decision.support': (f, s) => `支持：${s.text(f.support)}`,
  'mark.lapsed': (f, s) => spaced`这里已由${s.text(f.who)}签字。签字后内容有改动，签字不再有效，会重新请人签字。`,
  'mark.twice': (f, s) =>
    `${s.text(f.id)} 在${f.otherSheet && `“${s.text(f.otherSheet)}”`}第 ${s.text(rowShown(f.otherRow))} 行已经用过，第 ${s.text(rowShown(f.row))} 行又用了一次。清空第 ${s.text(rowShown(f.row))} 行的编号，接力会给那一行新的编号。`,
  'escalation.duty': (f, s) => `${s.text(f.name)}：${s.text(f.waits)}，${s.date(f.since)}起没有进展。`,
  'escalation.issue': (f, s) =>
    `“${s.text(f.name)}”自 ${s.date(f.since)}起没有变化${f.due ? `（应于 ${s.date(f.due)}完成）` : ''}，负责人：${s.text(f.owner) || '无'}。`,
};
