import { daysFrom, type Iso, later, monday, plus, Workdays } from './days.ts';
import { NO_PROGRESS, type Progress, type Ruling, STATUSES, type Status, type Task, type World } from './world.ts';

/**
 * What Baton owes whom, written from the design's pages and not from core: sets, and loops over days and tasks. It gets
 * what people wrote and what was told before, and says what a sweep at a moment has to mail. See README.md.
 */

/** One notice to its addresses. `facts`: what its sentence has to say, and be true. */
export interface Due {
  readonly key: string;
  readonly rule: string;
  readonly item: string;
  readonly to: ReadonlySet<string>;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What was seen of a task. The second half is compared to tell of changes, so it is only kept on days on which people are told. */
export interface Seen {
  readonly seenOn: Iso;
  readonly print: string;
  readonly changedOn: Iso;
  readonly since: Iso | null;
  readonly due: Iso | null;
  readonly owner: string;
  readonly scope: string;
  readonly status: Status;
  readonly revision: number;
}

/** What was seen of a request, an answer, a dispute. */
export interface SeenMatter {
  readonly changedOn: Iso;
  readonly print: string;
  readonly since: Iso;
  readonly code: string;
}

export interface Memory {
  readonly tasks: Map<string, Seen>;
  readonly matters: Map<string, SeenMatter>;
  /** What left: by key, the addresses it went to, and the date of the last sweep that sent it. */
  readonly told: Map<string, { day: Iso; readonly to: Set<string> }>;
  /** By key: to whom it was due when it was begun. Once anybody has it, it is for nobody else. */
  readonly begun: Map<string, Set<string>>;
  /** Date of the last sweep that ended. */
  lastSweep: Iso | null;
  /** By item and address. */
  readonly known: Map<string, { readonly on: Iso; readonly until: Iso }>;
}

export const emptyMemory = (): Memory => ({
  tasks: new Map(),
  matters: new Map(),
  told: new Map(),
  begun: new Map(),
  lastSweep: null,
  known: new Map(),
});

export interface Moment {
  readonly today: Iso;
  /** Minutes after midnight. */
  readonly minute: number;
}

/** What a task is today. */
interface Fact {
  readonly task: Task;
  readonly id: string;
  readonly progress: Progress;
  readonly status: Status;
  readonly open: boolean;
  readonly plannedDue: Iso | null;
  readonly due: Iso | null;
  readonly dueEnd: Iso | null;
  readonly past: boolean;
  readonly late: boolean;
  readonly department: string;
  readonly leader: string;
  readonly seen: Seen;
  readonly changes: readonly string[];
  readonly level: 0 | 1 | 2;
  /** Days on which a level was told for this clock. */
  readonly first: Iso | null;
  readonly stuck: boolean;
  /** The day on which somebody asked for help with it. */
  readonly helpOn: Iso | null;
  readonly daysStill: number;
  readonly court: boolean;
}

/** What somebody owes by a limit, which waits on them from the day it came. */
interface Duty {
  readonly rule: string;
  readonly item: string;
  readonly who: readonly string[];
  readonly since: Iso;
  readonly end: Iso;
  readonly changedOn: Iso;
  readonly stuckDays: number;
  readonly copied: readonly string[];
  readonly typedLevel: number;
  /** Who is level 1, where it waits for them from the start. */
  readonly leaders: readonly string[] | null;
}

export interface Sweep {
  readonly due: readonly Due[];
  readonly tasks: ReadonlyMap<string, Seen>;
  readonly matters: ReadonlyMap<string, SeenMatter>;
  /** Ids of what is over today. */
  readonly closed: ReadonlySet<string>;
}

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
const dateOf = (text: string): Iso | null => (isDate(text) ? text : null);
const isUnreadable = (text: string): boolean => text !== '' && !isDate(text);
const withoutBlanks = (text: string): string => text.replace(/\s/g, '');
const namesIn = (text: string): string[] => (text === '' ? [] : text.split(', '));

/** What a sweep at this moment has to mail, and what it will have seen. */
export const sweepOf = (world: World, memory: Memory, { today, minute }: Moment): Sweep => {
  const { settings, people } = world;
  const workdays = new Workdays(world.days);
  const isWorkday = workdays.is(today);
  const hasPassed = (end: Iso) => today > end || (today === end && minute >= settings.workdayEnd);
  const found = (name: string) => (people.has(name) ? name : '');
  const departmentOf = (name: string) => world.departments.find((department) => department.name === name);
  const leaderOf = (name: string) => departmentOf(people.get(name)?.department ?? '')?.leader ?? '';
  /** What belongs to a cancelled request is nobody's concern. */
  const isCancelled = (request: string) => (world.requests.find(({ id }) => id === request)?.cancelledOn ?? '') !== '';
  const toldOn = (key: string): Iso | null => memory.told.get(key)?.day ?? null;

  const departmentFor = (name: string) => people.get(name)?.department ?? '';

  /** Whom mail for somebody reaches today: themselves, whoever covers, or nobody. */
  const reach = (name: string): string | null => {
    const passed = new Set<string>();
    let at = people.get(name);
    while (at) {
      passed.add(at.name);
      const { cover, active } = at;
      const within = cover && (cover.from ?? today) <= today && today <= (cover.until ?? today);
      const isAway = within && (!active || cover.from !== null || cover.until !== null);
      const next = isAway ? people.get(cover.by) : undefined;
      if (!next || passed.has(next.name)) return active ? at.email : null;
      at = next;
    }
    return null;
  };
  const reached = (names: readonly string[]) =>
    new Set(names.map(reach).filter((address): address is string => address !== null));

  // --- the notices ---

  const due: Due[] = [];
  const tell = (
    rule: string,
    item: string,
    [date, step]: readonly [Iso, number],
    to: readonly string[],
    more: { cc?: readonly string[]; reminds?: boolean; since?: Iso; facts?: Due['facts'] } = {},
  ) => {
    const key = `${rule}:${item.replace(/[:\s]/g, '_')}:${date}:${step}`;
    const asked = reached(to);
    if (!isWorkday || asked.size === 0) return;
    const before = memory.told.get(key);
    const isFree = (address: string) =>
      before === undefined || (!before.to.has(address) && memory.begun.get(key)?.has(address) === true);
    const inPeace = (address: string) => {
      const ack = memory.known.get(`${item} ${address}`);
      return more.reminds === true && ack !== undefined && ack.until >= today && (more.since ?? '') <= ack.on;
    };
    const all = [...asked, ...reached(more.cc ?? [])];
    const left = new Set(all.filter((address) => isFree(address) && !inPeace(address)));
    if (left.size > 0) due.push({ key, rule, item, to: left, facts: more.facts ?? {} });
  };

  // --- tasks ---

  const plan = new Map(world.tasks.filter(({ id, dropped }) => id !== '' && !dropped).map((task) => [task.id, task]));

  const factOf = (task: Task): Fact => {
    const { id } = task;
    const before = memory.tasks.get(id);
    const progress = world.progress.get(task.n) ?? NO_PROGRESS;
    const typed = STATUSES[progress.status as keyof typeof STATUSES];
    const written: Status = typed ?? (progress.status === '' ? 'not-started' : (before?.status ?? 'not-started'));
    // What was still open of a cancelled request counts as cancelled.
    const status: Status = written !== 'done' && isCancelled(task.request) ? 'cancelled' : written;
    const open = status !== 'done' && status !== 'cancelled';
    const newDue = dateOf(progress.newDue);
    const slip = isUnreadable(progress.newDue) || (newDue === null && isUnreadable(task.due));
    const inForce = slip && before ? before.due : (newDue ?? dateOf(task.due));
    const dueEnd = inForce === null ? null : workdays.nth(inForce, 0);
    const past = dueEnd !== null && hasPassed(dueEnd);
    const late = open && past;
    const owner = found(task.responsible);
    const stopped = status === 'delayed' || status === 'blocked';

    // What moved since it was seen last.
    const print = [
      status,
      String(progress.progress ?? ''),
      progress.output,
      progress.risk,
      progress.reason,
      newDue ?? '',
    ]
      .map(withoutBlanks)
      .join('|');
    const scope = [task.name, task.output, task.doneWhen].map(withoutBlanks).join('|');
    const changes = !before
      ? []
      : [
          ...(before.due !== inForce ? ['due'] : []),
          ...(owner !== '' && before.owner !== owner ? ['owner'] : []),
          ...(before.scope !== scope ? ['scope'] : []),
          ...(stopped && before.status !== status ? ['delayed'] : []),
        ];
    const updatedOn = dateOf(progress.updatedOn);
    const isCredible = updatedOn !== null && updatedOn <= today && updatedOn >= (memory.lastSweep ?? '');
    const changedOn = !before ? today : before.print === print ? before.changedOn : isCredible ? updatedOn : today;

    // In somebody's court: since when, and to whom it has come.
    const court = open && (late || stopped);
    let since: Iso | null = null;
    if (court) {
      since = stopped ? changedOn : later(changedOn, dueEnd!);
      if (changes.includes('owner')) since = later(since, today);
      else if (before?.since) since = later(since, before.since);
      // A decision is movement; one without a day ends the clock that it was asked for.
      const ruling = world.rulings
        .filter((each) => each.task === id)
        .sort(byDay)
        .at(-1);
      if (ruling?.on) since = later(since, ruling.on);
      else if (ruling && ruling.filedOn >= since) since = null;
    }
    const first = since === null ? null : toldOn(`task.stuck:${id}:${since}:1`);
    const second = since === null ? null : toldOn(`task.stuck:${id}:${since}:2`);
    const level = second !== null ? 2 : first !== null ? 1 : 0;
    // A call for help goes up in its stead.
    const help = world.disputes.find((each) => each.task === id && each.decision === '');
    const limit =
      since === null || level === 2 || (level === 0 && help !== undefined)
        ? null
        : level === 1
          ? workdays.nth(first!, settings.executiveDays)
          : workdays.nth(since, settings.stuckDays);
    const seenOn = before?.seenOn ?? today;
    const compared = {
      due: inForce,
      owner,
      scope,
      status,
      revision: (before?.revision ?? 0) + (changes.length > 0 ? 1 : 0),
    };
    return {
      task,
      id,
      progress,
      status,
      open,
      plannedDue: dateOf(task.due),
      due: inForce,
      dueEnd,
      past,
      late,
      department: task.department || (people.get(owner)?.department ?? ''),
      leader: leaderOf(owner) || (departmentOf(task.department)?.leader ?? ''),
      seen: { seenOn, print, changedOn, since, ...(before && !isWorkday ? comparedOf(before) : compared) },
      changes,
      level,
      first,
      stuck: limit !== null && hasPassed(limit),
      helpOn: help?.openedOn ?? null,
      daysStill: since === null ? 0 : workdays.after(since, today),
      court,
    };
  };
  const facts = new Map([...plan].map(([id, task]) => [id, factOf(task)]));
  const unfinished = ({ task, id }: Fact): Fact[] =>
    namesIn(task.predecessors).flatMap((other) => {
      const before = facts.get(other);
      return before?.open && other !== id ? [before] : [];
    });

  for (const fact of facts.values()) {
    const { task, id, open, due: day, dueEnd, late, past, progress, seen, level } = fact;
    const owner = [task.responsible];

    // Before the due date, on it, and after it.
    if (open && day !== null && !past) {
      if (today >= workdays.onOrBefore(day))
        tell('task.due', id, [day, 1], owner, { reminds: true, facts: { due: day } });
      else if (settings.remindDays > 0 && today >= workdays.nth(day, -settings.remindDays)) {
        const days = workdays.after(today, dueEnd!);
        tell('task.soon', id, [day, 1], owner, { reminds: true, facts: { due: day, days } });
      }
    }

    // Stuck: level 1, then level 2.
    const asked = [task.accountable, fact.leader];
    const nobody = reached(asked).size === 0;
    const levelOne = nobody ? [settings.projectLead] : asked;
    const risesToOne = fact.stuck && level === 0 && reached(levelOne).size > 0;
    if (fact.stuck) {
      const about = {
        since: seen.since,
        days: fact.daysStill,
        due: day,
        owner: found(task.responsible),
        level: level + 1,
      };
      if (level === 0) {
        const cc = nobody ? [] : [settings.projectLead];
        tell('task.stuck', id, [seen.since!, 1], levelOne, { cc, facts: about });
      } else tell('task.stuck', id, [seen.since!, 2], [settings.executive], { facts: about });
    }

    if (late) {
      // Each workday until it escalates or help is asked for, then weekly.
      const daysLate = workdays.after(dueEnd!, today);
      let isWeek = true;
      const toOthers = fact.first ?? fact.helpOn;
      if (toOthers !== null) {
        const series = `task.overdue:${id}:${day}:`;
        const days = [...memory.told].filter(([key]) => key.startsWith(series)).map(([, { day: on }]) => on);
        isWeek = daysFrom([toOthers, ...days].sort().at(-1)!, today) >= 7;
      }
      if (isWeek && !risesToOne)
        tell('task.overdue', id, [day!, daysLate], owner, { reminds: true, facts: { due: day, days: daysLate } });
      if (progress.reason === '') tell('task.reason', id, [day!, 1], owner, { reminds: true, facts: { due: day } });
    }

    // Evidence: some days after the due date, and for what is done.
    const collect = [task.responsible, settings.keeper];
    if (progress.output === '' && !isCancelled(task.request)) {
      if (fact.status === 'done') {
        const isHistory = seen.changedOn === seen.seenOn && day !== null && today > workdays.nth(day, 10);
        if (!isHistory) {
          const date = day ?? seen.changedOn;
          tell('task.collect', id, [date, 2], collect, { reminds: true, facts: { due: date, done: true } });
        }
      } else if (late && hasPassed(workdays.nth(day!, settings.collectDays))) {
        tell('task.collect', id, [day!, 1], collect, { reminds: true, facts: { due: day, done: false } });
      }
    }

    // What it waits for is late, or comes later than planned.
    if (open && fact.status !== 'in-progress') {
      let worst: { by: Fact; end: Iso } | null = null;
      for (const by of unfinished(fact)) {
        const moved = by.due !== null && by.plannedDue !== null && by.due > by.plannedDue;
        if (by.dueEnd === null || !(by.late || moved)) continue;
        const end = by.late ? later(by.dueEnd, today) : by.dueEnd;
        if (!worst || end > worst.end) worst = { by, end };
      }
      const earliestStart = worst && workdays.nth(worst.end, 1);
      const start = dateOf(task.start);
      if (worst && !(start !== null && start >= earliestStart!)) {
        const about = { predecessor: worst.by.id, earliestStart };
        tell('task.blocked', id, [worst.by.due!, 1], owner, { reminds: true, facts: about });
      }
    }

    if (open && fact.changes.length > 0) {
      const letters = [
        task.responsible,
        task.accountable,
        ...[task.supporting, task.consulted, task.informed].flatMap(namesIn),
      ];
      const revision = (memory.tasks.get(id)?.revision ?? 0) + 1;
      tell('task.changed', id, [seen.seenOn, revision], letters, { facts: {} });
    }
  }

  // --- the process around the tasks ---

  const matters = new Map<string, SeenMatter>();
  const duties: Duty[] = [];

  /** When a matter came to stand where it does, and when it last moved. */
  const seenMatter = (id: string, code: string, declared: Iso | null, content: string): SeenMatter => {
    const before = memory.matters.get(id);
    const isCredible =
      declared !== null && memory.lastSweep !== null && declared >= memory.lastSweep && declared <= today;
    const edited = isCredible ? declared : today;
    const changedOn = before?.print === content ? before.changedOn : edited;
    const since = declared ?? (before?.code === code ? before.since : today);
    const seen = { changedOn, print: content, since, code };
    matters.set(id, before && !isWorkday ? { ...seen, code: before.code } : seen);
    return seen;
  };
  const owe = (duty: Omit<Duty, 'copied' | 'typedLevel' | 'stuckDays' | 'leaders'> & Partial<Duty>) =>
    duties.push({ copied: [], typedLevel: 0, stuckDays: settings.stuckDays, leaders: null, ...duty });

  for (const request of world.requests) {
    const { id, submittedOn, reviewedOn, cancelledOn } = request;
    const code = cancelledOn ? 'cancelled' : reviewedOn ? 'passed' : 'in-review';
    const declared = code === 'in-review' ? submittedOn : cancelledOn || reviewedOn;
    const { changedOn } = seenMatter(id, code, declared, `${submittedOn}|${reviewedOn === '' ? '' : 'passed'}`);
    const parts = [...facts.values()].filter(({ task }) => task.request === id);
    const isWorkedOff = parts.some(({ status }) => status === 'done') && parts.every(({ open }) => !open);
    if (code !== 'in-review' || isWorkedOff) continue;
    const head = departmentOf('Marketing')!.head;
    const end = workdays.nth(submittedOn, settings.reviewDays);
    owe({ rule: 'request.review', item: id, who: [head], since: submittedOn, end, changedOn });
  }
  for (const { id, request, department, receivedOn, answer } of world.answers) {
    const over = world.requests.find((other) => other.id === request)?.cancelledOn !== '';
    const code = answer === '' ? 'asked' : 'agreed';
    const { changedOn, since } = seenMatter(id, code, answer === '' ? receivedOn : null, answer);
    if (over || answer !== '') continue;
    const end = workdays.nth(since, settings.assessDays);
    owe({ rule: 'assessment', item: id, who: [departmentOf(department)!.head], since, end, changedOn });
  }
  for (const { id, task, parties, filedBy, openedOn, level, decision } of world.disputes) {
    if (decision !== '') continue;
    const { changedOn, since } = seenMatter(id, 'open', openedOn, '');
    const helped = facts.get(task);
    if (helped?.open === false) continue;
    const end = workdays.nth(since, settings.disputeDays);
    const clock = { since, end, changedOn, stuckDays: settings.disputeDays, typedLevel: level };
    if (helped) {
      // Those who are asked to help: the leaders of who stands for the task, without whoever asks; else the project lead.
      const { responsible, accountable } = helped.task;
      const leaders = [...new Set([responsible, accountable].map(leaderOf))];
      const others = leaders.filter((name) => name !== '' && name !== responsible && name !== filedBy);
      const who = others.length > 0 ? others : [settings.projectLead];
      const copied = [responsible, accountable].filter((name) => name !== filedBy);
      owe({ rule: 'dispute', item: id, who, copied, leaders: who, ...clock });
    } else
      owe({ rule: 'dispute', item: id, who: parties.length > 0 ? parties : [filedBy], copied: [filedBy], ...clock });
  }

  /** The levels of a duty: division leaders of those it waits for, else the project lead; then the executive. */
  const leadersFor = ({ who, leaders: named }: Duty): readonly string[] => {
    if (named !== null) return named;
    const leaders = who.map(leaderOf).filter((name) => name !== '' && !who.includes(name));
    return leaders.length > 0 ? [...new Set(leaders)] : [settings.projectLead];
  };
  const standings = duties.map((duty) => {
    const { rule, item, since, end, changedOn, stuckDays, typedLevel } = duty;
    const stuckSince = later(changedOn, since);
    const first = toldOn(`${rule}:${item}:${stuckSince}:4`);
    const second = toldOn(`${rule}:${item}:${stuckSince}:5`);
    const level = second !== null ? 2 : first !== null ? 1 : 0;
    const levelOn = second ?? first;
    const raised = typedLevel > level;
    const next = level === 1 || typedLevel === 2 ? 2 : 1;
    const escalatesOn =
      level === 2
        ? null
        : level === 1
          ? workdays.nth(levelOn!, settings.executiveDays)
          : later(workdays.nth(stuckSince, stuckDays), end);
    const late = hasPassed(end);
    const stuck = raised || (escalatesOn !== null && hasPassed(escalatesOn));
    return { ...duty, stuckSince, level, levelOn, raised, next, late, stuck };
  });
  for (const duty of standings) {
    const { rule, item, who, since, end, stuckSince, level, levelOn, raised, next, late } = duty;
    const remind = (step: number, cc: readonly string[] = []) =>
      tell(rule, item, [end, step], who, { cc, reminds: true, since, facts: { end } });
    const named = leadersFor(duty);
    const leaders = reached(named).size > 0 ? named : [settings.projectLead];
    if (duty.stuck && level < 2 && (reached(next === 2 ? [settings.executive] : leaders).size > 0 || level === 1)) {
      const cc = [...(!raised ? [] : duty.leaders ? duty.copied : who), ...(next === 1 ? [settings.projectLead] : [])];
      const to = next === 1 ? leaders : [settings.executive];
      tell(rule, item, [stuckSince, next === 1 ? 4 : 5], to, { cc, since, facts: { end, level: next } });
      continue;
    }
    const days = [...memory.told]
      .filter(([key]) => key.startsWith(`${rule}:${item}:${end}:`))
      .map(([, { day }]) => day)
      .sort();
    if (levelOn !== null && (!late || daysFrom(later(levelOn, days.at(-1) ?? ''), today) < 7)) continue;
    // Who is copied hears of it with the first that is said of it.
    const isOld = [1, 2, 3].some((step) => (toldOn(`${rule}:${item}:${end}:${step}`) ?? today) < today);
    const copied = isOld ? [] : duty.copied;
    const daysLate = workdays.after(end, today);
    if (late) remind(daysLate > 0 ? 5 + daysLate : 3);
    else if (today >= workdays.onOrBefore(end)) remind(3, copied);
    else if (today >= workdays.nth(end, -1)) remind(2, copied);
    else if (since <= today) remind(1, copied);
  }

  // --- once a week ---

  const weekdayIn = (week: Iso, weekday: number): Iso | null => {
    const day = workdays.onOrBefore(plus(week, weekday - 1));
    return day >= week ? day : null;
  };
  const thisWeek = monday(today);
  const deadline = weekdayIn(thisWeek, settings.updateDay);
  const isOver = deadline !== null && (today > deadline || (today === deadline && minute >= settings.updateTime));
  const nears = deadline === today && !isOver;
  const by = nears || isOver ? deadline : weekdayIn(plus(thisWeek, -7), settings.updateDay);
  if (by !== null) {
    for (const department of new Set([...facts.values()].map((fact) => fact.department))) {
      const missing = [...facts.values()].filter(({ department: own, open, seen, status, late, task, progress }) => {
        const begun = status !== 'not-started' || late || (isDate(task.start) && task.start <= by);
        if (department === '' || own !== department || !open || seen.seenOn > by || !begun) return false;
        const written = dateOf(progress.updatedOn);
        const updated = written !== null && written >= monday(by) && written <= today;
        return !updated && !(seen.changedOn >= monday(by) && seen.changedOn > seen.seenOn);
      });
      if (missing.length === 0) continue;
      const head = departmentOf(department)?.head ?? '';
      tell('update.weekly', department, [by, nears ? 1 : 2], [head || settings.keeper], {
        cc: head ? [settings.keeper] : [],
        facts: { items: missing.map(({ id }) => id) },
      });
    }
  }

  const managersOn = weekdayIn(thisWeek, settings.managerDay);
  if (managersOn !== null && today >= managersOn) {
    for (const manager of new Set(world.departments.flatMap(({ head, leader }) => [head, leader]))) {
      if (manager === '') continue;
      const own = world.departments.flatMap(({ name, head, leader }) =>
        head === manager || leader === manager ? [name] : [],
      );
      const atLevel = ({ court, level, stuck, task, leader }: Fact) => {
        const at = court ? level + (stuck ? 1 : 0) : 0;
        return at === 0
          ? false
          : at === 1
            ? [task.accountable, leader].includes(manager)
            : settings.executive === manager;
      };
      const isTheirs = (fact: Fact) => {
        if (!fact.open || !own.includes(fact.department)) return false;
        if (fact.late || (fact.due !== null && fact.due <= plus(thisWeek, 13))) return true;
        const near = fact.dueEnd !== null && workdays.after(today, fact.dueEnd) <= 5;
        const isStopped = fact.status === 'delayed' || fact.status === 'blocked';
        if (fact.progress.risk !== '' || isStopped || (fact.status === 'not-started' && near)) return true;
        return unfinished(fact).some(({ late }) => late);
      };
      const isAsked = (duty: (typeof standings)[number]) => {
        const at = duty.stuck ? duty.next : duty.level;
        const people = at === 0 ? [] : at === 1 ? leadersFor(duty) : [settings.executive];
        const lateHere = duty.late && duty.who.some((name) => own.includes(departmentFor(name)));
        return (duty.since <= today && duty.who.includes(manager)) || people.includes(manager) || lateHere;
      };

      if ([...facts.values()].some((fact) => atLevel(fact) || isTheirs(fact)) || standings.some(isAsked))
        tell('digest.manager', manager, [managersOn, 1], [manager], { facts: { on: managersOn } });
    }
  }

  return {
    due,
    tasks: new Map([...facts].map(([id, { seen }]) => [id, seen])),
    matters,
    closed: new Set([...facts.values()].filter(({ open }) => !open).map(({ id }) => id)),
  };
};

const byDay = (a: Ruling, b: Ruling): number => (a.on || a.filedOn).localeCompare(b.on || b.filedOn);

const comparedOf = ({ due, owner, scope, status, revision }: Seen) => ({ due, owner, scope, status, revision });
