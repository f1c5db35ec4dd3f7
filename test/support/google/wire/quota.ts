import { GoogleError } from './errors.ts';

/** A limit on requests within a minute, of the whole project or of each user. */
export interface Limit {
  readonly metric: 'read' | 'write' | 'units';
  readonly per: 'project' | 'user';
  readonly perMinute: number;
}

/** https://developers.google.com/workspace/sheets/api/limits */
export const SHEETS_LIMITS: readonly Limit[] = [
  { metric: 'read', per: 'project', perMinute: 300 },
  { metric: 'read', per: 'user', perMinute: 60 },
  { metric: 'write', per: 'project', perMinute: 300 },
  { metric: 'write', per: 'user', perMinute: 60 },
];

/** In quota units, of which each method costs some; https://developers.google.com/workspace/gmail/api/reference/quota */
export const GMAIL_LIMITS: readonly Limit[] = [
  { metric: 'units', per: 'project', perMinute: 1_200_000 },
  { metric: 'units', per: 'user', perMinute: 15_000 },
];

const MINUTE = 60_000;

/**
 * Counts accepted requests in the minute before now. Google says only that quotas are refilled every minute; a sliding
 * minute refuses whatever a window that starts at an unknown moment might refuse. Refused requests are not counted.
 */
export class Quota {
  readonly #service: string;
  readonly #limits: readonly Limit[];
  readonly #now: () => number;
  readonly #times = new Map<string, { readonly at: number; readonly cost: number }[]>();

  constructor(service: string, limits: readonly Limit[], now: () => number) {
    this.#service = service;
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts a request, or throws the 429 as in https://github.com/Sage-Bionetworks/data_curator/issues/110. */
  take(metric: Limit['metric'], user: string, cost = 1): void {
    const now = this.#now();
    const windows = this.#limits
      .filter((limit) => limit.metric === metric)
      .map((limit) => {
        const key = `${metric} ${limit.per === 'user' ? user : ''}`;
        const times = (this.#times.get(key) ?? []).filter(({ at }) => at > now - MINUTE);
        this.#times.set(key, times);
        return { limit, times };
      });
    for (const { limit, times } of windows) {
      const spent = times.reduce((sum, entry) => sum + entry.cost, 0);
      if (spent + cost > limit.perMinute) throw this.#exceeded(limit);
    }
    for (const { times } of windows) times.push({ at: now, cost });
  }

  #exceeded({ metric, per }: Limit): GoogleError {
    const name = { read: 'Read', write: 'Write', units: 'Queries' }[metric];
    return new GoogleError(
      'RESOURCE_EXHAUSTED',
      `Quota exceeded for quota metric '${metric === 'units' ? name : `${name} requests`}' and limit '${metric === 'units' ? name : `${name} requests`} per minute${per === 'user' ? ' per user' : ''}' of service '${this.#service}' for consumer 'project_number:100000000001'.`,
      [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'RATE_LIMIT_EXCEEDED',
          domain: 'googleapis.com',
          metadata: {
            consumer: 'projects/100000000001',
            quota_limit: `${name}${metric === 'units' ? '' : 'Requests'}PerMinutePer${per === 'user' ? 'User' : 'Project'}`,
            quota_metric: `${this.#service}/${metric === 'units' ? 'queries' : `${metric}_requests`}`,
            service: this.#service,
          },
        },
      ],
    );
  }
}
