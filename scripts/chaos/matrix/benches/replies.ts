/** Reading a reply in the cloud, with something going wrong. */
import { must } from '../../../../core/text/must.ts';
import { type Cloud, rawOf, TEAM } from '../../../../test/support/cloud.ts';
import { openToldOffice } from '../../../../test/support/cloud-office.ts';
import { replyMail } from '../../../../test/support/eml.ts';
import type { Message } from '../../../../test/support/google/gmail/mailbox.ts';
import { headerOf, textOf } from '../../../../test/support/google/gmail/mime.ts';
import type { Workbook } from '../../../../test/support/google/sheets/workbook.ts';
import { armWire, createPlaces } from '../../systems/wire.ts';
import type { FaultPlace } from '../bench.ts';
import type { Mishap } from '../kinds.ts';
import type { Tried } from '../run.ts';
import type { Track } from '../track.ts';

const HOUR = 3_600_000;
const LI = 'li.na@example.com';

interface Office {
  readonly cloud: Cloud;
  readonly workbook: Workbook;
  readonly digest: Message;
}

const openOffice = async (): Promise<Office> => {
  const { cloud, workbook } = await openToldOffice({ mortal: true });
  const { sent } = cloud.google.gmail.mailbox(TEAM);
  const digest = must(
    sent.find(({ mime }) => headerOf(mime, 'to')?.includes(LI)),
    'mail to Li Na',
  );
  return { cloud, workbook, digest };
};

const NOT_HERE: readonly Mishap[] = ['token', 'full', 'held', 'busy', 'changed', 'kill-before', 'kill-after'];

let replies = 0;
/** A reply arrives, quoting the mail with its links. */
const receive = ({ cloud, digest }: Office): Message => {
  const quoted = textOf(digest.mime)
    .split('\n')
    .map((line) => `> ${line}`);
  const wrote = 'On Fri, 6 Mar 2026 at 09:00, Baton <baton@example.com> wrote:';
  return cloud.google.gmail.mailbox(TEAM).receive(
    replyMail({
      from: `Li Na <${LI}>`,
      id: `<${++replies}@mail.example.com>`,
      answers: must(headerOf(digest.mime, 'message-id'), 'id of a mail'),
      text: ['delayed to 2026-03-11, waiting for legal', '', wrote, ...quoted].join('\n'),
    }),
  );
};

/** The scheduler's call. */
const readInbox = async ({ cloud }: Office): Promise<{ status: number; failed: number }> => {
  const call = cloud.google.clock.during(() => fetch(`${cloud.url}/replies`, { method: 'POST' }));
  await cloud.google.clock.run(HOUR);
  const answer = await call;
  const { failed = 0 } = (await answer.json()) as { failed?: number };
  return { status: answer.status, failed };
};

const STEPS: Readonly<Record<string, string>> = {
  'users.labels.list': 'look for what came in',
  'users.labels.create': 'look for what came in',
  'users.settings.sendAs.list': 'answer it',
  'users.drafts.create': 'answer it',
  'users.drafts.send': 'answer it',
  'users.drafts.list': 'was it answered before?',
  'users.messages.modify': 'mark it as answered',
};
/** What is listed, the first time and the second. */
const LISTS = ['look for what came in', 'how many answers today?'];

const stepsOf = (places: readonly FaultPlace[]): string[] =>
  places.map(({ name, api }, i) => {
    if (api === 'sheets') return 'read list and workbook';
    if (STEPS[name]) return STEPS[name];
    if (name === 'users.messages.get') return 'read the reply';
    // The first list is of the inbox, the last of what was sent.
    const before = places.slice(0, i).filter((place) => place.name === 'users.messages.list').length;
    return LISTS[before] ?? 'was it answered before?';
  });

/** Somebody replied to a mail, and Baton reads the mailbox: Gmail for both, the workbook in Google Sheets. */
export const repliesTrack = (): Track & { readonly close: () => Promise<void> } => {
  /** A writer is answered twenty times a day. */
  const MOST = 15;
  let office: Office | null = null;
  let tried = 0;
  const opened = async (): Promise<Office> => {
    if (office && tried++ % MOST === 0) await close();
    office ??= await openOffice();
    return office;
  };
  const close = async () => {
    office?.cloud.google.calm();
    await office?.cloud.close();
    office = null;
  };
  const logsOf = ({ cloud: { google } }: Office) => ({ gmail: google.gmail.requests, sheets: google.sheets.requests });
  const sofar = (of: Office) => ({ gmail: logsOf(of).gmail.length, sheets: logsOf(of).sheets.length });

  return {
    close,
    course: async () => {
      await close();
      const first = await opened();
      // Once before, so that the labels are there.
      receive(first);
      await readInbox(first);
      const before = sofar(first);
      receive(first);
      await readInbox(first);
      const { met } = createPlaces(logsOf(first));
      const places = met()
        .filter(({ api, nth }) => nth > before[api as 'gmail' | 'sheets'])
        .map((place, i, all) => ({
          ...place,
          nth: all.slice(0, i + 1).filter(({ name }) => name === place.name).length,
          byName: true as const,
        }));
      return { steps: stepsOf(places), places };
    },
    try: async (place: FaultPlace, mishap: Mishap): Promise<Tried | null> => {
      if (typeof mishap === 'string' && NOT_HERE.includes(mishap)) return null;
      const at = await opened();
      const { cloud, workbook } = at;
      const { google } = cloud;
      if (google.gmail.mailbox(TEAM).labels.size === 0) {
        receive(at);
        await readInbox(at);
      }
      const before = JSON.stringify(rawOf(workbook));
      const logged = cloud.log.length;
      const message = receive(at);
      const isDeath = typeof mishap === 'string' && mishap.startsWith('die-');
      const done = typeof mishap === 'string' && mishap.endsWith('after') ? 'after' : 'before';
      if (isDeath) cloud.kill();
      const arms = { stage: google, ahead: ({ nth }: FaultPlace) => nth, victim: () => never };
      armWire(arms, place, isDeath ? `drop-${done}` : mishap);
      const told = await readInbox(at);
      google.calm();
      // What could not be told apart is known a moment later.
      for (let call = 0; call < 3; call++) {
        await google.clock.advance(5 * 60_000);
        await readInbox(at);
      }
      const answers = google.gmail
        .mailbox(TEAM)
        .sent.filter(({ mime }) => headerOf(mime, 'in-reply-to') === headerOf(message.mime, 'message-id'));
      const labels = google.gmail.mailbox(TEAM).labelsOf(message);
      const lines = JSON.stringify(cloud.log.slice(logged));
      const code = /"code":"([^"]+)"/.exec(lines)?.[1] ?? null;
      return {
        verdict: isDeath ? 'next' : told.status === 200 ? 'once' : 'said',
        code,
        broken: [
          ...(answers.length === 1 ? [] : [`answered ${answers.length} times`]),
          ...(labels.includes('baton-answered') ? [] : ['not marked as answered']),
          ...(JSON.stringify(rawOf(workbook)) === before ? [] : ['the workbook was changed']),
          ...(lines.includes(LI) || lines.includes('waiting for legal') ? ['the log names people'] : []),
          ...(code?.startsWith('internal') && !isDeath ? [`said as ${code}`] : []),
        ],
      };
    },
  };
};

const never = { isDead: () => false, die: () => {}, until: <T>(work: () => Promise<T>) => work() };
