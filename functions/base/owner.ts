/** Which process on which machine holds a lock or a claim, and whether it is certainly gone. */
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

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

/** By what name a process is known to others for as long as it lives. */
const OWN = randomBytes(8).toString('hex');

/** This process, for as long as it lives. */
export const thisProcess = (): Owner => ({ pid: process.pid, host: hostname(), token: OWN, space: spaceHere() });

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

/** Whether its number can be looked up from here. */
export const isHere = ({ host, space }: Owner): boolean =>
  host === hostname() && (space === null || space === spaceHere());

/**
 * Whether its process is certainly no more, which only its own machine can tell. `knows`: whether what bears this token is
 * still this process's own, which may have the number of one before it.
 */
export const isOwnerGone = (owner: Owner, knows: (token: string) => boolean = (token) => token === OWN): boolean =>
  isHere(owner) && (owner.pid === process.pid ? !knows(owner.token) : !isAlive(owner.pid));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};

let space: string | undefined;

/**
 * A name is no proof of a machine: Cloud Run calls every instance `localhost` (github.com/newrelic/node-newrelic/issues/3093), and
 * containers on a host's network bear its name, each with a process 1. What Linux does not tell apart is taken for somewhere else.
 */
const spaceHere = (): string => {
  space ??= /^localhost\b/.test(hostname()) ? OWN : process.platform === 'linux' ? linuxSpace() : '';
  return space;
};

/** `ebfe5a21-4026531836`: the boot (proc_sys_kernel(5)), and the namespace of process numbers (pid_namespaces(7)). */
const linuxSpace = (): string => {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    const [namespace] = /\d+/.exec(readlinkSync('/proc/self/ns/pid')) ?? [];
    return namespace === undefined ? OWN : `${boot}-${namespace}`;
  } catch {
    return OWN;
  }
};
