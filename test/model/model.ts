import { type Iso, later, monday, plus, Workdays, weekday } from './days.ts';
import { NO_PROGRESS, type Progress, type Ruling, STATUSES, type Status, type Task, type World } from './world.ts';

/**
 * What Baton owes whom, written from the design's pages and not from core: sets, and loops over days and tasks. It gets
 * what people wrote and what was told before, and says what a sweep at a moment has to mail. See README.md.
 */

/**
 * What a notice is, for whoever has to decide later whether it is still worth saying. News is what once happened; a phase is one
 * of the reminders of a limit that follow each other; a lack is said for as long as it lasts; a level is somebody else's to act on.
 */
type Kind = 'news' | 'phase' | 'lack' | 'level' | 'last';

interface Notice {
  readonly key: string;
  readonly rule: string;
  readonly item: string;
  /** The date in its key. */
  readonly date: Iso;
  readonly kind: Kind;
  readonly level: 0 | 1 | 2;
  /** What came to its reader after they said that they know is new to them: the day it came. */
  readonly since: Iso;
  /** What its sentence has to say, and be true on the day it is decided. */
  readonly facts: Readonly<Record<string, unknown>>;
}

type Role = 'asked' | 'informed';

/** A notice with the addresses that are to get it. */
interface Due extends Notice {
  readonly to: ReadonlyMap<string, Role>;
  /** Addresses for which it waits for their next mail, or for the end of the week: it asks nothing of them, and is not owed in writing. */
  readonly waits: ReadonlySet<string>;
  /** Addresses whose readers want no mail today, and for whom nothing presses. */
  readonly unwanted: ReadonlySet<string>;
  /** Of those, and of all others: for whom it waits for the week's end, be that today. */
  readonly plain: ReadonlySet<string>;
}

/** What was decided for one address, and what became of it. */
interface Delivery {
  readonly notice: Notice;
  readonly role: Role;
  readonly waits: boolean;
  /** It waits because its reader wanted no mail. */
  readonly isPutOff: boolean;
  /** The day it was decided. */
  readonly since: Iso;
  /** The day it was to leave first: that one, or the one on which it waited no longer. */
  readonly leaves: Iso;
  readonly status: 'owed' | 'got' | 'over';
  /** The day they got it, or the one on which it was over. */
  readonly on: Iso | null;
}

/** A key that was decided: the day, and each address. Where nothing of it stands any more it is as if it had never been. */
export interface Decided {
  day: Iso;
  readonly to: Map<string, Delivery>;
}

/** What was seen of a task. The second half is compared to tell of changes, so it is only kept on days on which people are told. */
interface Seen {
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
interface SeenMatter {
  readonly changedOn: Iso;
  readonly print: string;
  readonly since: Iso;
  readonly code: string;
}

export interface Memory {
  readonly tasks: Map<string, Seen>;
  readonly matters: Map<string, SeenMatter>;
  /** By key, what was decided to tell. */
  readonly decided: Map<string, Decided>;
  /** Date of the last sweep that ended. */
  lastSweep: Iso | null;
  /** By item and address. */
  readonly known: Map<string, { readonly on: Iso; readonly until: Iso }>;
}

export const emptyMemory = (): Memory => ({
  tasks: new Map(),
  matters: new Map(),
  decided: new Map(),
  lastSweep: null,
  known: new Map(),
});

interface Moment {
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
  /** The day from which others had it in hand: that of level 1, or of level 2 where nothing of level 1 stands. */
  readonly raisedOn: Iso | null;
  /** The day it was to go up though there is nobody to ask, not even the project lead or the executive. */
  readonly inVainOn: Iso | null;
  /** Somebody asked at its level is still to hear of it. */
  readonly unheard: boolean;
  readonly stuck: boolean;
  /** After today the executive is asked, where one is: those asked before are told so. */
  readonly isLastDay: boolean;
  /** The day on which somebody asked for help with it. */
  readonly helpOn: Iso | null;
  readonly daysStill: number;
  readonly court: boolean;
  /** Of what has no date, where such tasks are followed: the day of its last update, and the end of the time it may go without one. */
  readonly quiet: { readonly since: Iso; readonly end: Iso; readonly isOver: boolean } | null;
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
  /** What is owed from before, as `key → address`. */
  readonly owed: ReadonlySet<string>;
  /** What is owed and no longer worth saying. */
  readonly over: readonly { readonly key: string; readonly address: string }[];
  readonly tasks: ReadonlyMap<string, Seen>;
  readonly matters: ReadonlyMap<string, SeenMatter>;
  /** Ids of what is over today. */
  readonly closed: ReadonlySet<string>;
}

/** When sweeps are planned, in minutes: the settings leave it at nine. */
const SWEEP_TIME = 9 * 60;

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

  // --- what was decided before ---

  /** When what is said once a week is said again: on a day off the workday before, unless it was said that day. */
  const weekAfter = (day: Iso): Iso => {
    const before = workdays.onOrBefore(plus(day, 7));
    return before > day ? before : workdays.nth(plus(day, 7), 0);
  };
  const standing = (key: string) => [...(memory.decided.get(key)?.to.values() ?? [])].filter(isStanding);
  const decidedOn = (key: string): Iso | null => (standing(key).length > 0 ? memory.decided.get(key)!.day : null);
  /** Days on which notices of a series were decided, in order. */
  const daysOf = (series: string): Iso[] =>
    [...memory.decided].flatMap(([key]) => (key.startsWith(series) ? (decidedOn(key) ?? []) : [])).sort();
  /** The last of them, or the day one that was owed gave way to what was newer: its reader heard of that. */
  const lastHeardOf = (series: string): Iso | null => {
    const gaveWay = [...memory.decided].flatMap(([key, { to }]) =>
      key.startsWith(series) && standing(key).length === 0 ? [...to.values()].flatMap(({ on }) => on ?? []) : [],
    );
    return [...daysOf(series), ...gaveWay].sort().at(-1) ?? null;
  };
  /**
   * The day from which those who were asked know of a level. It does not come while somebody is owed it; once one of them knows,
   * that is waited for no longer than the limit once more. Where nobody is owed it and nobody got it: the day it was decided.
   */
  const heardOf = (key: string) => {
    const asked = standing(key).filter(({ role }) => role === 'asked');
    const unheard = asked.some(({ status }) => status === 'owed');
    const last =
      asked
        .flatMap(({ on }) => on ?? [])
        .sort()
        .at(-1) ?? null;
    if (!unheard) return { unheard, on: last ?? decidedOn(key)! };
    const longest = last === null ? today : workdays.nth(last, settings.executiveDays);
    return { unheard, on: longest < today ? longest : today };
  };

  const departmentFor = (name: string) => people.get(name)?.department ?? '';

  /** Whom mail for somebody reaches today: whoever covers, as far as they can be reached, else themselves, or nobody. */
  const reach = (name: string): string | null => {
    const passed = new Set<string>();
    let found: string | null = null;
    let at = people.get(name);
    while (at && !passed.has(at.name)) {
      passed.add(at.name);
      const { cover, active } = at;
      if (active) found = at.email;
      const within = cover && (cover.from ?? today) <= today && today <= (cover.until ?? today);
      const isAway = within && (!active || cover.from !== null || cover.until !== null);
      at = isAway ? people.get(cover.by) : undefined;
    }
    return found;
  };
  const reached = (names: readonly string[]) =>
    new Set(names.map(reach).filter((address): address is string => address !== null));

  // --- the notices ---

  /** All that is to be said today, told or not, and what of it is for whom for the first time. */
  const said = new Map<string, Due>();
  const fresh: Due[] = [];
  const byAddress = new Map([...people.values()].map((person) => [person.email, person]));
  /** Whoever wants fewer mails gets nothing that waits by its rule, but an escalation always. */
  const isSpared = (address: string, { level }: Pick<Notice, 'level'>, waitsByRule: boolean) =>
    waitsByRule && level === 0 && byAddress.get(address)?.fewer === true;
  /** For whom a notice that is said today waits by its rule, whatever day of the week it is. */
  const waitsByRule = new Map<string, ReadonlySet<string>>();
  /** Whoever said that they know is not reminded. */
  const inPeace = ({ item, kind, since }: Notice, address: string) => {
    const ack = memory.known.get(`${item} ${address}`);
    return (
      (kind === 'phase' || kind === 'lack' || kind === 'last') &&
      ack !== undefined &&
      ack.until >= today &&
      since <= ack.on
    );
  };
  /** Friday, or the last workday before it where it is off; in a week without one, the last of the week. */
  const endOfWeek = (begin: Iso): Iso | null => {
    const friday = workdays.onOrBefore(plus(begin, 4));
    const last = friday >= begin ? friday : workdays.onOrBefore(plus(begin, 6));
    return last >= begin ? last : null;
  };
  const isWeekEnd = endOfWeek(monday(today)) === today;
  let lastWeekEnd = '';
  for (let begin = monday(today); lastWeekEnd === ''; begin = plus(begin, -7)) {
    const end = endOfWeek(begin);
    if (end !== null && end < today) lastWeekEnd = end;
  }
  /** No sweep ended on that day: what came about since the last one may be from before it, and does not wait another week. */
  const isMissed = memory.lastSweep !== null && memory.lastSweep < lastWeekEnd;

  const tell = (
    rule: string,
    item: string,
    [date, step]: readonly [Iso, number],
    to: readonly string[],
    {
      kind,
      level = 0,
      cc = [],
      since = '',
      facts = {},
      waits = [],
      copiesWait = true,
    }: {
      kind: Kind;
      level?: 0 | 1 | 2;
      cc?: readonly string[];
      since?: Iso;
      facts?: Due['facts'];
      waits?: readonly string[];
      copiesWait?: boolean;
    },
  ) => {
    const key = `${rule}:${item.replace(/[:\s]/g, '_')}:${date}:${step}`;
    const asked = reached(to);
    if (!isWorkday || asked.size === 0) return;
    const notice: Notice = { key, rule, item, date, kind, level, since, facts };
    const all = new Map<string, Role>([...reached(cc)].map((address) => [address, 'informed']));
    for (const address of asked) all.set(address, 'asked');
    const atOnce = reached(to.filter((name) => !waits.includes(name)));
    const byRule = new Set<string>();
    for (const [address, role] of all) if (role === 'informed' ? copiesWait : !atOnce.has(address)) byRule.add(address);
    waitsByRule.set(key, byRule);
    const waiting = isWeekEnd ? new Set<string>() : byRule;
    const unwanted = new Set<string>();
    const plain = isMissed ? new Set<string>() : byRule;
    said.set(key, { ...notice, to: all, waits: waiting, unwanted, plain });
    // What was decided for somebody is theirs; what anybody has got is for nobody else.
    const isTaken = standing(key).some(({ status }) => status === 'got');
    const isFree = (address: string) => {
      const before = memory.decided.get(key)?.to.get(address);
      return before ? !isStanding(before) : !isTaken;
    };
    const left = [...all].filter(([address]) => isFree(address) && !inPeace(notice, address));
    if (left.length > 0)
      fresh.push({ ...notice, to: new Map(left), waits: isMissed ? new Set() : waiting, unwanted, plain });
  };

  // --- tasks ---

  const plan = new Map(world.tasks.filter(({ id, dropped }) => id !== '' && !dropped).map((task) => [task.id, task]));

  const statusOf = (task: Task): Status => {
    const progress = world.progress.get(task.n) ?? NO_PROGRESS;
    const typed = STATUSES[progress.status as keyof typeof STATUSES];
    const last = memory.tasks.get(task.id)?.status ?? 'not-started';
    const written: Status = typed ?? (progress.status === '' ? 'not-started' : last);
    // What was still open of a cancelled request counts as cancelled.
    return written !== 'done' && isCancelled(task.request) ? 'cancelled' : written;
  };
  const isOpen = (status: Status): boolean => status !== 'done' && status !== 'cancelled';
  const waits = (task: Task): boolean =>
    namesIn(task.predecessors).some((other) => {
      const first = other === task.id ? undefined : plan.get(other);
      return first !== undefined && isOpen(statusOf(first));
    });

  /** Where nobody is named the keeper is reminded, and where there is none the project lead. */
  const remindedOf = (task: Task): readonly string[] => [
    task.responsible || found(settings.keeper) || settings.projectLead,
  ];

  const factOf = (task: Task): Fact => {
    const { id } = task;
    const before = memory.tasks.get(id);
    const progress = world.progress.get(task.n) ?? NO_PROGRESS;
    const status = statusOf(task);
    const open = isOpen(status);
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

    const ruling = world.rulings
      .filter((each) => each.task === id)
      .sort(byDay)
      .at(-1);

    // Without a date, and not updated for some workdays, where that is wanted.
    const start = dateOf(task.start);
    const hasTurn = status !== 'not-started' || ((start === null || start <= today) && !waits(task));
    let quiet: Fact['quiet'] = null;
    if (settings.quietDays > 0 && open && inForce === null && !slip && !stopped && hasTurn) {
      let last = changedOn;
      for (const day of [updatedOn, start, ruling?.on]) if (day && day <= today) last = later(last, day);
      const end = workdays.nth(last, settings.quietDays);
      quiet = { since: last, end, isOver: hasPassed(end) };
    }

    // In somebody's court: since when, and to whom it has come.
    const court = open && (late || stopped || quiet?.isOver === true);
    let since: Iso | null = null;
    if (court) {
      since = stopped ? changedOn : later(changedOn, dueEnd ?? quiet!.end);
      // Those above an owner are asked some days after the owner was.
      const isAskedNow = quiet !== null && (before?.since ?? '') < quiet.end;
      if (isAskedNow || changes.includes('owner')) since = later(since, today);
      else if (before?.since) since = later(since, before.since);
      // A decision is movement; one without a day ends the clock that it was asked for.
      if (ruling?.on) since = later(since, ruling.on);
      else if (ruling && ruling.filedOn >= since) since = null;
    }
    const first = since === null ? null : decidedOn(`task.stuck:${id}:${since}:1`);
    const second = since === null ? null : decidedOn(`task.stuck:${id}:${since}:2`);
    const level = second !== null ? 2 : first !== null ? 1 : 0;
    const heard = level === 0 ? null : heardOf(`task.stuck:${id}:${since}:${level}`);
    // A call for help goes up in its stead.
    const help = world.disputes.find((each) => each.task === id && each.decision === '');
    const limit =
      since === null || level === 2 || (level === 0 && help !== undefined)
        ? null
        : level === 1
          ? workdays.nth(heard!.on, settings.executiveDays)
          : workdays.nth(since, settings.stuckDays);
    const stuck = limit !== null && hasPassed(limit);
    const leader = leaderOf(owner) || (departmentOf(task.department)?.leader ?? '');
    const { executive, projectLead } = settings;
    const isAnybodyThere = [task.accountable, leader, executive, projectLead].some((name) => people.get(name)?.active);
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
      leader,
      seen: { seenOn, print, changedOn, since, ...(before && !isWorkday ? comparedOf(before) : compared) },
      changes,
      level,
      raisedOn: first ?? heard?.on ?? null,
      unheard: heard?.unheard ?? false,
      inVainOn: stuck && !isAnybodyThere ? limit : null,
      stuck,
      isLastDay: level === 1 && limit === today && heard!.on < today && reached([settings.executive]).size > 0,
      helpOn: help?.openedOn ?? null,
      daysStill: since === null ? 0 : workdays.after(since, today),
      court,
      quiet,
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
    const reminded = remindedOf(task);

    // Before the due date, on it, and after it.
    if (open && day !== null && !past) {
      if (today >= workdays.onOrBefore(day))
        tell('task.due', id, [day, 1], reminded, { kind: 'phase', facts: { due: day } });
      else if (settings.remindDays > 0 && today >= workdays.nth(day, -settings.remindDays)) {
        const days = workdays.after(today, dueEnd!);
        tell('task.soon', id, [day, 1], reminded, { kind: 'phase', facts: { due: day, days } });
      }
    }

    // Stuck: level 1, then level 2. A level that is not heard of yet is said on, to whoever is asked there today.
    const asked = [task.accountable, fact.leader];
    const nobody = reached(asked).size === 0;
    // Whoever is reminded of what is nobody's is not asked to step in as well.
    const isReminded = task.responsible === '' && reminded.includes(settings.projectLead);
    const levelOne = nobody ? (isReminded ? [] : [settings.projectLead]) : asked;
    const risesToOne = fact.stuck && level === 0 && reached(levelOne).size > 0;
    const asking = fact.stuck ? ((level === 0 ? 1 : 2) as 1 | 2) : fact.unheard && level > 0 ? (level as 1 | 2) : null;
    if (asking !== null) {
      const about = {
        since: seen.since,
        days: fact.daysStill,
        due: day,
        owner: found(task.responsible),
        level: asking,
      };
      const cc = asking === 2 || nobody ? [] : [settings.projectLead];
      const to = asking === 2 ? [settings.executive] : levelOne;
      tell('task.stuck', id, [seen.since!, asking], to, { kind: 'level', level: asking, cc, facts: about });
    }

    if (asking === null && fact.isLastDay) {
      const about = { since: seen.since, due: day, level: 1, last: true };
      tell('task.stuck', id, [today, 1], levelOne, { kind: 'last', level: 1, facts: about });
    }

    /** Each workday until it escalates, is to and finds nobody, or help is asked for; then weekly. What is nobody's is said once before that, and then as each week begins. */
    const isDayFor = (series: string): boolean => {
      const last = lastHeardOf(series);
      const isNobodys = task.responsible === '';
      const toOthers = fact.raisedOn ?? fact.helpOn ?? (isNobodys ? null : fact.inVainOn);
      const begins = isNobodys && last !== null ? workdays.nth(plus(monday(last), 7), 0) : '';
      const isWeek = toOthers === null ? today >= begins : today >= weekAfter(later(toOthers, last ?? ''));
      return isWeek && !risesToOne;
    };
    if (fact.quiet?.isOver) {
      const { since, end } = fact.quiet;
      if (isDayFor(`task.quiet:${id}:${since}:`)) {
        const days = workdays.after(since, today);
        tell('task.quiet', id, [since, workdays.after(end, today)], reminded, {
          kind: 'phase',
          since,
          facts: { since, days },
        });
      }
    }
    if (late) {
      const daysLate = workdays.after(dueEnd!, today);
      if (isDayFor(`task.overdue:${id}:${day}:`))
        tell('task.overdue', id, [day!, daysLate], reminded, { kind: 'phase', facts: { due: day, days: daysLate } });
      if (progress.reason === '') tell('task.reason', id, [day!, 1], owner, { kind: 'lack', facts: { due: day } });
    }

    // Evidence: some days after the due date, and for what is done.
    const copied = { cc: [settings.keeper] };
    if (progress.output === '' && !isCancelled(task.request)) {
      if (fact.status === 'done') {
        const isHistory = seen.changedOn === seen.seenOn && day !== null && today > workdays.nth(day, 10);
        if (!isHistory) {
          const date = day ?? seen.changedOn;
          tell('task.collect', id, [date, 2], owner, { kind: 'lack', ...copied, facts: { due: date, done: true } });
        }
      } else if (late && fact.status !== 'blocked' && hasPassed(workdays.nth(day!, settings.collectDays))) {
        tell('task.collect', id, [day!, 1], owner, { kind: 'lack', ...copied, facts: { due: day, done: false } });
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
      const isOwn = worst?.by.task.responsible === task.responsible;
      if (worst && !isOwn && !(start !== null && start >= earliestStart!)) {
        const about = { predecessor: worst.by.id, earliestStart };
        tell('task.blocked', id, [worst.by.due!, 1], owner, { kind: 'lack', facts: about });
      }
    }

    if (open && fact.changes.length > 0) {
      // Whoever had it before, and of all but a delay the project lead.
      const before = fact.changes.includes('owner') ? [memory.tasks.get(id)?.owner ?? ''] : [];
      const isAnother = fact.changes.some((change) => change === 'owner' || change === 'scope');
      const touched = [task.responsible, ...(isAnother ? [task.accountable] : []), ...before];
      const letters = [
        task.responsible,
        task.accountable,
        ...[task.supporting, task.consulted, task.informed].flatMap(namesIn),
        ...before,
        ...(fact.changes.some((change) => change !== 'delayed') ? [settings.projectLead] : []),
      ];
      const revision = (memory.tasks.get(id)?.revision ?? 0) + 1;
      tell('task.changed', id, [seen.seenOn, revision], letters, {
        kind: 'news',
        // Who answers for it is told at once of another owner or content; a date that moves waits, as it does for S, C and I.
        waits: letters.filter((name) => !touched.includes(name)),
      });
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
    const first = decidedOn(`${rule}:${item}:${stuckSince}:4`);
    const second = decidedOn(`${rule}:${item}:${stuckSince}:5`);
    const level = second !== null ? 2 : first !== null ? 1 : 0;
    const heard = level === 0 ? null : heardOf(`${rule}:${item}:${stuckSince}:${level === 2 ? 5 : 4}`);
    const levelOn = heard?.on ?? null;
    const raised = typedLevel > level;
    const next = level === 1 || typedLevel === 2 ? 2 : 1;
    const escalatesOn =
      level === 2
        ? null
        : level === 1
          ? workdays.nth(levelOn!, settings.executiveDays)
          : later(workdays.nth(stuckSince, stuckDays), end);
    const late = hasPassed(end);
    const isLastDay =
      level === 1 && !raised && escalatesOn === today && levelOn! < today && reached([settings.executive]).size > 0;
    const stuck = raised || (escalatesOn !== null && hasPassed(escalatesOn));
    return {
      ...duty,
      stuckSince,
      level,
      levelOn,
      unheard: heard?.unheard ?? false,
      raised,
      next,
      late,
      stuck,
      isLastDay,
    };
  });
  for (const duty of standings) {
    const { rule, item, who, since, end, stuckSince, level, levelOn, raised, late } = duty;
    const remind = (step: number, cc: readonly string[] = []) =>
      tell(rule, item, [end, step], who, { kind: 'phase', cc, since, facts: { end } });
    const named = leadersFor(duty);
    const leaders = reached(named).size > 0 ? named : [settings.projectLead];
    const asking = (duty.stuck && level < 2 ? duty.next : duty.unheard ? level : 0) as 0 | 1 | 2;
    if (asking > 0 && (level > 0 || reached(asking === 2 ? [settings.executive] : leaders).size > 0)) {
      const cc = [
        ...(!raised ? [] : duty.leaders ? duty.copied : who),
        ...(asking === 1 ? [settings.projectLead] : []),
      ];
      const to = asking === 1 ? leaders : [settings.executive];
      const about = { end, level: asking };
      tell(rule, item, [stuckSince, asking === 1 ? 4 : 5], to, {
        kind: 'level',
        level: asking,
        cc,
        since,
        facts: about,
      });
      continue;
    }
    if (duty.isLastDay) {
      const about = { end, level: 1, last: true };
      tell(rule, item, [today, 3], leaders, { kind: 'last', level: 1, since, facts: about });
      continue;
    }
    const last = lastHeardOf(`${rule}:${item}:${end}:`) ?? '';
    if (levelOn !== null && (!late || today < weekAfter(later(levelOn, last)))) continue;
    // Who is copied hears of it with the first that is said of it.
    const isOld = [1, 2, 3].some((step) => (decidedOn(`${rule}:${item}:${end}:${step}`) ?? today) < today);
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
      // Who was not asked in time is not named for that week; after the hour of the sweep nobody could be.
      const wasAsked = decidedOn(`update.weekly:${department}:${by}:1`) !== null;
      if (!nears && !wasAsked && settings.updateTime > SWEEP_TIME) continue;
      const head = departmentOf(department)?.head ?? '';
      tell('update.weekly', department, [by, nears ? 1 : 2], [head || settings.keeper], {
        kind: 'lack',
        // The keeper completes what is missing once its time is over.
        cc: head && !nears ? [settings.keeper] : [],
        facts: { items: missing.map(({ id }) => id) },
      });
    }
  }

  const managersOn = weekdayIn(thisWeek, settings.managerDay);
  if (managersOn !== null && today >= managersOn) {
    for (const manager of new Set(
      world.departments.flatMap(({ head, leader }) => [head, leader, settings.executive]),
    )) {
      if (manager === '') continue;
      const own = world.departments.flatMap(({ name, head, leader }) =>
        [head, leader, settings.executive].includes(manager) ? [name] : [],
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
        tell('digest.manager', manager, [managersOn, 1], [manager], { kind: 'news', facts: { on: managersOn } });
    }
  }

  // --- what is owed from before ---

  /** Whom an item or a duty is about today. */
  const concerned = (rule: string, item: string) => {
    const fact = facts.get(item);
    const owed = standings.filter((duty) => duty.rule === rule && duty.item === item);
    return reached(fact ? remindedOf(fact.task) : owed.flatMap(({ who, copied }) => [...who, ...copied]));
  };
  /** Of what is not to be said today by itself: whether it is still worth saying. */
  const holds = ({ notice, role, leaves }: Delivery, reader: string): boolean => {
    const { rule, item, date, kind, level } = notice;
    const fact = facts.get(item);
    if (fact && !fact.open) return false;
    if (kind === 'level') {
      const clocks = fact
        ? [{ since: fact.seen.since, level: fact.level }]
        : standings
            .filter((duty) => duty.rule === rule && duty.item === item)
            .map((duty) => ({ since: duty.stuckSince, level: duty.level }));
      return clocks.some((clock) => clock.since === date && clock.level >= level);
    }
    const isAsStrong = (of: Role | undefined) => of === 'asked' || (of === 'informed' && role === 'informed');
    const newer = fresh.filter((other) => other.item === item && isAsStrong(other.to.get(reader)));
    // Of one change after another whoever has heard of none hears of all.
    if (kind === 'news')
      return (
        leaves >= workdays.nth(today, -10) && (rule === 'task.changed' || !newer.some((other) => other.rule === rule))
      );
    if (kind === 'lack' || kind === 'last' || newer.length > 0 || inPeace(notice, reader)) return false;
    if (!concerned(rule, item).has(reader)) return false;
    if (fact && rule === 'task.quiet') return fact.quiet?.isOver === true && fact.quiet.since === date;
    if (fact) return fact.due === date && (fact.late || rule !== 'task.overdue');
    return standings.some((duty) => duty.rule === rule && duty.item === item && duty.end === date);
  };

  const due = new Map(
    fresh.map((notice) => [
      notice.key,
      {
        ...notice,
        to: new Map([...notice.to].filter(([to]) => !isSpared(to, notice, waitsByRule.get(notice.key)!.has(to)))),
        waits: new Set(notice.waits),
        unwanted: new Set<string>(),
        plain: new Set(notice.plain),
      },
    ]),
  );
  const over: { key: string; address: string }[] = [];
  for (const [key, { to }] of isWorkday ? memory.decided : []) {
    for (const [address, delivery] of to) {
      if (delivery.status !== 'owed') continue;
      const reader = reach([...people.values()].find(({ email }) => email === address)!.name);
      const isOld = delivery.leaves < workdays.nth(today, -10);
      if (reader === null) {
        if (isOld) over.push({ key, address });
        continue;
      }
      // Whoever covers today hears it in their stead, once.
      if (reader !== address) over.push({ key, address });
      if (due.get(key)?.to.has(reader) || to.get(reader)?.status === 'got') continue;
      const now = said.get(key);
      const role = now?.to.get(reader);
      // Whom a letter has left is asked for nothing more from the next day on.
      const hasLeft = now && role === undefined && delivery.role === 'asked' && delivery.since < today;
      const isTold = role !== undefined ? !inPeace(now!, reader) : !hasLeft && holds(delivery, reader);
      if (!isTold) {
        if (reader === address) over.push({ key, address });
        continue;
      }
      const entry = due.get(key) ?? {
        ...(now ?? delivery.notice),
        to: new Map<string, Role>(),
        waits: new Set<string>(),
        unwanted: new Set<string>(),
        plain: new Set<string>(),
      };
      const byRule = role === undefined ? delivery.waits : waitsByRule.get(key)!.has(reader);
      if (isSpared(reader, entry, byRule)) {
        if (reader === address) over.push({ key, address });
        continue;
      }
      entry.to.set(reader, role ?? delivery.role);
      // What was to leave at the end of a week and did not is late, and so is what its reader put off.
      if (byRule && delivery.since > lastWeekEnd && !delivery.isPutOff) {
        entry.plain.add(reader);
        if (!isWeekEnd) entry.waits.add(reader);
      }
      due.set(key, entry);
    }
  }
  for (const [key, { to }] of due) if (to.size === 0) due.delete(key);

  // --- what its readers asked for ---

  /** The next workday on which somebody wants mail, where today is none; null where today is one, or none comes within five workdays. */
  const nextWanted = (noMailOn: readonly number[]): Iso | null => {
    if (!noMailOn.includes(weekday(today))) return null;
    const days = [1, 2, 3, 4, 5].map((n) => workdays.nth(today, n));
    return days.find((day) => !noMailOn.includes(weekday(day))) ?? null;
  };
  /** It has gone up and is theirs to decide; or others wait for it, and the next mail would come after its limit. */
  const presses = ({ rule, item, level, to }: Due, address: string, next: Iso): boolean => {
    if (to.get(address) !== 'asked') return false;
    if (level > 0) return true;
    return standings.some((duty) => {
      const end = workdays.nth(duty.end, 0);
      return duty.rule === rule && duty.item === item && !hasPassed(end) && end < next;
    });
  };
  for (const { email, noMailOn } of isWorkday ? people.values() : []) {
    const next = nextWanted(noMailOn);
    const letter = [...due.values()].filter(({ to }) => to.has(email));
    if (next === null || letter.some((notice) => presses(notice, email, next))) continue;
    for (const { unwanted } of letter) unwanted.add(email);
  }

  return {
    due: [...due.values()],
    owed: new Set(
      [...memory.decided].flatMap(([key, { to }]) =>
        [...to].flatMap(([address, { status }]) => (status === 'owed' ? [`${key} → ${address}`] : [])),
      ),
    ),
    over,
    tasks: new Map([...facts].map(([id, { seen }]) => [id, seen])),
    matters,
    closed: new Set([...facts.values()].filter(({ open }) => !open).map(({ id }) => id)),
  };
};

const isStanding = ({ status }: Delivery): boolean => status !== 'over';

const byDay = (a: Ruling, b: Ruling): number => (a.on || a.filedOn).localeCompare(b.on || b.filedOn);

const comparedOf = ({ due, owner, scope, status, revision }: Seen) => ({ due, owner, scope, status, revision });
