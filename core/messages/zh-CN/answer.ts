/** Every sentence of the answer pages, in Chinese. */
import { strong } from '../../text/span.ts';
import type { AnswerMessages } from '../answer-messages.ts';
import { countWord, listOf } from './format.ts';

const [c, list] = [countWord, listOf];
const NAMED = 3;
const some = (names: readonly string[]) => `${list(names.slice(0, NAMED))}${names.length > NAMED ? '等' : ''}`;
const NODE = { stage: '阶段', acceptance: '验收', 'wanted-finish': '期望完成' } as const;

export const answer: AnswerMessages = {
  title: (what, name) => `${what}：${name}`,
  kind: {
    done: { title: '完成', submit: '确认完成', choose: '已经完成' },
    result: { title: '成果', submit: '补上成果', choose: '补上成果' },
    progress: { title: '进度', submit: '更新进度', choose: '更新进度' },
    redate: { title: '改期', submit: '确认改期', choose: '需要改期' },
    help: { title: '求助', submit: '请人协调', choose: '需要帮助' },
    submit: { title: '提交需求', submit: '提交', choose: '提交' },
    review: { title: '初审', submit: '提交初审结果', choose: '初审' },
    assess: { title: '答复', submit: '提交答复', choose: '答复' },
    settle: { title: '商定结果', submit: '写下商定结果', choose: '写下商定结果' },
    kickoff: { title: '启动会', submit: '召开启动会', choose: '召开启动会' },
    sign: { title: '签字', submit: '签字', choose: '签字' },
    approve: { title: '批准纪要', submit: '批准', choose: '批准纪要' },
    confirm: { title: '确认成果', submit: '本部门确认', choose: '确认成果' },
    conclude: { title: '验收结论', submit: '写下结论', choose: '写验收结论' },
    reworked: { title: '整改', submit: '整改已完成', choose: '整改已完成' },
    stage: { title: '节点', submit: '写下', choose: '已完成或改日期' },
    agree: { title: '同意', submit: '同意', choose: '同意' },
    propose: { title: '提议', submit: '提议', choose: '另提一个' },
    rule: { title: '裁决', submit: '裁决', choose: '裁决' },
    decide: { title: '定一下', submit: '就这么定', choose: '定一下' },
    ack: { title: '知道了', submit: '先不提醒我', choose: '知道了，先不提醒' },
  },
  others: { first: '你想说什么', else: '其他答复' },
  back: '先不改，回去',
  undo: '撤回',
  preview: '看看会带动什么',

  note: {
    as: (name) => `以${name}的身份填写。`,
    asFor: (name, owner) => `以${name}的身份代${owner}填写。`,
    before: (minutes) => `确认前什么都不会改；确认后 ${minutes} 分钟内可以撤回。`,
    until: (minutes) => `${minutes} 分钟内可以撤回，之后请直接在工作簿里改。`,
  },

  field: {
    output: { label: '完成成果', help: '链接、文件名或结果。' },
    progress: { label: '进度', help: '0 到 100。' },
    status: { label: '状态', help: '' },
    risk: { label: '风险', help: '可能挡住它的事；没有就空着。' },
    result: { label: '阶段成果', help: '已经有的链接、文件名或结果；没有就空着。' },
    newDue: { label: '新的完成日期', help: '' },
    reason: { label: '原因', help: '' },
    detail: { label: '说明，大家会看到', help: '具体卡在哪里，接下来怎么办。' },
    helpKind: { label: '问题属于', help: '' },
    issue: { label: '需要什么帮助', help: '事实是什么，需要谁做什么。大家会看到。' },
    dueOn: { label: '最晚哪天要有结论', help: '没有就空着。' },
    reviewResult: { label: '初审结果', help: '' },
    reviewReason: { label: '退回原因或说明', help: '退回的，写缺什么、改成什么；通过的，有话要说才写。' },
    answer: { label: '能否完成', help: '' },
    adjustment: { label: '调整内容', help: '哪一点要改，改成什么；无法完成时写原因。' },
    lead: { label: '协作负责人', help: '这个需求在本部门由谁负责。' },
    settlement: { label: '商定结果', help: '和对方书面谈妥的内容。' },
    option: { label: '选哪个方案', help: '' },
    decision: { label: '裁决', help: '怎么继续：新日期、给什么支持，或换人来做。大家会看到。' },
    proposal: { label: '你的提议', help: '可以怎么定。对方会看到原话。' },
    kickoffOn: { label: '日期', help: '' },
    host: { label: '主持人', help: '主持会议并批准纪要的人。' },
    acceptResult: { label: '验收结论', help: '' },
    findings: { label: '验收发现', help: '哪里与约定不符，要改成什么样。' },
    reworkOwner: { label: '整改负责人', help: '需整改时选。' },
    reworkDue: { label: '整改期限', help: '需整改时填。' },
    stageSaid: { label: '情况', help: '' },
    stageDue: { label: '新的日期', help: '改日期时填。' },
    stageNote: { label: '原因或说明', help: '需求里的人都看得到。' },
    until: { label: '到哪天为止不提醒我', help: '最多十个工作日。' },
    signRead: { label: '我已读过上面的内容，同意签字', help: '' },
    approveRead: { label: '我已读过上面的纪要，同意批准', help: '' },
  },
  verdicts: { fits: '符合', misses: '不符合' },
  stage: { done: '已经完成', moved: '改到另一天' },
  reasons: { resources: '资源不足', process: '流程', other: '其他' },

  otherOption: '都不选，另外写',

  error: {
    empty: '请填写。',
    choose: '请从列表里选一项。',
    unticked: '读过之后请打勾。',
    past: (day) => `${day}已经过去，请写将来的日期。`,
    early: (day) => `最早可以写 ${day}。`,
    far: (day) => `最晚可以写 ${day}。`,
    long: (most) => `太长了，请写在 ${most} 字以内，其余放进文件再附上链接。`,
    same: '这就是现在的日期，请写一个新的。',
    detail: '选“其他”时，请写明具体是什么。',
    allDone: '已经全部完成的，请用“已经完成”。',
  },

  effect: {
    moved: '这样改会带动',
    next: '接下来',
    moves: (name, owner, from, to) => [strong(name), `${owner ? `（${owner}）` : ' '}${from} → ${to}`],
    node: (kind, name, from, to, planned) => {
      const broken = planned === null ? ' 不受影响' : ` 按现在的计划就保不住（${planned}）`;
      const what = kind === 'stage' ? `${NODE.stage}“${name}”` : `“${name}”的${NODE[kind]}`;
      return [`${what} ${from}${to === null ? broken : ` → ${to}`}`];
    },
    more: (count) => `还有${c(count)}件也会顺延。`,
    waits: (name, day) => `它要等“${name}”，那件事到 ${day}才完成。`,
    told: (count, names) => `会通知 ${count} 人：${some(names)}。`,
    nobodyTold: '不会另外通知别人。',
    frees: (names) => `${some(names)}可以开始了。`,
    asks: (day, clock, names) => `${day} ${clock} 会请${list(names)}协调。`,
    blocked: '状态会改为“受阻”。',
    reviewNext: (name) => `接下来会请${name}初审。`,
    departmentsAsked: (names) => `会请${list(names)}答复。`,
    sentBack: (name) => `会连同原因退回给${name}。`,
    signNext: '接下来会请部门负责人签字确认。',
    settleNext: (name) => `接下来会请${name}书面谈妥。`,
    invited: (day, clock, names) => `${day} ${clock} 会邀请${some(names)}。`,
    agendaWritten: '启动会的四个议题会自动列入议程。',
    clock: (days) => `停滞从今天起重新计算，${days} 个工作日没有变化才会再升级。`,
    ruled: '会通知所有相关的人。',
    concludedNext: '各部门都确认以后，会请验收人下结论。',
    concluded: '会通知这项需求里的每个人。',
    passedThough: '有一条不符合，结论仍是通过。',
    nextRound: '接下来开始新一轮验收，今天算重新提交。',
    proposed: (others) => `${others.length > 1 ? '对方有一人' : (others[0] ?? '对方')}同意以后才算定下。`,
    quietUntil: (day) => `到 ${day}为止，不再就这件事提醒你。`,
    escalates: (day, clock, names) => `升级不受影响：到 ${day} ${clock} 没有变化，仍会请${list(names)}处理。`,
  },

  document: {
    changed: '上次签字之后有变动的',
    foundBefore: '上一轮验收发现',
    agreed: '共识',
    task: (owner, accountable, dates, output) =>
      [owner && `负责 ${owner}`, accountable && `批准 ${accountable}`, dates, output].filter(Boolean).join(' · '),
    late: '计划晚于约定的日期',
    promised: (stage, day) => `${stage ? `${NODE.stage}“${stage}”` : NODE['wanted-finish']}：${day}`,
    lateTask: (name, day, days) => `${name}：${day}，晚 ${days} 个工作日`,
    others: ({ supporting, consulted, informed }) =>
      [
        supporting.length > 0 && `支持 ${list(supporting)}`,
        consulted.length > 0 && `咨询 ${list(consulted)}`,
        informed.length > 0 && `知会 ${list(informed)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    needs: (after, support) =>
      [after.length > 0 && `前置 ${list(after)}`, support && `需要的支持：${support}`].filter(Boolean).join(' · '),
    action: (owner, due, output) => [owner, due && `${due}前`, output].filter(Boolean).join(' · '),
    cut: (workbook) => `内容较长，这里只列出一部分；全文在工作簿《${workbook}》里，请读完再签。`,
    proposed: (name) => `${name}提议`,
    typed: '你写的内容',
    signedFor: (signer, by) => `${by}代${signer}签`,
  },

  empty: '（空）',

  result: {
    done: '已经写下',
    nextSweep: (day, clock) => `下一次检查在 ${day} ${clock}，按新的内容进行。`,
    undone: { title: '已经撤回', lines: ['工作簿里恢复了原来的内容。'] },
    already: { title: '这个答复已经写下', lines: ['同一份表单又提交了一次，没有重复写入。'] },
    changed: { title: '刚才有人改过这一行', lines: ['还没有写入。下面是现在的内容，看过之后请再确认一次。'] },
    busy: { title: '工作簿正在使用中', lines: ['还没有写入，填好的内容都在下面，请过一会儿再确认。'] },
    undoChanged: { title: '没有撤回', lines: ['之后有人改过同一行，为了不盖掉别人的内容，请直接在工作簿里改。'] },
    undoBusy: { title: '还没有撤回', lines: ['工作簿正在使用中，请过一会儿再试。'] },
    undoLate: (minutes) => ({
      title: '已经过了可以撤回的时间',
      lines: [`答复写下后 ${minutes} 分钟内可以撤回，现在请直接在工作簿里改。`],
    }),
    closed: { title: '这件事已经结束', lines: ['不需要再答复。'] },
    notYours: { title: '这件事现在不在你手上', lines: ['可能已经有人处理，或换了负责人，不需要你答复。'] },
    gone: { title: '工作簿里已经没有这件事', lines: ['可能已经删除，不需要再答复。'] },
    lost: (why, standing, copy) => ({
      title: '没有写入任何内容',
      lines: [`${why}。`, ...standing, ...(copy ? ['你写的内容在下面，可以复制。'] : [])],
    }),
    now: {
      standing: (text) => `现在的状态：${text}。`,
      isWith: (names) => `现在由${list(names)}处理。`,
      decided: (by, day, decision) => `${[day, by].filter(Boolean).join(' ')}已裁决：${decision}`,
    },
    helpOpen: (row, names) => ({
      title: '已经求助过了',
      lines: [`${row} ${names.length > 0 ? `现在由${list(names)}协调` : '还没有结论'}，要补充的请写在那一行。`],
    }),
    other: { title: '这样答复已经不需要了', lines: ['情况有了变化，下面是现在可以选择的答复。'] },
  },
  plain: {
    expired: { title: '链接已经过期', lines: ['请用最近一封信里的按钮，或直接在工作簿里填写。'] },
    invalid: { title: '链接不完整', lines: ['请从信里重新点一次按钮，或把整个链接复制到浏览器。'] },
    stranger: {
      title: '这个链接不再有效',
      lines: ['通讯录里已经没有链接所属的人，或邮箱改过了。请用最近一封信里的按钮。'],
    },
    gone: { title: '找不到工作簿', lines: ['它可能已经移走或删除，请问一下工作簿的专人。'] },
    paused: { title: '工作簿暂停使用', lines: ['现在不能从这里答复，请问一下工作簿的专人。'] },
    busy: { title: '工作簿正在使用中', lines: ['没有写入任何内容，请过一会儿再打开链接。'] },
    late: { title: '已经过了可以撤回的时间', lines: ['现在请直接在工作簿里改。'] },
    'too-long': { title: '内容太长', lines: ['没有写入任何内容。请回到上一页写短一些，其余放进文件再附上链接。'] },
    failed: { title: '暂时不能答复', lines: ['没有写入任何内容，请过一会儿再试，或直接在工作簿里填写。'] },
    unsure: { title: '不能确定是否已经写下', lines: ['请打开工作簿看一下；没有写上的话，再答复一次。'] },
  },
};
