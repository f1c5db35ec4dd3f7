/** Every sentence of a digest, in Chinese. */
import type { AnswerKind } from '../../answers/model.ts';
import { strong, struck } from '../../text/span.ts';
import type { Helper, MailMessages, NewsKind, Role } from '../mail-messages.ts';
import { countWord, listOf, spaced } from './format.ts';

const [c, list] = [countWord, listOf];
const by = (owner: string) => (owner ? `（${owner}）` : '');
const among = (items: readonly string[], more: number) =>
  `${list(items)}${more > 0 ? `等${c(items.length + more)}件` : ''}`;

const HELPER: Readonly<Record<Helper['role'], string>> = {
  accountable: '批准人',
  'division-leader': '分管领导',
  'project-lead': '项目负责人',
  executive: '分管高管',
};
const helpers = (people: readonly Helper[]) =>
  list(
    people.map(({ name, role }, i) => {
      if (!name) return '你';
      // 同一职务的几位，职务只写一次。
      return i > 0 && people[i - 1]!.role === role ? name : spaced`${HELPER[role]}${name}`;
    }),
  );
/** The executive rules; everybody before helps to agree. */
const help = (people: readonly Helper[]) => (people.some(({ role }) => role === 'executive') ? '裁决' : '协调');

const NEWS: Readonly<Record<NewsKind, string>> = {
  decided: '按决定办',
  decide: '要你定',
  late: '逾期',
  today: '今天到期',
  evidence: '缺成果',
  act: '待办',
  soon: '快到期',
  waiting: '要等前置任务',
  first: '归你',
  assigned: '新任务',
  update: '待更新',
  overview: '本周情况',
  mend: '表格待补',
  know: '知悉',
};

/** What an answer did, for whoever waited for it. */
const DID: Readonly<Partial<Record<AnswerKind, string>>> = {
  done: '完成了任务',
  complete: '补全了需求',
  submit: '提交了需求',
  review: '完成了初审',
  assess: '答复了需求',
  settle: '写下了商定结果',
  talk: '记下了沟通结果',
  consensus: '写下了共识',
  kickoff: '定了启动会',
  sign: '签了字',
  approve: '批准了纪要',
  divide: '补全了分工',
  materials: '发了会前材料',
  feedback: '回复了会前材料',
  minutes: '提交了纪要',
  research: '答复了待研究的问题',
  handin: '提交了验收',
  confirm: '确认了提交的成果',
  conclude: '作了验收结论',
  reworked: '完成了整改',
  agree: '同意了方案',
  propose: '提出了方案',
  rule: '作了决定',
  follow: '照决定继续',
};

const ROLES: Readonly<Record<Role, string>> = {
  responsible: 'R（负责）',
  accountable: 'A（批准）',
  supporting: 'S（支持）',
  consulted: 'C（咨询）',
  informed: 'I（知会）',
  'division-leader': '分管领导',
  'department-head': '部门负责人',
  'project-lead': '项目负责人',
  executive: '分管高管',
  keeper: '专人',
  mover: '轮到的人',
  writer: '填写人',
  involved: '相关人员',
  delegate: '代理人',
};

/** Names while they are few. */
const few = (departments: readonly string[]) =>
  departments.length > 2 ? `${c(departments.length)}个部门` : list(departments);
const trend = (more: number) =>
  more === 0 ? '逾期和上周一样多' : `比上周${more > 0 ? '多' : '少'}逾期 ${Math.abs(more)} 项`;
const youAre = (roles: readonly Role[]) => spaced`你是${list(roles.map((role) => ROLES[role]))}`;

const reasons = (roles: readonly Role[]) => {
  const are = roles.filter((role) => role !== 'mover');
  return [are.length > 0 && youAre(are), are.length < roles.length && '现在轮到你']
    .filter((part) => part !== false)
    .join('，');
};

export const mail: MailMessages = {
  brand: '接力 BATON',
  fonts:
    "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",

  headline: {
    decide: (name, count, others) => `${name}，${c(count)}件事要你定${others > 0 ? `，另有${c(others)}件在等你` : ''}`,
    act: (name, count, highlight, n) => {
      const state = highlight && { late: '已逾期', today: '今天到期' }[highlight];
      const waiting = `${name}，${c(count)}件事在等你`;
      if (!state) return waiting;
      const which = n === count ? '都' : `${c(n)}件`;
      return `${waiting}，${count === 1 ? '' : which}${state}`;
    },
    unnamed: (name, late, today, others) => {
      const counts = [
        late > 0 && `${c(late)}件事已逾期`,
        today > 0 && `${c(today)}件事今天到期`,
        others > 0 && `${c(others)}件事很久没有更新`,
      ];
      return `${name}，${counts.filter(Boolean).join('，')}`;
    },
    decided: (name, count, others) =>
      `${name}，${c(count)}件事定下来了${others > 0 ? `，另有${c(others)}件在等你` : ''}`,
    soon: (name, count, days) => `${name}，${c(count)}件事${c(days)}个工作日内到期`,
    waiting: (name, count) => `${name}，${c(count)}件事要等前面的任务`,
    first: (name, count) => `${name}，这本表里有${c(count)}件事归你`,
    assigned: (name, count) => `${name}，有${c(count)}件新任务交给你`,
    update: (name, department, count) => spaced`${name}，${department}有${c(count)}件事等着更新进度`,
    mend: (name, count) => `${name}，表里有${c(count)}处要补`,
    overview: (name, departments, late) =>
      spaced`${name}，${few(departments)}${late > 0 ? `有${c(late)}件逾期` : '没有逾期'}`,
    know: (name, count) => `${name}，有${c(count)}件事请你知悉`,
  },
  also: {
    soon: (count, day, days) => (day ? `${c(count)}件 ${day} 到期` : `${c(count)}件${c(days)}个工作日内到期`),
    waiting: (count) => `${c(count)}件要等前面的任务`,
    first: (count) => `表里${c(count)}件归你`,
    assigned: (count) => `${c(count)}件新任务交给你`,
    update: (count) => `${c(count)}件待更新进度`,
    mend: (count) => `表里${c(count)}处要补`,
    still: (count) => `${c(count)}件之前写过、还在等你`,
    sentence: (parts) => `另有${parts.join('，')}。`,
  },
  urgent: (name) => `【紧急】${name}`,
  nothingMore: '其余不用你动。',
  nothingElse: '没有列出的都不需要你动。',

  subject: {
    news: (kind, count) => {
      if (kind === 'mend') return `表里${c(count)}处要补`;
      return kind === 'know' && count === 1 ? '请知悉' : `${c(count)}件${NEWS[kind]}`;
    },
    whole: (news, title, more, project) =>
      `${news.join('、')}${title ? `：${title}${more ? ' 等' : ''}` : ''}${project ? `（${project}）` : ''}`,
  },
  preview: (title, when) => `${title}：${when}`,

  section: {
    decided: '按决定办',
    decide: '要你定的',
    move: '现在轮到你',
    soon: (days) => `${c(days)}个工作日内`,
    unnamed: '没有负责人的事',
    still: '之前写过，还在等你',
    waiting: '要等前面的任务',
    assigned: '新交给你的任务',
    first: '归你的事',
    update: '等着更新进度',
    mend: '表里要补的行',
    know: '请知悉',
  },
  more: (count, names) =>
    names.length > 0
      ? `还有${c(count)}件：${list(names)}${count > names.length ? '……' : ''}`
      : `还有${c(count)}件，见工作簿`,
  moreOf: (count, cut) => `还有${c(count)}件${cut ? '，其中' : ''}：`,

  when: {
    late: (days, due) => `${days > 0 ? `逾期 ${days} 个工作日` : '今天的期限已过'} · 原定 ${due}`,
    today: (clock) => `今天 ${clock} 前`,
    ahead: (due, days) => `${due}，还有 ${days} 个工作日`,
    dayOff: (due, end) => `${due}（休息日，算到 ${end}）`,
    stuck: (days, due, late) => `卡住 ${days} 个工作日${due ? (late ? ` · 原定 ${due}` : ` · ${due} 到期`) : ''}`,
    quiet: (days) => `没有截止日期 · ${days} 个工作日没有更新`,
    done: '已完成，还没有成果',
    incomplete: '待补充',
    earliest: (day, planned) => `最早 ${day} 开始${planned ? ` · 原定 ${planned}` : ''}`,
  },
  card: {
    state: (status, progress, updated, still) =>
      [
        status,
        [
          progress === null ? '' : `进度 ${progress}%`,
          updated && (still > 1 ? `${still} 个工作日没有更新（${updated} 起）` : `上次更新 ${updated}`),
        ]
          .filter(Boolean)
          .join('，'),
      ]
        .filter(Boolean)
        .join(' · '),
    owner: (name, department) => [strong('负责：'), `${name}${department && `（${department}）`}`],
    alsoAsked: (people) => [strong('同时请了：'), helpers(people)],
    item: (name, owner, due) => `${name}${owner || due ? `（${[owner, due].filter(Boolean).join('，')}）` : ''}`,
    blocks: (items, more) => [strong('挡住：'), among(items, more)],
    waitsFor: (items, more) => [strong('在等：'), among(items, more)],
    doneWhen: (text) => [strong('完成标准：'), text],
    reason: (text) => [strong('原因：'), text],
    noReason: '还没有写原因',
    risk: (text) => [strong('风险：'), text],
    unchangedSince: (day) => `${day} 起没有变化`,
    isWith: (people) => spaced`现在由${list(people)}决定`,
    toldLeader: (day, leader) => spaced`${day} 已请${leader ? spaced`分管领导${leader}` : '上一级'}协调，仍没有变化`,
    next: (day, clock, left, people) =>
      spaced`${left > 0 ? `到 ${day} ${clock}（还有 ${left} 个工作日）` : `今天 ${clock} 前`}没有变化，${left > 0 ? '会' : '就会'}请${helpers(people)}${help(people)}。`,
    asked: (people) => spaced`一直没有变化，今天已请${helpers(people)}${help(people)}。`,
    dueNow: (day, left) => `${day} 到期${left > 0 ? `，还有 ${left} 个工作日` : ''}`,
    wasDue: (day) => `原定 ${day}`,
    ask: {
      carryOut: (due, owner) =>
        `请照此继续${due || owner ? spaced`，并把${[due && `日期 ${due}`, owner && spaced`负责人${owner}`].filter(Boolean).join('、')}写进表里` : ''}。`,
      newDate: '请照此继续，并写上新的完成日期。',
      reason: '写下原因，或填一个新日期。',
      newDateAndReason: '请改期，并写明原因。',
      evidence: '填上完成成果：链接、文件名或结果。',
      doneWithEvidence: '做完了就标为完成，并填上成果：链接、文件名或结果。',
      doneOrNewDate: '做完了就标为完成，并填上成果；没做完请改期，并写明原因。',
      update: '请说一下进展，没有变化也说一声。',
      push: (owner) => spaced`${owner ? spaced`和${owner}` : ''}商定怎么继续：新日期、需要的支持，或换人来做。`,
      decide: () => '请决定怎么继续：新日期、需要的支持，或换人来做。',
    },
  },
  decision: {
    stuck: (days) => `卡住 ${days} 个工作日`,
    noReason: (owner) => spaced`${owner}没有写原因`,
    noOwner: '没有写负责人',
    reason: (owner, reason) => (owner ? spaced`${owner}说：${reason}` : reason),
    holdsUp: (name, day) => spaced`挡住${day ? ` ${day} 的` : ''}${name}`,
    until: (day, clock, left, people) =>
      spaced`${left > 0 ? `到 ${day} ${clock}（还有 ${left} 个工作日）` : `今天 ${clock} 前`}未定，请${helpers(people)}${help(people)}。`,
    moveTo: (day) => `改到 ${day}`,
    takeOver: (name) => spaced`请${name}接手`,
    choose: (option) => `定 ${option}`,
    other: '别的办法',
  },
  button: {
    done: '已完成',
    result: '补上成果',
    progress: '报进度',
    redate: '改期',
    help: '需要帮助',
    question: '有疑问',
    complete: '去补全',
    submit: '提交',
    review: '去审核',
    assess: '去答复',
    settle: '写下结论',
    talk: '记下沟通',
    kickoff: '召开启动会',
    consensus: '写共识清单',
    divide: '补全分工',
    sign: '去签字',
    materials: '发出材料',
    feedback: '写反馈',
    minutes: '提交纪要',
    approve: '去批准',
    research: '写研究结果',
    handin: '提交验收',
    confirm: '确认',
    conclude: '写结论',
    reworked: '整改完成',
    lookback: '写总结',
    archive: '写明放哪里',
    stage: '完成或改期',
    promise: '推后日期',
    agree: '同意',
    propose: '提议',
    rule: '裁决',
    decide: '定一下',
    report: '写反馈',
    follow: '按裁决执行',
    carry: '按决定执行',
    forward: '提前启动会',
    snooze: '过几天再提醒',
    ack: '知道了',
    preferences: '怎样收到提醒',
  },
  answer: '去处理',
  reasons: { resources: '资源不足', process: '流程', other: '其他' },
  why: (roles) => (roles.length === 1 && roles[0] === 'mover' ? '轮到你' : youAre(roles)),
  open: '打开工作簿',
  assigned: {
    baton: (workbook) =>
      `接力每个工作日读一遍工作簿《${workbook}》，里面有事要你做、要你定、该让你知道，就给你写信。你照常在表里填写，不用安装，也不用注册。`,
    from: (day) => `${day} 开始`,
    due: (day) => `${day} 到期`,
    output: (text) => [strong('产出：'), text],
    needs: (text) => [strong('需要支持：'), text],
    repeats: (rule) => [strong('重复：'), rule],
    leftOut: (count, from, to) =>
      count === 1
        ? `${from} 那一次没有补，当时没有检查工作簿`
        : `${from} 到 ${to}，共 ${count} 次没有补，那段时间没有检查工作簿`,
    others: (people) => [strong('还有：'), people.join('、')],
    covers: (name) => spaced`代${name}`,
  },
  unnamed: { late: '已逾期', today: '今天到期' },
  update: {
    before: (department, day, time) => spaced`${department}本周还有以下任务没更新，请在 ${day} ${time} 前更新。`,
    after: (department, day, time) => spaced`${day} ${time} 已过，${department}还有以下任务没更新。`,
    daily: (department, day, time) => spaced`${department}的以下任务每个工作日 ${time} 前更新，${day} 还没更新。`,
    entry: (owner, days) => [owner, days > 0 && `${days} 个工作日没有更新`].filter(Boolean).join('，'),
  },
  mend: {
    place: (tab, rows, more, column) =>
      `${tab}${rows.length > 0 ? ` 第 ${list(rows)} ${more > 0 ? `等 ${rows.length + more} ` : ''}行` : ''}${column ? `“${column}”` : ''}`,
    entry: (place, problem) => [strong(`${place}：`), problem],
    more: (count, places) => `还有${c(count)}处：${places.join('；')}`,
  },
  overview: {
    title: (departments) => (departments.length > 1 ? '各部门' : spaced`${list(departments)}本周情况`),
    subject: (departments) => spaced`${few(departments)}本周情况`,
    standing: (open, fine, more) =>
      `${fine === open ? `${open} 项${open > 1 ? '都' : ''}按期` : `${open} 项里 ${fine} 项按期`}${more === null ? '' : `，${trend(more)}`}。`,
    rest: ({ late, isRest, isBrief, unowned, risks }) => {
      const owned = isBrief || late < 2 ? '' : '，各有负责人和日期';
      const said = [
        late > 0 && `${isRest ? '另外' : ''}${c(late)}件逾期${unowned > 0 ? `（${c(unowned)}件没有负责人）` : owned}`,
        risks > 0 && `${c(risks)}件有风险`,
      ];
      return said.filter((part) => part !== false).join('；');
    },
    figure: {
      fine: '按期',
      late: '逾期',
      stuck: '卡住',
    },
    meeting: (when, name, agenda) => `${when} ${name}${agenda && `：${agenda}`}`,
    today: '今天',
    agenda: {
      actions: (done, all) => `行动完成 ${done}/${all}`,
      late: (count) => `${c(count)}件逾期`,
    },
    tasks: (count, late) => `${count} 项${late > 0 ? `，逾期 ${late}` : ''}`,
    more: (count) => `还有${c(count)}件`,
  },
  joint: {
    projects: (count) => `${c(count)}个项目`,
    weeks: (count) => `${c(count)}个项目的本周情况`,
    byProject: '各项目',
    standing: (stuck, decisions) =>
      [stuck && `${c(stuck)}件卡住`, decisions && `${c(decisions)}件待决定`].filter((count) => count !== 0),
    more: (count) => `还有${c(count)}个项目`,
    beyond: '一封信里放不下',
  },
  know: {
    due: (from, to, reason, owner, mover) => [
      ...(from && to ? ['改期 ', struck(from), ` → ${to}`] : to ? [`定在 ${to}`] : ['取消了日期 ', struck(from)]),
      `${mover && spaced`，${mover}提出`}${by([reason, mover === owner ? '' : owner].filter(Boolean).join('；'))}`,
    ],
    owner: (from, to) => ['换了负责人 ', ...(from ? [struck(from), ' → '] : []), to || '暂缺'],
    scope: (doneWhen, owner) => [`改了内容${doneWhen && `，现在的完成标准：${doneWhen}`}${by(owner)}`],
    stopped: (status, reason, owner) => [`标为“${status}”${by([reason, owner].filter(Boolean).join('；'))}`],
    stuck: (days, asked, owner) => [spaced`卡住 ${days} 个工作日，已请${list(asked)}处理${by(owner)}`],
    of: (name, rest) => [strong(`${name}：`), ...rest],
    update: (items, more) => [`${c(items.length + more)}件没有更新：${list(items)}${more > 0 ? '……' : ''}`],
    other: (when, owner) => [`${when}${by(owner)}`],
    isWithSince: (name, days) => (days > 0 ? `${name}（已 ${days} 个工作日）` : name),
    isWith: (people, names, more) =>
      spaced`现在由${list(people)}决定：${list(names)}${more > 0 ? `等 ${names.length + more} 件` : ''}`,
  },
  where: (workbook, places) =>
    places.length === 1
      ? `在工作簿《${workbook}》的“${places[0]!.tab}”里更新，按编号（如 ${places[0]!.id}）找到那一行。`
      : `在工作簿《${workbook}》的${list(places.map(({ tab, id }) => `“${tab}”（如 ${id}）`))}里更新，按编号找到那一行。`,
  whereToMend: (workbook) => `在工作簿《${workbook}》里修改。`,
  handedOn: {
    event: (name, kind) => spaced`${name}${DID[kind] ?? '作了答复'}`,
    own: '接下来的一步',
    asked: (count) => (count === 1 ? '接下来轮到你。' : `接下来有${c(count)}件事轮到你。`),
    told: '请知悉，不用答复。',
    why: (name, clock) => spaced`今天就寄给你，因为${name}在 ${clock} 作了答复，接着就是这件事。`,
    whyOwn: (clock) => `今天就寄给你，因为你在 ${clock} 作了答复，接着就是这件事。`,
  },
  footer: {
    leader: '每周一封，有事要你定才另外写。',
    why: (roles) => `这封信写给你，因为${reasons(roles)}。`,
    unnamed: (column) =>
      `没有负责人的任务，提醒寄给你。${column ? `在“${column}”里写上姓名` : '加一列“负责人”'}，把人也写进通讯录，以后就直接寄给他们。`,
    reply: '也可以用自己的话直接回复这封信；读懂的内容会寄回给你确认。',
    next: (day, clock) => `下一次检查：${day} ${clock} · 没有新情况或到期的事就不再写信`,
    dates: '附件：可以加进日历的日期。',
    subscribe: '把我的日期都订阅到自己的日历',
    subscribeTo: (project) => `把我的日期都订阅到自己的日历：${project}`,
    preferences: (project) => (project === null ? '怎样收到提醒' : `怎样收到提醒：${project}`),
  },
  calendar: {
    name: (project) => `接力 · ${project}`,
    due: (name) => `截止：${name}`,
    about: (project, id) => `${project} · ${id}`,
  },
};
