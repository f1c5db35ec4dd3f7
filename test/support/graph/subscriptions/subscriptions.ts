import type { Clock } from '../../wire/clock.ts';
import type { Drive } from '../drive/drive.ts';
import { GraphError } from '../wire/errors.ts';

/** https://learn.microsoft.com/en-us/graph/api/resources/subscription#maximum-length-of-subscription-per-resource-type */
const LONGEST_MS = 42_300 * 60_000;
/** Of a drive's changes: under a minute as a rule; https://learn.microsoft.com/en-us/graph/change-notifications-overview#latency */
const USUAL_DELAY_MS = 15_000;
/** https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks: how long it is tried again, and waited for. */
const TRIED_MS = 4 * 3_600_000;
const FIRST_PAUSE_MS = 10_000;
const MOST_CLIENT_STATE = 128;

/** What a client asks for. */
export interface Wanted {
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly resource: string;
  readonly expirationDateTime: string;
  readonly clientState?: string;
}

export interface Subscription extends Wanted {
  readonly id: string;
  readonly app: string;
  readonly drive: Drive;
  expirationDateTime: string;
}

/** A notification that went out, as often as it was tried. */
interface Posted {
  readonly body: object;
  /** 0 where nobody answered. */
  readonly status: number;
  /** Virtual time, ms. */
  readonly at: number;
}

const invalid = (message: string, violation = true): GraphError =>
  new GraphError(400, 'InvalidRequest', message, { violation });

/** Subscriptions to drives, and the notifications that they bring. */
export class Subscriptions {
  readonly posted: Posted[] = [];
  readonly #clock: Clock;
  readonly #tenant: string;
  readonly #all = new Map<string, Subscription>();
  /** Subscriptions that have a notification on its way: changes in the meantime are told by it. */
  readonly #due = new Set<string>();
  readonly #watched = new Set<Drive>();
  /** Virtual ms between a change and its notification. */
  delay = USUAL_DELAY_MS;
  #made = 0;

  constructor(clock: Clock, tenant: string) {
    this.#clock = clock;
    this.#tenant = tenant;
  }

  /** Those that have not expired. */
  get all(): Subscription[] {
    return [...this.#all.values()].filter(
      ({ expirationDateTime }) => Date.parse(expirationDateTime) > this.#clock.now(),
    );
  }

  find(id: string): Subscription {
    const found = this.all.find((subscription) => subscription.id === id);
    if (!found) throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
    return found;
  }

  /** Checks what is asked for, and whether somebody answers at its URL. */
  async create(wanted: Wanted, app: string, drive: Drive): Promise<Subscription> {
    const { changeType, clientState = '', expirationDateTime, notificationUrl } = wanted;
    if (changeType !== 'updated') throw invalid(`A drive's changes are of type 'updated' only, not '${changeType}'.`);
    if (clientState.length > MOST_CLIENT_STATE) throw invalid('clientState is longer than 128 characters.');
    this.#checkExpiry(expirationDateTime);
    await this.#validate(notificationUrl);
    const id = `33333333-0000-4000-8000-${String(++this.#made).padStart(12, '0')}`;
    const subscription = { ...wanted, id, app, drive };
    this.#all.set(id, subscription);
    if (!this.#watched.has(drive)) drive.listen(() => this.#changed(drive));
    this.#watched.add(drive);
    return subscription;
  }

  renew(subscription: Subscription, expirationDateTime: string): void {
    this.#checkExpiry(expirationDateTime);
    subscription.expirationDateTime = expirationDateTime;
  }

  remove({ id }: Subscription): void {
    this.#all.delete(id);
  }

  /** What a notification of it says, for tests that send one by themselves: late, twice, or forged. */
  bodyOf({ id, clientState, expirationDateTime, resource }: Subscription): { readonly value: readonly object[] } {
    return {
      value: [
        {
          subscriptionId: id,
          ...(clientState !== undefined && { clientState }),
          resource: resource.replace(/^\//, ''),
          tenantId: this.#tenant,
          resourceData: null,
          subscriptionExpirationDateTime: expirationDateTime,
          changeType: 'updated',
        },
      ],
    };
  }

  #checkExpiry(expirationDateTime: string): void {
    const ahead = Date.parse(expirationDateTime) - this.#clock.now();
    if (!/Z$/.test(expirationDateTime) || Number.isNaN(ahead)) throw invalid('expirationDateTime is no time in UTC.');
    if (ahead <= 0 || ahead > LONGEST_MS)
      throw invalid('Subscription expiration can only be 42300 minutes in the future.');
  }

  /** https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks#notificationurl-validation */
  async #validate(notificationUrl: string): Promise<void> {
    const url = URL.canParse(notificationUrl) ? new URL(notificationUrl) : null;
    // A test's own server speaks no TLS.
    if (!url || (url.protocol !== 'https:' && url.hostname !== '127.0.0.1'))
      throw invalid(`notificationUrl is no https address: ${notificationUrl}`);
    const token = `Validation: Testing client application reachability for subscription Request-Id: ${++this.#made} <&+%>`;
    url.searchParams.set('validationToken', token);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    const answered = await fetch(url, { method: 'POST', headers }).catch(() => null);
    const fits =
      answered?.status === 200 &&
      /^text\/plain\b/.test(answered.headers.get('content-type') ?? '') &&
      (await answered.text()) === token;
    if (!fits)
      throw new GraphError(
        400,
        'ValidationError',
        `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request: ${answered?.status ?? 'no answer'}.`,
      );
  }

  #changed(drive: Drive): void {
    for (const subscription of this.all) {
      if (subscription.drive !== drive || this.#due.has(subscription.id)) continue;
      this.#due.add(subscription.id);
      this.#clock.at(this.#clock.now() + this.delay, () => {
        this.#due.delete(subscription.id);
        this.#send(subscription, this.#clock.now() + TRIED_MS, FIRST_PAUSE_MS);
      });
    }
  }

  /** Sends, and sends again at ever longer intervals until it is taken. */
  #send(subscription: Subscription, until: number, pause: number): void {
    if (!this.all.includes(subscription)) return;
    const body = this.bodyOf(subscription);
    void this.#clock.during(async () => {
      const status = await fetch(subscription.notificationUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      }).then(
        (answered) => answered.status,
        () => 0,
      );
      const now = this.#clock.now();
      this.posted.push({ body, status, at: now });
      if ((status < 200 || status > 299) && now + pause <= until)
        this.#clock.at(now + pause, () => this.#send(subscription, until, pause * 2));
    });
  }
}
