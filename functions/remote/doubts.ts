/** What a process knows of a mail that it could not send, while it is asked about it. */
export interface Doubts<Doubt> {
  set(id: string, doubt: Doubt): void;
  get(id: string): Doubt | null;
  delete(id: string): void;
}

/** Each is kept for as long as a mailbox may take to show a mail that left. */
export const createDoubts = <Doubt>(now: () => number, keptFor: number): Doubts<Doubt> => {
  const kept = new Map<string, { readonly doubt: Doubt; readonly until: number }>();
  return {
    set: (id, doubt) => kept.set(id, { doubt, until: now() + keptFor }),
    get: (id) => {
      for (const [other, { until }] of kept) if (until <= now()) kept.delete(other);
      return kept.get(id)?.doubt ?? null;
    },
    delete: (id) => kept.delete(id),
  };
};
