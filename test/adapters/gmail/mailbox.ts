import { createGmail, type GmailOptions } from '../../../functions/adapters/gmail/gmail.ts';
import type { Mailer } from '../../../functions/ports.ts';
import { type Google, type GoogleOptions, openGoogle } from '../../support/google/google.ts';

export const TEAM = 'baton@example.com';
export const LI = 'li@example.com';
export const ROBOT = 'robot@project.iam.gserviceaccount.com';
/** What the code under test runs as. */
export const FUNCTION = 'sweep@project.iam.gserviceaccount.com';
const SCOPE = 'https://www.googleapis.com/auth/gmail.modify';

/** A Workspace with a shared mailbox and a robot that may act for it, with Baton's mailer in front. */
export interface Post {
  readonly google: Google;
  /** Another process with the mailbox's token, unless told otherwise. */
  open(change?: Partial<GmailOptions>): Mailer;
  settings(change?: Partial<GmailOptions>): GmailOptions;
  /** A process that dies as soon as a request of its own has failed. `work` ends when it is done or dead. */
  openMortal(): { readonly mailer: Mailer; until<T>(work: Promise<T>): Promise<T | 'dead'> };
  /** Gmail's methods in the order they were called. */
  calls(): string[];
}

const opened: Google[] = [];
export const closeAll = async () => {
  for (const google of opened.splice(0)) await google.close();
};

export const openPost = async (options: GoogleOptions = {}): Promise<Post> => {
  const google = await openGoogle({
    people: { [TEAM]: { sendAs: ['plan@example.com'] }, [LI]: {} },
    serviceAccounts: { [ROBOT]: { delegated: [SCOPE], tokenCreators: [FUNCTION] }, [FUNCTION]: {} },
    runsAs: FUNCTION,
    ...options,
  });
  opened.push(google);
  const settings = (change: Partial<GmailOptions> = {}): GmailOptions => ({
    from: { name: 'Baton', address: TEAM },
    access: { mailbox: TEAM, account: null, token: google.token(TEAM) },
    endpoints: { gmail: google.gmail.url, iam: `${google.iam.url}/`, token: `${google.oauth.url}/token` },
    time: { now: google.clock.now, sleep: (ms) => google.clock.advance(ms) },
    random: () => 0.5,
    ...change,
  });
  return {
    google,
    settings,
    open: (change) => createGmail(settings(change)),
    openMortal: () => {
      const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
      const sleep = () => {
        die('dead');
        return new Promise<void>(() => {});
      };
      const mailer = createGmail(settings({ time: { now: google.clock.now, sleep } }));
      return { mailer, until: (work) => Promise.race([work, death]) };
    },
    calls: () => google.gmail.requests.map(({ method }) => method.replace('users.', '')),
  };
};
