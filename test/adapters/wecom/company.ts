import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, createWecom } from '../../../functions/adapters/wecom/wecom.ts';
import type { Mailer } from '../../../functions/ports.ts';
import { type KeptLetters, keptLetters } from '../../../functions/remote/kept-letters.ts';
import type { ChatMessage } from '../../contracts/mailer.ts';
import { openWecomFake, type WecomFake, type WecomFakeOptions } from '../../support/wecom/wecom.ts';

/** A company with Baton's mailer in front, and a folder of this machine's. */
export interface Company {
  readonly wecom: WecomFake;
  readonly folder: string;
  readonly kept: KeptLetters;
  /** Another process on this machine. */
  mailer(): Mailer;
  /** A process on another machine. */
  elsewhere(): Promise<Mailer>;
  /** A process that dies as soon as it would wait. */
  mortal(): { readonly mailer: Mailer; until<T>(work: Promise<T>): Promise<T | 'dead'> };
  arrived(): Promise<readonly ChatMessage[]>;
}

const opened: WecomFake[] = [];
const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-wecom-'));
  folders.push(folder);
  return folder;
};
export const closeAll = async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  for (const fake of opened.splice(0)) await fake.close();
};

export const openCompany = async (options: WecomFakeOptions = {}): Promise<Company> => {
  const wecom = await openWecomFake(options);
  opened.push(wecom);
  const { app, clock } = wecom;
  const folder = await newFolder();
  const kept = keptLetters(accountOf(app), folder);
  const place = await kept.place();
  const time = { now: clock.now, sleep: (ms: number) => clock.advance(ms) };
  const random = () => 0.5;
  return {
    wecom,
    folder,
    kept,
    mailer: () => createWecom({ app, kept, place, time, random }),
    elsewhere: async () => {
      const theirs = keptLetters(accountOf(app), await newFolder());
      return createWecom({ app, kept: theirs, place: await theirs.place(), time, random });
    },
    mortal: () => {
      const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
      const sleep = () => {
        die('dead');
        return new Promise<void>(() => {});
      };
      const mailer = createWecom({ app, kept, place, time: { now: clock.now, sleep }, random });
      return { mailer, until: (work) => Promise.race([work, death]) };
    },
    arrived: async () => wecom.messages.map(({ to, seen }) => ({ to, ...seen })),
  };
};
