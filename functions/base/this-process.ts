/** This process, and whether another of this machine is certainly gone. The add-on for Google Sheets has a file of its own in place of this one. */
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Owner } from './owner.ts';

/** By what name a process is known to others for as long as it lives. */
const OWN = randomBytes(8).toString('hex');

/** This process, for as long as it lives. */
export const thisProcess = (): Owner => ({ pid: process.pid, host: hostname(), token: OWN, space: spaceHere() });

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
