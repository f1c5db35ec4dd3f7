/** Which process on which machine holds a lock or a claim, and how that is written down. */

/** Which process holds something: the lock of a file, a claim in `_runs`. */
export interface Owner {
  readonly pid: number;
  /** Name of its machine. */
  readonly host: string;
  /** What its process knows it by: a number alone comes again, and in a container with every start. */
  readonly token: string;
  /** Where a number means one process: a boot of a system, and a container on it. Null where that was not said. */
  readonly space: string | null;
}

/** `{"pid":4711,"host":"build-7","token":"…","space":"…"}`; without the last where that was not said. */
export const ownerText = ({ pid, host, token, space }: Owner): string =>
  JSON.stringify({ pid, host, token, ...(space !== null && { space }) });

/** Null for whatever `ownerText` did not write, or did not write to its end. */
export const ownerIn = (text: string): Owner | null => {
  const fields = fieldsOf(text);
  const { pid, host, token, space = null } = fields;
  const isOwner = Number.isSafeInteger(pid) && typeof host === 'string' && typeof token === 'string';
  if (!isOwner || !(space === null || typeof space === 'string')) return null;
  return { pid: pid as number, host, token, space };
};

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
};
