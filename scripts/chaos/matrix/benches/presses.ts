/** A press in a card, with something going wrong between the chat's call and the word that whoever pressed reads. */
import { must } from '../../../../core/text/must.ts';
import { createFeishuDoor } from '../../../../functions/adapters/feishu/door.ts';
import { createFeishu } from '../../../../functions/adapters/feishu/feishu.ts';
import { createMemoryMailer } from '../../../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../../../functions/adapters/memory/store.ts';
import { createSlackDoor } from '../../../../functions/adapters/slack/door.ts';
import { createSlackMail } from '../../../../functions/adapters/slack/mail.ts';
import { createLinks } from '../../../../functions/answer/links.ts';
import { createLifetime } from '../../../../functions/base/lifetime.ts';
import type { HttpCall } from '../../../../functions/http/call.ts';
import { createPresses, pressTask, takeByQueue, takeHere, withDoors } from '../../../../functions/http/press.ts';
import { respond } from '../../../../functions/http/respond.ts';
import type { CloudTask, Mailer, PressDoor, PressTask, WorkbookStore } from '../../../../functions/ports.ts';
import { readContextOf } from '../../../../functions/reading/official.ts';
import { decide } from '../../../../functions/sweep/decide.ts';
import { openFeishu } from '../../../../test/support/feishu/feishu.ts';
import { addressOf, FRIDAY, openOffice, run, snapshotOf, tasks } from '../../../../test/support/office.ts';
import { openSlack } from '../../../../test/support/slack/slack.ts';
import { Clock } from '../../../../test/support/wire/clock.ts';
import { armWire, createPlaces, timeOf } from '../../systems/wire.ts';
import { createLife, type FaultPlace, type Life, never } from '../bench.ts';
import type { Mishap } from '../kinds.ts';
import type { Tried } from '../run.ts';
import { CLAIM_OVER, changeStepOf, LINK_KEY, noteIn } from '../stories.ts';
import type { Track } from '../track.ts';
import { createCalls } from './calls.ts';

const URI = 'memory:office';
const LI = addressOf('Li Na');
const MINUTE = 60_000;
const AT = Date.parse('2026-03-06T02:00:00.000Z');
const DONE = 'Done';
const links = createLinks({ base: 'https://example.com/respond', keys: [LINK_KEY] });

interface Call {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A chat with a letter in which a press can be made. */
interface Chat {
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly door: (life: Life) => PressDoor;
  /** Somebody presses the letter's button, and says yes. */
  readonly press: (at: number) => Call;
  readonly requests: readonly { readonly method: string }[];
  /** What they read besides toasts, and besides the letter. */
  readonly said: () => readonly string[];
  readonly stage: Parameters<typeof armWire>[0]['stage'];
  readonly secrets: readonly string[];
  readonly close: () => Promise<void>;
}

const openSlackChat = async (): Promise<Chat> => {
  const slack = await openSlack({ clock: new Clock(), people: 'anybody' });
  const { clock, token, url: rootUrl, signing } = slack;
  const app = (life: Life) => ({ token, rootUrl, time: timeOf(clock, life), random: () => 0.5 });
  return {
    clock,
    mailer: createSlackMail({ ...app(createLife()), takesPresses: true }),
    door: (life) => createSlackDoor({ ...app(life), signing, replyRoot: new URL(rootUrl).origin }),
    press: (at) => slack.press(LI, must(slack.messagesOf(LI)[0], 'letter to Li Na'), DONE, at),
    requests: slack.requests,
    said: () => slack.replies.map(({ text }) => text),
    stage: slack,
    secrets: [token, signing],
    close: slack.close,
  };
};

const openFeishuChat = async (): Promise<Chat> => {
  const feishu = await openFeishu({ clock: new Clock(), people: 'anybody' });
  const { clock, app, keys } = feishu;
  const options = (life: Life) => ({ app, time: timeOf(clock, life), random: () => 0.5 });
  return {
    clock,
    mailer: createFeishu({ ...options(createLife()), takesPresses: true }),
    door: (life) => createFeishuDoor({ ...options(life), ...keys }),
    press: (at) => {
      const letter = feishu.messages.find(({ to }) => to === LI);
      return feishu.press(must(letter, 'letter to Li Na'), DONE, at);
    },
    requests: feishu.requests,
    said: () => feishu.messages.filter(({ to }) => to === LI).map(({ card }) => card.says),
    stage: feishu,
    secrets: [app.secret, keys.encryptKey, keys.verificationToken],
    close: feishu.close,
  };
};

/** Two late tasks of which the sheet says already what came of them, and the morning's letters about them. */
const openDone = async ({ mailer }: Chat): Promise<MemoryStore> => {
  const rows = tasks.slice(0, 2).map((task) => ({ ...task, due: '2026-03-05', output: 'A report' }));
  const tracker = rows.map(({ id }) => ({ id, status: 'in-progress', output: 'https://files.example.com/1' }));
  const store = await openOffice({ raci: rows, tracker });
  await run(store, mailer, {
    decide: async (raw, { now }) =>
      decide(raw, await readContextOf(raw, now), (snapshot) => links.linkTo(URI, snapshot)),
  });
  return store;
};

const standingOf = async (store: WorkbookStore) => {
  const { rows, ledger, runs } = await snapshotOf(store);
  return {
    isDone: rows.tracker.find(({ id }) => id === 'T-0001')?.values.status === 'done',
    answers: ledger.filter(({ key, status }) => key.startsWith('answer.') && status === 'answered').length,
    claims: runs.filter(({ status }) => status === 'claimed').length,
  };
};

/** What somebody was told, and whether it stood in the workbook then. */
interface Word {
  readonly text: string;
  readonly isWritten: boolean;
}

const WRITTEN = /^Marked as done|^You have answered this already/;
const UNWRITTEN = /Nothing was saved/;

const openScene = async (by: 'slack' | 'feishu') => {
  const chat = await (by === 'slack' ? openSlackChat() : openFeishuChat());
  const store = await openDone(chat);
  const { clock } = chat;
  await clock.advance(AT - clock.now());
  const calls = createCalls();
  const wired = createPlaces({ [by]: chat.requests });
  const letters = wired.met().length;
  const words: Word[] = [];
  const log: string[] = [];
  let life = createLife();
  const clockText = () => new Date(clock.now()).toISOString();

  const storeFor = (own: Life): WorkbookStore => {
    let reads = 0;
    const guard = calls.guard(own);
    return {
      read: () => guard(reads++ === 0 ? 'read the workbook' : 'look again', () => store.read()),
      apply: (writes) =>
        guard(changeStepOf(writes) === 'claim' ? 'claim it' : 'write the answer', () => store.apply(writes)),
    };
  };

  /** A process with the door in it: Slack's calls go to a queue, Feishu's are dealt with at once. */
  const open = () => {
    const own = createLife();
    const hear = async (text: string) => {
      words.push({ text, isWritten: (await standingOf(store)).answers > 0 });
    };
    const door = chat.door(own);
    const heard: PressDoor = {
      ...door,
      isOf: async (...args) => (own.isDead() ? never() : door.isOf(...args)),
      say: async (press, said) => {
        if (own.isDead()) return never();
        const before = chat.said().length;
        // What is said twice, as its first answer was lost, is one word.
        await door.say(press, said).finally(async () => {
          if (chat.said().length > before) await hear(said.text);
        });
      },
    };
    const note = (...line: readonly unknown[]) => void log.push(JSON.stringify(line));
    const mine = storeFor(own);
    const lifetime = createLifetime();
    const parts = {
      registry: async () => ({
        workbooks: [{ uri: URI, zone: 'Asia/Shanghai', sweepTime: 540, owner: null, paused: false, book: null }],
      }),
      open: () => mine,
      clock: clockText,
      wait: (ms: number) => (own.isDead() ? never<void>() : clock.advance(ms)),
      isEnding: () => false,
    };
    const doorOf = () => Promise.resolve(heard);
    const presses = createPresses({ ...parts, links, doorOf });
    const queued: PressTask[] = [];
    const queue = {
      enqueue: async (task: CloudTask) => {
        queued.push(task as PressTask);
        return 'taken' as const;
      },
    };
    const take = by === 'slack' ? takeByQueue(queue, clockText) : takeHere(presses, lifetime, async () => {});
    const rest = { doorOf, take, say: presses.say, lifetime, clock: clockText };
    const endpoint = withDoors(respond({ ...parts, links }), rest);
    const deliver = (task: PressTask) => own.until(() => pressTask(presses, task, note));
    return {
      own,
      queued,
      deliver,
      /** The chat's call, and all that comes of it in this process. */
      call: async ({ headers, body }: Call): Promise<'dead' | 'over'> => {
        const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
        const http: HttpCall = {
          method: 'POST',
          header: (name) => lower[name.toLowerCase()],
          query: new URLSearchParams({ by }),
          raw: Buffer.from(body),
          body: null,
        };
        const answered = await own.until(() => endpoint.answer(http, note));
        if (answered === 'dead') return 'dead';
        if ('body' in answered) {
          const { toast } = answered.body as { readonly toast?: { readonly content?: string } };
          if (toast?.content) await hear(toast.content.replaceAll(' · ', '\n'));
        }
        for (const task of queued) if ((await deliver(task)) === 'dead') return 'dead';
        const settled = await own.until(() => lifetime.end());
        return settled === 'dead' ? 'dead' : 'over';
      },
    };
  };

  return {
    chat,
    store,
    words,
    log,
    open: () => {
      const process = open();
      life = process.own;
      return process;
    },
    /** Another process, which nothing disturbs. */
    beside: open,
    places: () => [...calls.met(), ...wired.met().slice(letters)],
    arm: (place: FaultPlace, mishap: Mishap, meanwhile: () => Promise<unknown>): boolean => {
      const victim = () => life;
      if (place.api === '') return calls.arm(place, mishap, { victim, meanwhile });
      if (mishap === 'changed' || mishap === 'copied') {
        chat.stage.meanwhile({ api: place.api, nth: wired.ahead(place), when: 'before', act: meanwhile } as never);
        return true;
      }
      const isFull = mishap === 'full' || mishap === 'held' || mishap === 'busy';
      return !isFull && armWire({ stage: chat.stage, ahead: wired.ahead, victim }, place, mishap);
    },
    calm: () => {
      calls.calm();
      chat.stage.calm();
    },
  };
};

/** What is asked of the chat to tell them; all else asks who they are. */
const SAYS = ['response_url', 'create'];
const stepOfPlace = ({ api, name }: FaultPlace): string => {
  if (api === '') return name;
  return SAYS.includes(name) ? 'say what came of it' : 'whose press is it?';
};

/** Somebody presses, once more when they wonder, and in the end a sweep comes by. */
export const pressTrack = (by: 'slack' | 'feishu'): Track => ({
  course: async () => {
    const scene = await openScene(by);
    await scene.open().call(scene.chat.press(AT));
    const places = scene.places();
    await scene.chat.close();
    const { words } = scene;
    if (!words.some(({ text }) => WRITTEN.test(text))) throw new Error(`without a fault: ${JSON.stringify(words)}`);
    return { steps: places.map(stepOfPlace), places };
  },
  try: async (place, mishap): Promise<Tried | null> => {
    const scene = await openScene(by);
    const { chat, store, words, log } = scene;
    const call = chat.press(AT);
    const isTwice = mishap === 'copied';
    const meanwhile = async () => {
      if (isTwice) await scene.beside().call(call);
      else {
        await run(store, createMemoryMailer(), { clock: () => new Date(chat.clock.now()).toISOString() });
        await store.type([noteIn(await store.read())]);
      }
    };
    if (!scene.arm(place, mishap, meanwhile)) {
      scene.calm();
      await chat.close();
      return null;
    }
    const first = scene.open();
    const told = await first.call(call);
    const heard = words.length;
    const said = words.map(({ text }) => text);
    scene.calm();
    const isLong = told === 'dead' || mishap === 'out' || (typeof mishap === 'object' && mishap.lasting);
    // A claim that could not be given up runs out.
    if (isLong) await chat.clock.advance(CLAIM_OVER);
    // The queue brings again what nobody said that it had done.
    if (told === 'dead') for (const task of first.queued) await scene.beside().deliver(task);
    await chat.clock.advance(MINUTE);
    await scene.beside().call(chat.press(chat.clock.now()));
    const last = words.at(-1);
    await run(store, createMemoryMailer(), { now: FRIDAY, clock: () => new Date(chat.clock.now()).toISOString() });
    const { isDone, answers, claims } = await standingOf(store);
    await chat.close();
    const lines = log.join('\n');
    const lies = words.filter(({ text, isWritten }) => (isWritten ? UNWRITTEN : WRITTEN).test(text));
    const code = /"code":"([^"]+)"/.exec(lines)?.[1] ?? null;
    const wasTold = said.some((text) => WRITTEN.test(text));
    return {
      verdict: told === 'dead' ? 'next' : wasTold ? 'once' : 'said',
      code,
      broken: [
        ...(isDone && answers === 1 ? [] : [`answered ${answers} times, done: ${isDone}`]),
        ...(claims === 0 ? [] : [`${claims} claims are left`]),
        ...lies.map(({ text }) => `untrue: ${text}`),
        ...(words.length > heard && last && WRITTEN.test(last.text)
          ? []
          : [`a second press hears ${last?.text ?? 'nothing'}`]),
        ...(words.filter(({ text }) => /^Marked as done/.test(text)).length > 1 ? ['told twice that it was done'] : []),
        ...(told === 'over' && heard === 0 && !/ERROR|WARNING/.test(lines) ? ['nothing is said'] : []),
        ...([LINK_KEY, ...chat.secrets].some((secret) => lines.includes(secret)) ? ['shows a secret'] : []),
        ...(lines.includes(LI) || lines.includes('Li Na') ? ['the log names people'] : []),
        ...(code?.startsWith('internal') ? [`said as ${code}`] : []),
      ],
    };
  },
});
