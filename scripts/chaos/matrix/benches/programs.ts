/** What other programs take: events that are posted to them, and calendars that they ask for, with something going wrong. */
import { readSnapshot } from '../../../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../../../core/record/ledger.ts';
import { must } from '../../../../core/text/must.ts';
import { createMemoryMailer } from '../../../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../../../functions/adapters/memory/store.ts';
import { createLinks } from '../../../../functions/answer/links.ts';
import { BatonError } from '../../../../functions/errors.ts';
import { respond } from '../../../../functions/http/respond.ts';
import { revokeCalendar } from '../../../../functions/keep/revoke-calendar.ts';
import type { WorkbookStore } from '../../../../functions/ports.ts';
import { decide } from '../../../../functions/sweep/decide.ts';
import { type Webhook, webhookIn } from '../../../../functions/webhook/webhook.ts';
import { EMPTY_CALL } from '../../../../test/support/call.ts';
import { FRIDAY, openOffice, run, tasks } from '../../../../test/support/office.ts';
import { type Behaviour, openReceiver, SECRET } from '../../../../test/support/webhook.ts';
import { Clock } from '../../../../test/support/wire/clock.ts';
import { timeIsUp } from '../../systems/wire.ts';
import { createLife, type FaultPlace, type Life } from '../bench.ts';
import type { Mishap } from '../kinds.ts';
import type { Tried } from '../run.ts';
import { CLAIM_OVER, changeStepOf, LINK_KEY, noteIn } from '../stories.ts';
import type { Track } from '../track.ts';
import { createCalls } from './calls.ts';

const MINUTE = 60_000;
const POST = 'post an event';

/** Two late tasks; who hears of them hears today. */
const openLate = (): Promise<MemoryStore> =>
  openOffice({ raci: tasks.slice(0, 2).map((task) => ({ ...task, due: '2026-03-05', output: 'A report' })) });

const edit = async (store: MemoryStore) => store.type([noteIn(await store.read())]);
const codeOf = (error: unknown) => (error instanceof BatonError ? error.code : `internal: ${String(error)}`);
const claimsIn = async (store: WorkbookStore) => {
  const { ledger, runs } = readSnapshot(await store.read(), { now: FRIDAY });
  return {
    ledger,
    claims: runs.filter(({ status }) => status === 'claimed').length,
    isWhole: verifyLedger(ledger, headsOf(runs)).ok,
  };
};
const notWhole = ({ claims, isWhole }: { readonly claims: number; readonly isWhole: boolean }): string[] => [
  ...(claims === 0 ? [] : [`${claims} claims are left`]),
  ...(isWhole ? [] : ['the ledger’s chain is broken']),
];

/** What the receiver does; null where it cannot. */
const behaviourOf = (mishap: Mishap): Behaviour | null => {
  if (typeof mishap === 'object') return mishap.after ? { takesAndSays: mishap.status } : mishap.status;
  const [what, when] = mishap.split('-');
  if (what === 'drop') return `breaks-${when as 'before'}`;
  if (what === 'silent') return `silent-${when as 'before'}`;
  return mishap === 'out' ? 'breaks-before' : null;
};

const openEvents = async () => {
  const store = await openLate();
  const receiver = await openReceiver();
  receiver.onSilence = timeIsUp;
  const clock = new Clock();
  const calls = createCalls();
  const mailer = createMemoryMailer();
  const posted: string[] = [];
  let life = createLife();
  const sweep = async (): Promise<'dead' | { readonly code: string | null }> => {
    const own = createLife();
    life = own;
    const guard = calls.guard(own);
    const hook = must(webhookIn({ BATON_WEBHOOK: receiver.url, BATON_WEBHOOK_SECRET: SECRET }), 'webhook');
    const webhook: Webhook = {
      ...hook,
      post: (event) => {
        posted.push(event.key);
        return guard(POST, () => hook.post(event));
      },
    };
    const mine: WorkbookStore = {
      read: () => guard('', () => store.read()),
      apply: (writes) => {
        const rows = writes.flatMap(({ tab, values }) =>
          tab === '_ledger' && values.to === 'webhook' ? [values] : [],
        );
        const after = rows.length > 0 ? 'enter what was taken' : '';
        return guard(rows.some(({ status }) => status === 'due') ? 'keep it with what is decided' : after, () =>
          store.apply(writes),
        );
      },
    };
    const clockText = () => new Date(clock.now()).toISOString();
    return own.until(() =>
      run(mine, mailer, { decide, clock: clockText, webhook }).then(
        ({ error, outcome }) => ({ code: error ? codeOf(error) : outcome === 'done' ? null : outcome }),
        (error: unknown) => ({ code: codeOf(error) }),
      ),
    );
  };
  return {
    store,
    receiver,
    clock,
    calls,
    sweep,
    told: () => mailer.sent.map(({ to, subject }) => `${to.address} ${subject}`).sort(),
    posted,
    /** Of the posts before it the receiver takes each. */
    arm: (place: FaultPlace, mishap: Mishap): boolean => {
      const more = { victim: () => life, meanwhile: () => edit(store) };
      if (mishap === 'copied') return false;
      if (place.name !== POST || /^(die|changed)/.test(String(mishap))) return calls.arm(place, mishap, more);
      const behaviour = behaviourOf(mishap);
      if (behaviour === null) return false;
      const before = calls.met().length;
      if (before > 0) return false;
      const nth = Number(place.api);
      const isLong = mishap === 'out' || (typeof mishap === 'object' && mishap.lasting === true);
      receiver.behaves = [...Array.from({ length: nth - 1 }, () => 200), behaviour, ...(isLong ? [] : [200])];
      return true;
    },
    calm: () => {
      calls.calm();
      receiver.behaves = [200];
    },
  };
};

/** A sweep keeps events in the ledger, posts them, and enters what was taken. */
export const eventsTrack = (): Track => {
  let calm: Promise<{ readonly ids: readonly string[]; readonly told: readonly string[] }> | undefined;
  const undisturbed = async () => {
    const scene = await openEvents();
    await scene.sweep();
    await scene.receiver.close();
    return { ids: scene.receiver.taken.map(({ id }) => id).sort(), told: scene.told() };
  };
  return {
    course: async () => {
      const scene = await openEvents();
      await scene.sweep();
      await scene.receiver.close();
      const all = scene.calls.met();
      // Which post it is, for the receiver.
      const places = all.map((place, i): FaultPlace => {
        const posts = all.slice(0, i + 1).filter(({ name }) => name === POST).length;
        return place.name === POST ? { ...place, api: String(posts) } : place;
      });
      return { steps: places.map(({ name }) => name), places };
    },
    try: async (place, mishap): Promise<Tried | null> => {
      calm ??= undisturbed();
      const { ids, told } = await calm;
      const scene = await openEvents();
      const { receiver, clock, store } = scene;
      if (!scene.arm(place, mishap)) {
        await receiver.close();
        return null;
      }
      const first = await scene.sweep();
      const took = receiver.taken.length;
      const tries = scene.posted.length;
      scene.calm();
      const later: string[] = [];
      for (let i = 0; i < 2; i++) {
        await clock.advance(first === 'dead' || first.code !== null ? CLAIM_OVER : MINUTE);
        const next = await scene.sweep();
        if (next === 'dead' || next.code !== null) later.push(next === 'dead' ? 'dead' : String(next.code));
      }
      await receiver.close();
      const end = await claimsIn(store);
      const last = new Map(end.ledger.flatMap(({ key, to, status }) => (to === 'webhook' ? [[key, status]] : [])));
      const bodies = new Map(receiver.taken.map(({ id, body }) => [id, body]));
      const isSame = receiver.taken.every(({ id, body }) => bodies.get(id) === body);
      const isAll = took >= ids.length && first !== 'dead' && first.code === null;
      const code = first === 'dead' ? null : first.code;
      const times = (id: string) => receiver.taken.filter((one) => one.id === id).length;
      // Who took an event and could not say so, or was not heard, gets it again.
      const mayRepeat = first === 'dead' || /after|changed/.test(JSON.stringify(mishap)) || place.name !== POST;
      // What somebody writes meanwhile is news of its own.
      const isAsWanted = (is: readonly string[], wanted: readonly string[]) =>
        mishap === 'changed' ? wanted.every((one) => is.includes(one)) : JSON.stringify(is) === JSON.stringify(wanted);
      return {
        verdict: first === 'dead' ? 'next' : isAll && tries === ids.length ? 'once' : 'said',
        code,
        broken: [
          ...later.map((what) => `afterwards: ${what}`),
          ...(isAsWanted([...bodies.keys()].sort(), ids) ? [] : ['not the events that there are']),
          ...([...bodies.keys()].every((id) => times(id) <= 2) ? [] : ['an event came three times']),
          ...(mayRepeat || receiver.taken.length === bodies.size ? [] : ['an event came twice']),
          ...(isSame ? [] : ['the same id with another body']),
          ...(isAsWanted(scene.told(), told) ? [] : ['mails are not as without a fault']),
          ...[...last].flatMap(([key, status]) => (status === 'sent' ? [] : [`${key} stays ${status}`])),
          ...notWhole(end),
          ...(code?.startsWith('internal') ? [`said as ${code}`] : []),
        ],
      };
    },
  };
};

const URI = 'memory:office';
const links = createLinks({ base: 'https://example.com/respond', keys: [LINK_KEY] });

const openCalendar = async () => {
  const store = await openLate();
  await run(store, createMemoryMailer(), { decide });
  const clock = new Clock();
  const calls = createCalls();
  const clockText = () => new Date(clock.now()).toISOString();
  const snapshot = readSnapshot(await store.read(), { now: FRIDAY });
  const { email } = must(snapshot.people.get('Li Na'), 'person called Li Na');
  const address = new URL(links.calendarOf(URI, snapshot)(must(email, 'address')));
  let life = createLife();
  /** The workbook as a process of its own has it. */
  const storeFor = (own: Life): WorkbookStore => {
    const guard = calls.guard(own);
    let reads = 0;
    return {
      read: () => guard(reads++ === 0 ? 'read the workbook' : 'look again', () => store.read()),
      apply: (writes) =>
        guard(changeStepOf(writes) === 'claim' ? 'claim it' : 'write that it is over', () => store.apply(writes)),
    };
  };
  const inProcess = <T>(work: (own: WorkbookStore) => Promise<T>): Promise<T | 'dead'> => {
    const own = createLife();
    life = own;
    return own.until(() => work(storeFor(own)));
  };
  return {
    store,
    clock,
    calls,
    victim: () => life,
    /** What a calendar program gets: status and text. */
    ask: () =>
      inProcess(async (own) => {
        const parts = {
          registry: async () => ({
            workbooks: [{ uri: URI, zone: 'Asia/Shanghai', sweepTime: 540, owner: null, paused: false, book: null }],
          }),
          open: () => own,
          clock: clockText,
          wait: (ms: number) => clock.advance(ms),
          isEnding: () => false,
          links,
        };
        const log: string[] = [];
        const call = { ...EMPTY_CALL, method: 'GET', query: address.searchParams };
        const answer = await respond(parts).answer(call, (...line) => void log.push(JSON.stringify(line)));
        return { status: answer.status, text: answer.as === 'calendar' ? answer.text : '', log: log.join('\n') };
      }),
    revoke: () =>
      inProcess((own) => revokeCalendar({ store: own, whose: 'Li Na', clock: clockText }).then(() => null, codeOf)),
  };
};

/** `ask`: a calendar program asks for a calendar. `revoke`: its address is taken back. */
export const calendarTrack = (what: 'ask' | 'revoke'): Track => ({
  course: async () => {
    const scene = await openCalendar();
    await scene[what]();
    const places = scene.calls.met();
    const stepOf = (name: string) => (what === 'ask' ? 'a program asks for it' : name);
    return { steps: places.map(({ name }) => stepOf(name)), places };
  },
  try: async (place, mishap): Promise<Tried | null> => {
    const scene = await openCalendar();
    const { store, calls, clock, victim } = scene;
    const whole = await (await openCalendar()).ask();
    const before = whole === 'dead' ? '' : whole.text;
    if (mishap === 'copied' || !calls.arm(place, mishap, { victim, meanwhile: () => edit(store) })) return null;
    const told = what === 'ask' ? await scene.ask() : await scene.revoke();
    calls.calm();
    const isDead = told === 'dead';
    await clock.advance(isDead || (typeof told === 'string' && what === 'revoke') ? CLAIM_OVER : MINUTE);
    if (what === 'ask') {
      const again = await scene.ask();
      const answer = typeof told === 'object' && told !== null ? told : null;
      const code = /"code":"([^"]+)"/.exec(answer?.log ?? '')?.[1] ?? null;
      const isServed = answer?.status === 200;
      return {
        verdict: isDead ? 'next' : isServed ? 'once' : 'said',
        code,
        broken: [
          ...(isServed && answer.text !== before ? ['a calendar with other dates'] : []),
          // Whatever is below 500 may make a program forget the dates that it has.
          ...(!isServed && answer && answer.status < 500 ? [`answered ${answer.status}`] : []),
          ...(typeof again === 'object' && again.text === before ? [] : ['not served afterwards']),
          ...(code?.startsWith('internal') ? [`said as ${code}`] : []),
        ],
      };
    }
    const isOver = async () => {
      const answer = await scene.ask();
      return typeof answer === 'object' && answer.status === 410;
    };
    const wasOver = await isOver();
    const said = isDead ? null : (told as string | null);
    const next = said === null && !isDead ? null : await scene.revoke();
    await run(store, createMemoryMailer(), { decide, clock: () => new Date(clock.now()).toISOString() });
    return {
      verdict: isDead ? 'next' : said === null ? 'once' : 'said',
      code: said,
      broken: [
        ...(said === null && !isDead && !wasOver ? ['said to be over, and opens'] : []),
        ...(next === null ? [] : [`afterwards: ${next}`]),
        ...((await isOver()) ? [] : ['opens still']),
        ...notWhole(await claimsIn(store)),
        ...(said?.startsWith('internal') ? [`said as ${said}`] : []),
      ],
    };
  },
});
