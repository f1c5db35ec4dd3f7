/** What a process knows of a mail that it could not send, while it is asked about it. */
export type Doubt = 'unsent' | 'unknown';

export interface Doubts {
  set(id: string, known: Doubt): void;
  get(id: string): Doubt | null;
  delete(id: string): void;
}

/** Each is kept for as long as a mailbox may take to show a mail that left. */
export const createDoubts = (now: () => number, keptFor: number): Doubts => {
  const kept = new Map<string, { readonly known: Doubt; readonly until: number }>();
  return {
    set: (id, known) => kept.set(id, { known, until: now() + keptFor }),
    get: (id) => {
      for (const [other, { until }] of kept) if (until <= now()) kept.delete(other);
      return kept.get(id)?.known ?? null;
    },
    delete: (id) => kept.delete(id),
  };
};
