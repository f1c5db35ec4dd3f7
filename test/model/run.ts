import { readArchives, wholeLedger } from '../../core/keep/archives.ts';
import { sayBecause } from '../../core/messages/index.ts';
import type { Notice } from '../../core/plan.ts';
import type { PlainFacts } from '../../core/problem.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { isoOf } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { BatonError } from '../../functions/errors.ts';
import type { Mailer, OutgoingMail, WorkbookStore } from '../../functions/ports.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { withRecord } from '../../functions/sweep/recorded.ts';
import { rollLong, rowsToRoll } from '../../functions/sweep/roll.ts';
import { type SweepResult, sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { answerIn } from '../support/answer.ts';
import { guarded } from '../support/guarded.ts';
import { shortLetter } from '../support/letter.ts';
import { randomOf } from '../support/random.ts';
import { workbookOf } from '../support/scenario.ts';
import { instantAt, plus, Workdays, wallClock } from './days.ts';
import { dayIn, doDeed, newRequest, newTask, personCells, planCells, settingCell } from './deeds.ts';
import { type Book, editsOn, inFile, inMemory, overwritten } from './edits.ts';
import type { History, How, SweepDay } from './history.ts';
import { type Decided, emptyMemory, type Memory, type Sweep, sweepOf } from './model.ts';
import { addressOf, DEPARTMENTS, NO_PROGRESS, PEOPLE, type Settings, UNREADABLE, type World } from './world.ts';

/** What rules the model knows in full; of others only what holds for every mail is judged. */
const MODELLED: ReadonlySet<string> = new Set([
  'task.soon',
  'task.due',
  'task.overdue',
  'task.reason',
  'task.quiet',
  'task.collect',
  'task.stuck',
  'task.blocked',
  'task.changed',
  'request.review',
  'assessment',
  'dispute',
  'update.weekly',
  'digest.manager',
]);

const SETTINGS: Settings = {
  remindDays: 3,
  collectDays: 2,
  stuckDays: 3,
  executiveDays: 3,
  quietDays: 0,
  workdayEnd: 18 * 60,
  updateDay: 5,
  updateTime: 17 * 60,
  managerDay: 5,
  reviewDays: 1,
  assessDays: 2,
  disputeDays: 3,
  projectLead: 'Guo Tao',
  keeper: 'Wu Kai',
  executive: 'Zhou Zong',
};

/** What a run came to: how much happened in it, and what must not be, a sentence each. */
interface Judged {
  readonly sweeps: number;
  /** Of these, those that died or met a failing call. */
  readonly brokenOff: number;
  /** Rows of the record that went to archives. */
  readonly rolled: number;
  /** Notices that left, by rule. */
  readonly told: ReadonlyMap<string, number>;
  readonly broken: readonly string[];
}

/** Lives through a history, and judges each sweep by the model. Stops with the first sweep that is wrong. */
export const live = async (history: History, where: 'memory' | 'file' = 'memory'): Promise<Judged> => {
  const life = await openLife(history, where);
  try {
    for (const day of history.days) {
      await life.day(day);
      if (life.broken.length > 0) break;
    }
    if (life.broken.length === 0) await life.end();
    return { ...life.count, broken: life.broken };
  } finally {
    await life.book.close();
  }
};

/** Lists in any order. */
const plainly = (fact: unknown): string => JSON.stringify(Array.isArray(fact) ? [...fact].sort() : fact);

/** A process that dies, or a call that fails, at one of its calls to the workbook and the mail system. */
const breaking = (store: WorkbookStore, mailer: Mailer, how: Extract<How, { call: number }>) => {
  let calls = 0;
  let hit = false;
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (hit && how.kind === 'dies') throw new Error('the process is dead');
    if (calls !== how.call) return call();
    hit = true;
    if (how.after) await call();
    if (how.kind === 'dies') throw new Error('the process dies');
    throw new BatonError('backend', 'made-by-the-test', { 'zh-CN': '测试用的故障', en: 'A failure made by the test' });
  };
  return {
    hit: () => hit,
    ...guarded(guard, store, mailer),
  };
};

/** Lets several go on one call at a time, in an order that dice decide. */
const interleaved = (random: () => number) => {
  const waiting: (() => void)[] = [];
  let busy = false;
  const next = () => {
    const [go] = waiting.splice(Math.floor(random() * waiting.length), 1);
    busy = go !== undefined;
    go?.();
  };
  const turn = async <T>(call: () => Promise<T>): Promise<T> => {
    await new Promise<void>((go) => {
      waiting.push(go);
      if (!busy) {
        busy = true;
        setImmediate(next);
      }
    });
    try {
      return await call();
    } finally {
      setImmediate(next);
    }
  };
  return (store: WorkbookStore, mailer: Mailer) => ({
    store: {
      read: () => turn(() => store.read()),
      apply: (writes) => turn(() => store.apply(writes)),
    } as WorkbookStore,
    mailer: {
      batch: mailer.batch,
      send: (mail) => turn(() => mailer.send(mail)),
      find: (id, trace) => turn(() => mailer.find(id, trace)),
    } as Mailer,
  });
};

const openLife = async (
  { zone, from, settings, requests, tasks, batch, rollAfter }: History,
  where: 'memory' | 'file',
) => {
  const world: World = {
    zone,
    people: new Map(
      PEOPLE.map(([name, department]) => [
        name,
        { name, email: addressOf(name), department, active: true, fewer: false, noMailOn: [], cover: null },
      ]),
    ),
    departments: DEPARTMENTS,
    settings: { ...SETTINGS, ...settings },
    days: new Map(),
    tasks: [],
    progress: new Map(),
    requests: [],
    answers: [],
    disputes: [],
    rulings: [],
  };
  const asked = Array.from({ length: requests }, () => newRequest(world, from));
  for (const row of tasks) newTask(world, row, from);
  const raw = workbookOf({
    settings: {
      ...Object.fromEntries(Object.entries(world.settings).map(([key, value]) => [key, settingCell(key, value)])),
      zone,
      ...(where === 'file' ? { workbookId: '', workbookHome: '' } : {}),
    },
    tabs: {
      directory: personCells(world),
      departments: DEPARTMENTS.map(({ name, head, leader }) => ({ name, head, divisionLeader: leader })),
      raci: world.tasks.map(planCells),
      tracker: world.tasks.flatMap(({ n, id }) => (world.progress.has(n) ? [{ id, ...world.progress.get(n)! }] : [])),
      requests: asked,
      confirmations: [],
      escalations: [],
      calendar: [],
    },
  });
  const book: Book = where === 'file' ? await inFile(raw) : inMemory(raw);
  const sending = createMemoryMailer({ batch: Math.max(1, batch) });
  const canTell = batch > 0;
  const mailer = canTell ? sending : { ...sending, find: async () => 'unknown' as const };
  const memory: Memory = emptyMemory();
  /** What left, or may have: by key, the addresses it went to. */
  const told = new Map<string, Set<string>>();
  const broken: string[] = [];
  const count = { sweeps: 0, brokenOff: 0, rolled: 0, told: new Map<string, number>() };

  /** Each mail carries its notices as they are in the plan: only what is told counts here, how it looks is tested elsewhere. */
  const decided: typeof decide = (read, context) => ({
    ...decide(read, context),
    render: ({ subject, notices }) => ({
      subject,
      letter: shortLetter(subject),
      text: JSON.stringify(notices),
      html: '',
    }),
  });
  const begin = (parts: { store: WorkbookStore; mailer: Mailer }, planned: number, real: number) => {
    let clock = real;
    return sweepWorkbook({
      ...parts,
      now: new Date(planned).toISOString(),
      clock: () => new Date(clock++).toISOString(),
      decide: decided,
    });
  };

  let planned = instantAt(from, 9 * 60, zone) - 86_400_000;
  let real = planned;
  /** Until then a sweep that died may hold the workbook. */
  let heldUntil = 0;

  const say = (what: string) => {
    const { today, minute } = wallClock(planned, zone);
    broken.push(`${today} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}: ${what}`);
  };

  /** What Baton added: ids of new rows, rows for the departments' answers. */
  const adopt = async () => {
    const ids = await editsOn(book, 'raci').cells('id', 'name');
    for (const task of world.tasks) {
      if (task.dropped) continue;
      const own = ids.filter(([, name]) => name === task.name);
      if (own.length !== 1) say(`${own.length} rows are called ${task.name}`);
      if (task.id !== '' && own[0]?.[0] !== task.id) say(`${task.id} is called ${own[0]?.[0]} now`);
      const id = own[0]?.[0] ?? '';
      // What was remembered once is never another task's; nor are two called the same.
      const isTaken = world.tasks.some((other) => other !== task && !other.dropped && other.id === id);
      if (task.id === '' && id !== '' && (isTaken || memory.tasks.has(id))) say(`${id} is given a second time`);
      task.id = id;
    }
    for (const [id, request, department, receivedOn] of await editsOn(book, 'confirmations').cells(
      'id',
      'request',
      'department',
      'receivedOn',
    )) {
      if (world.answers.some((known) => known.id === id)) continue;
      if (world.answers.some((known) => known.request === request && known.department === department))
        say(`${department} is asked twice about ${request}`);
      world.answers.push({
        id: id!,
        request: request!,
        department: department!,
        receivedOn: dayIn(receivedOn!),
        answer: '',
      });
    }
    for (const n of world.tasks
      .filter((task) => task.id !== '' && !task.dropped && !world.progress.has(task.n))
      .map(({ n }) => n)) {
      const rows = await editsOn(book, 'tracker').cells('id');
      if (rows.some(([id]) => id === world.tasks[n]!.id)) world.progress.set(n, { ...NO_PROGRESS });
    }
  };

  const runStatus = async () =>
    new Map((await editsOn(book, '_runs').cells('run', 'status')).map(([run, status]) => [run!, status!]));
  const ledgerRows = async () =>
    (await editsOn(book, '_ledger').cells('key', 'to', 'day', 'status', 'mail', 'run')).map(
      ([key, to, day, status, mail, run]) => ({
        key: key!,
        to: to!,
        day: dayIn(day!),
        status: status!,
        mail: mail!,
        run: run!,
      }),
    );
  type LedgerCells = Awaited<ReturnType<typeof ledgerRows>>;
  /** With what the record beside a file knows: of letters that were never begun nobody has to wonder whether they left. */
  const rowsWithRecord = async (): Promise<LedgerCells> => {
    if (where !== 'file') return ledgerRows();
    const snapshot = readSnapshot(await book.store.read(), { now: new Date(planned).toISOString() });
    // As if whoever died held the workbook no more.
    const { ledger } = await withRecord(book.store, snapshot, new Date(real + 86_400_000).toISOString());
    return ledger.map(({ day, ...row }) => ({ ...row, day: day === null ? '' : isoOf(day) }));
  };
  const wordOf = ({ key, to }: LedgerCells[number]) => `${key} → ${to}`;
  /** What rows of the ledger say last of each notice and address. */
  const lastOf = (rows: LedgerCells) => [...new Map(rows.map((row) => [wordOf(row), row])).values()];

  /** One attempt, whatever becomes of it, and what the model has to say about it. */
  const attempt = async (how: How): Promise<'ended' | 'left' | 'broken off'> => {
    count.sweeps++;
    const moment = wallClock(planned, zone);
    const ledger = await ledgerRows();
    const before = { raw: await book.store.read(), sent: mailer.sent.length };
    const runsBefore = await runStatus();
    const parts = { store: book.store, mailer: mailer as Mailer };
    let results: (SweepResult | null)[];
    let isHit = false;
    if (how.kind === 'dies' || how.kind === 'fails') {
      const faulty = breaking(parts.store, parts.mailer, how);
      results = [await begin(faulty, planned, real).catch(() => null)];
      isHit = faulty.hit();
      if (isHit) count.brokenOff++;
      if (isHit && how.kind === 'dies') heldUntil = real + 16 * 60_000;
    } else if (how.kind === 'both') {
      const turns = interleaved(randomOf(how.dice));
      const [one, other] = [turns(parts.store, parts.mailer), turns(parts.store, parts.mailer)];
      results = await Promise.all([begin(one, planned, real), begin(other, planned, real + 500)]);
    } else {
      results = [await begin(parts, planned, real)];
    }
    real += 2_000;
    const after = await book.store.read();
    for (const what of overwritten(before.raw, after)) say(what);
    await adopt();
    const runs = await runStatus();
    const ended = [...runs].flatMap(([run, status]) =>
      status === 'done' && runsBefore.get(run) !== 'done' ? [run] : [],
    );
    const hasEnded = ended.length > 0;
    const rows = (await ledgerRows()).slice(ledger.length);
    const letters = mailer.sent.slice(before.sent);
    // Of two at once one may begin when the other has ended: it is judged as what it is, the sweep after it.
    const cut = ended.length > 1 ? rows.findIndex(({ run }) => run === ended.at(-1)) : -1;
    if (cut >= 0) {
      const [own, next] = [rows.slice(0, cut), rows.slice(cut)];
      const nextMails = new Set(next.map(({ mail }) => mail));
      const isNext = ({ id }: { id: string }) => nextMails.has(id);
      judgeSweep({ ledger, rows: own, letters: letters.filter((letter) => !isNext(letter)), moment, hasEnded });
      const seen = [...ledger, ...own];
      if (!canTell) keepUntold(lastOf(seen));
      judgeSweep({ ledger: seen, rows: next, letters: letters.filter(isNext), moment, hasEnded });
    } else judgeSweep({ ledger, rows, letters, moment, hasEnded });
    if (!canTell) keepUntold(lastOf(await rowsWithRecord()));
    if (hasEnded) {
      judgeKeeper(sweepOf(world, memory, moment));
      judgeOwed(lastOf(await ledgerRows()));
      if (results.some((result) => result?.outcome === 'done')) await roll(before.raw);
      return 'ended';
    }
    if (isHit) return 'broken off';
    const mayLeave = real < heldUntil;
    if (!(mayLeave && results.every((result) => result?.outcome === 'left')))
      say(`the sweep came to ${results.map((result) => result?.outcome)}`);
    return 'left';
  };

  /** What one sweep told and entered, and what it was to; `ledger` is what stood there before it. */
  const judgeSweep = ({
    ledger,
    rows,
    letters,
    moment,
    hasEnded,
  }: {
    ledger: LedgerCells;
    rows: LedgerCells;
    letters: readonly OutgoingMail[];
    moment: ReturnType<typeof wallClock>;
    hasEnded: boolean;
  }) => {
    const known = lastOf(ledger);
    const wordsOf = (...statuses: string[]) =>
      new Set(known.flatMap((row) => (statuses.includes(row.status) ? [wordOf(row)] : [])));
    const expected = sweepOf(world, memory, moment);
    // What was noted as about to leave by a sweep before does not wait any more.
    judgeLetters(letters, expected, hasEnded, wordsOf('due', 'sending', 'deferred', 'refused'));
    // Whatever is about to be mailed was decided in the same write, and so was everything that is remembered.
    const isDecided = rows.some(({ status }) => status === 'sending');
    if (isDecided) judgeDecided(rows, expected, wordsOf('sending'), wordsOf('waits'));
    if (isDecided || hasEnded) remember(expected, moment.today);
    keep(letters, moment.today);
    if (hasEnded && (memory.lastSweep === null || moment.today > memory.lastSweep)) memory.lastSweep = moment.today;
  };

  /** Moves all that may go, as a round does with a long record: nothing that is told or owed depends on it. */
  const roll = async (seen: RawWorkbook) => {
    if (rollAfter === undefined || rollAfter === null) return;
    const limits = { most: 0, worth: 1, quietDays: rollAfter };
    const rows = rowsToRoll(readSnapshot(seen, { now: new Date(planned).toISOString() }), limits);
    if (rows.size === 0) return;
    const rolled = await rollLong({ store: book.store, clock: () => new Date(real++).toISOString(), limits, rows });
    if (rolled && 'error' in rolled) throw rolled.error;
    count.rolled += rolled?.rows ?? 0;
  };

  /** Who got what: exactly what the model says, where the sweep ended; nothing else, where it broke off. */
  const judgeLetters = (
    letters: readonly { to: { address: string }; text: string }[],
    { due, closed }: Sweep,
    ended: boolean,
    leaving: ReadonlySet<string>,
  ) => {
    const mayWait = (key: string, address: string) =>
      owed.get(key)?.unwanted.has(address) === true ||
      (owed.get(key)?.waits.has(address) === true && !leaving.has(`${key} → ${address}`));
    const { today } = wallClock(planned, zone);
    if (letters.length > 0 && !new Workdays(world.days).is(today)) say(`${letters.length} mails on a day off`);
    const owed = new Map(due.map((notice) => [notice.key, notice]));
    const got = new Set<string>();
    for (const { to, text } of letters) {
      for (const notice of JSON.parse(text) as Notice[]) {
        const { key, rule, item } = notice;
        const what = `${key} → ${to.address}`;
        if (got.has(what) || told.get(key)?.has(to.address)) say(`${what} was mailed twice`);
        got.add(what);
        count.told.set(rule, (count.told.get(rule) ?? 0) + 1);
        if (closed.has(item) && !/^(task\.collect|digest\.keeper|escalation\.over)$/.test(rule))
          say(`${what} is about something closed`);
        if (sayBecause(notice.because, 'en', 0).length < 5) say(`${what} does not say why`);
        const wanted = owed.get(key);
        if (!MODELLED.has(rule)) continue;
        if (!wanted?.to.has(to.address)) say(`${what} was mailed and was not due`);
        for (const [fact, value] of Object.entries(wanted?.facts ?? {})) {
          const said = (notice.facts as PlainFacts)[fact];
          if (plainly(said) !== plainly(value)) say(`${what} says ${fact} = ${said}, which is ${value}`);
        }
      }
    }
    for (const { to, text } of letters) {
      const notices = JSON.parse(text) as Notice[];
      if (notices.every(({ key }) => mayWait(key, to.address))) say(`a mail that can wait left for ${to.address}`);
    }
    if (!ended) return;
    const mailed = new Set(letters.map(({ to }) => to.address));
    for (const { key, to } of due)
      for (const address of to.keys())
        if (!got.has(`${key} → ${address}`) && (mailed.has(address) || !mayWait(key, address)))
          say(`${key} → ${address} was due and was not mailed`);
  };

  const pairsOf = ({ due }: Sweep) => due.flatMap(({ key, to }) => [...to.keys()].map((to) => `${key} → ${to}`));
  const isModelled = ({ key }: { key: string }) => MODELLED.has(key.slice(0, key.indexOf(':')));

  const isOwed = ({ key, to }: LedgerCells[number]) => memory.decided.get(key)?.to.get(to)?.status === 'owed';

  /** Whether everything that was due was entered, for everybody at once, before the first mail left. `begun`: by sweeps that died. */
  const judgeDecided = (rows: LedgerCells, expected: Sweep, begun: ReadonlySet<string>, noted: ReadonlySet<string>) => {
    const wanted = new Set(pairsOf(expected));
    const entered = new Set<string>();
    for (const row of lastOf(rows)) {
      const what = wordOf(row);
      // Of what a dead sweep had begun this one has entered what became of it: it is there, or it did not leave and is owed as before.
      const isOwedAgain = row.status === 'due' && begun.has(what) && isOwed(row);
      const isKnown = told.get(row.key)?.has(row.to) || row.status === 'overtaken' || isOwedAgain;
      if (!isModelled(row) || (isKnown && !wanted.has(what))) continue;
      entered.add(what);
      if (!wanted.has(what)) say(`${what} was decided and was not due`);
    }
    // What waits since before is noted as such already.
    const pairs = (of: (notice: Sweep['due'][number]) => ReadonlySet<string>) =>
      new Set(expected.due.flatMap((notice) => [...of(notice)].map((to) => `${notice.key} → ${to}`)));
    const [waiting, unwanted] = [pairs(({ waits }) => waits), pairs(({ unwanted }) => unwanted)];
    const isOwedBefore = (what: string) => expected.owed.has(what);
    const isNoted = (what: string) =>
      (waiting.has(what) && noted.has(what)) || (unwanted.has(what) && isOwedBefore(what));
    for (const what of wanted) if (!entered.has(what) && !isNoted(what)) say(`${what} was due and was not decided`);
  };

  /** From here on it is owed, and everything that was seen is remembered. */
  const remember = ({ due, over, tasks: seen, matters }: Sweep, day: string) => {
    const { decided } = memory;
    for (const { key, address } of over) {
      const delivery = decided.get(key)!.to.get(address)!;
      decided.get(key)!.to.set(address, { ...delivery, status: 'over', on: day });
    }
    for (const { to, waits, unwanted, plain, ...notice } of due) {
      let entry: Decided | undefined = decided.get(notice.key);
      if (!entry || [...entry.to.values()].every(({ status }) => status === 'over')) {
        entry = { day, to: entry?.to ?? new Map() };
        decided.set(notice.key, entry);
      }
      for (const [address, role] of to) {
        const before = entry.to.get(address);
        const since = before?.status === 'owed' ? before.since : day;
        // What waits is told as it was decided, though others are told the same again in newer words.
        const isOwed = before?.status === 'owed';
        const isUnwanted = unwanted.has(address);
        const byRule = unwanted.has(address) ? plain.has(address) : waits.has(address);
        // What waits for the week's end and comes to wait for its reader is noted once more.
        const isNotedAgain = isUnwanted && isOwed && before.waits && !byRule;
        const isKept = isOwed && (isUnwanted ? !isNotedAgain : before.waits && byRule);
        const words = isKept ? before.notice : notice;
        const isPutOff = isUnwanted && (isKept ? before.isPutOff : !byRule);
        const isWaiting = isUnwanted ? (isKept ? before.waits : byRule) : byRule;
        const leaves = isOwed && (isWaiting || !before.waits) ? before.leaves : day;
        const owed = { notice: words, role, waits: isWaiting, isPutOff, since, leaves } as const;
        entry.to.set(address, { ...owed, status: 'owed', on: null });
      }
    }
    for (const [id, fact] of seen) memory.tasks.set(id, fact);
    for (const [id, fact] of matters) memory.matters.set(id, fact);
  };

  const hasLeft = (key: string, address: string, on: string) => {
    told.set(key, (told.get(key) ?? new Set()).add(address));
    const to = memory.decided.get(key)?.to;
    const delivery = to?.get(address);
    if (delivery?.status === 'owed') to!.set(address, { ...delivery, status: 'got', on });
  };

  const keep = (letters: readonly { to: { address: string }; text: string }[], day: string) => {
    for (const { to, text } of letters) {
      for (const { key } of JSON.parse(text) as Notice[]) hasLeft(key, to.address, day);
    }
  };

  /** Where nobody can tell whether a mail left, it is taken to have, and the keeper looks. */
  const keepUntold = (rows: LedgerCells) => {
    for (const { key, to, day, status } of rows) if (status === 'sending' || status === 'held') hasLeft(key, to, day);
  };

  /** Once a sweep has ended nothing is on its way, and nobody is owed anything but those whom nothing reaches. */
  const judgeOwed = (rows: LedgerCells) => {
    const owed = new Set(
      [...memory.decided].flatMap(([key, { to }]) =>
        [...to].flatMap(([address, { status }]) => (status === 'owed' ? [`${key} → ${address}`] : [])),
      ),
    );
    const waiting = new Set<string>();
    for (const row of rows) {
      const what = `${row.key} → ${row.to}`;
      if (row.status === 'sending') say(`${what} is as good as on its way, and the sweep has ended`);
      if ((row.status !== 'due' && row.status !== 'waits') || !isModelled(row)) continue;
      waiting.add(what);
      if (!owed.has(what)) say(`${what} is kept as due, and is not owed`);
    }
    for (const what of owed) if (!waiting.has(what)) say(`${what} is owed, and not kept as due`);
  };

  const judgeLedger = (after: RawWorkbook) => {
    const now = new Date(planned).toISOString();
    const { ledger: own, runs } = readSnapshot(after, { now });
    const archives = readArchives(after, { now });
    const ledger = wholeLedger(own, archives);
    const verdict = verifyLedger(own, headsOf(runs), archives);
    if (!verdict.ok) say(`the ledger’s chain is ${verdict.because} at ${verdict.row}`);
    const left = new Set(mailer.sent.map(({ id }) => id));
    for (const { key, mail, status } of ledger) {
      if (status === 'sent' && !left.has(mail)) say(`${key} counts as sent and has not left`);
      if (status === 'held' && canTell) say(`${key} is held, though the mail system knows`);
    }
  };

  /** Cells nobody can read are the keeper's. */
  const judgeKeeper = ({ closed }: Sweep) => {
    const { today } = wallClock(planned, zone);
    const keeper = world.people.get(world.settings.keeper || world.settings.projectLead);
    if (!keeper?.active || keeper.cover || !new Workdays(world.days).is(today)) return;
    // Some weekday without mail for the keeper: they may be told on another day.
    if (keeper.noMailOn.length > 0 || keeper.fewer) return;
    for (const { n, id, due, dropped } of world.tasks) {
      if (dropped || id === '' || closed.has(id)) continue;
      const progress = world.progress.get(n);
      const cells = { 'tracker.status': progress?.status, 'tracker.newDue': progress?.newDue, 'raci.due': due };
      for (const [cell, text] of Object.entries(cells)) {
        const isTold = () => [...told.keys()].some((key) => key.startsWith(`digest.keeper:${cell}.`));
        if (text === UNREADABLE && !isTold()) say(`nobody was told of ${cell} of ${id}`);
      }
    }
  };

  const day = async ({ deeds, wait, minute, how }: SweepDay) => {
    const { today: then } = wallClock(planned, zone);
    planned = Math.max(instantAt(plus(then, wait), minute, zone), planned + 60_000);
    real = Math.max(real + 60_000, planned);
    const { today } = wallClock(planned, zone);
    const know = async (task: { id: string; responsible: string }, until: string) => {
      const again = new Workdays(world.days).nth(until, 1);
      const at = new Date(planned + 8 * 3_600_000).toISOString().slice(0, 16);
      await answerIn(book.store, { by: task.responsible, item: task.id, kind: 'snooze', typed: { again }, at });
    };
    for (const deed of deeds) {
      const isBusy = real < heldUntil || zone !== 'Asia/Shanghai' || where === 'file';
      await doDeed(deed, world, book, memory, { today, isBusy, know });
    }
    if (how.kind === 'copy') {
      const copy = openMemory({ ...(await book.store.read()), location: 'elsewhere', foundAt: async () => null });
      const nobody = createMemoryMailer();
      const { outcome } = await begin({ store: copy, mailer: nobody }, planned, real);
      if (memory.lastSweep !== null && (outcome !== 'copy' || nobody.sent.length > 0))
        say(`a copy was swept: ${outcome}`);
    }
    const end = await attempt(how);
    if (end === 'ended' && how.kind === 'twice') await silent();
    if (end === 'broken off' && 'again' in how && how.again !== null) {
      real += how.again * 60_000;
      await attempt({ kind: 'plain' });
    }
  };

  /** The same sweep once more tells nobody anything; with no day between them, level 2 follows level 1 at once. */
  const silent = async () => {
    if (world.settings.executiveDays === 0) return;
    const before = mailer.sent.length;
    await attempt({ kind: 'plain' });
    if (mailer.sent.length > before) say('the second sweep of the same instant mailed');
  };

  const end = async () => {
    real = Math.max(real, heldUntil) + 60_000;
    if ((await attempt({ kind: 'plain' })) === 'ended') await silent();
    judgeLedger(await book.store.read({ archives: true }));
  };

  return { book, broken, count, day, end };
};
