import type { DriveItem } from '../drive/item.ts';
import { GraphError } from '../wire/errors.ts';

const MINUTE = 60_000;
/** Without a request: https://github.com/microsoftgraph/microsoft-graph-docs/pull/5575 */
const LASTS = { kept: 5 * MINUTE, discarded: 7 * MINUTE } as const;

interface Session {
  readonly id: string;
  readonly app: string;
  readonly item: DriveItem;
  /** Its own copy of the workbook, where its changes are not to be kept. */
  copy: Buffer | null;
  /** Of the file that it was opened on; a file saved over it ends the session. */
  readonly upload: number;
  until: number;
}

/** Workbook sessions: https://learn.microsoft.com/en-us/graph/api/workbook-createsession */
export class Sessions {
  readonly #now: () => number;
  readonly #open = new Map<string, Session>();
  #made = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  create(app: string, item: DriveItem, persist: boolean): string {
    const id = `cluster=FAKE&session=${++this.#made}.${item.id}&usid=00000000-0000-4000-8000-${String(this.#made).padStart(12, '0')}`;
    const copy = persist ? null : item.bytes;
    const session = { id, app, item, copy, upload: item.uploads, until: 0 };
    this.#touch(session);
    this.#open.set(id, session);
    return id;
  }

  close(id: string): void {
    this.#open.delete(id);
  }

  /** Ends every session of an item, as a server that restarts does. */
  end(item: DriveItem): void {
    for (const { id } of this.#of(item)) this.#open.delete(id);
  }

  /** The session of a request; it lives on from now. */
  use(id: string, app: string, item: DriveItem): Session {
    const session = this.#open.get(id);
    const lives = session && session.until > this.#now() && session.upload === item.uploads;
    if (!lives || session.app !== app || session.item !== item)
      throw new GraphError(
        404,
        'InvalidSession',
        'The session specified in the request does not exist or is invalid.',
        {
          inner: 'invalidSessionReCreatable',
        },
      );
    this.#touch(session);
    return session;
  }

  /** Somebody holds the file open for writing through a session. */
  holds(item: DriveItem): boolean {
    return this.#of(item).some(({ copy, until, upload }) => !copy && until > this.#now() && upload === item.uploads);
  }

  #of(item: DriveItem): Session[] {
    return [...this.#open.values()].filter((session) => session.item === item);
  }

  #touch(session: Session): void {
    session.until = this.#now() + (session.copy ? LASTS.discarded : LASTS.kept);
  }
}
