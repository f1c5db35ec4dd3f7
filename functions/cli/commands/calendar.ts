/** `calendar`: a calendar file a person, the addresses under which `serve` or the cloud has them, and taking one back. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ownDates } from '../../../core/mail/own-dates.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { plainFileName } from '../../../core/pack/name.ts';
import { readFacts } from '../../../core/process/facts.ts';
import type { Person, Snapshot } from '../../../core/snapshot.ts';
import { createLinks } from '../../answer/links.ts';
import { calendarFeed } from '../../base/calendar-feed.ts';
import { writeWhole } from '../../base/whole-file.ts';
import { BatonError } from '../../errors.ts';
import { revokeCalendar } from '../../keep/revoke-calendar.ts';
import { linkKeysFor } from '../link-keys.ts';
import { command, option } from '../program.ts';
import { openNamed, openReading, realNow, uriGiven, workbookOr } from '../reading.ts';
import { respondAt } from '../sweeping.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';

const say = inAll('calls');

interface Options {
  readonly to?: string;
  readonly links?: string;
  readonly revoke?: string;
  readonly now?: string;
}

export const calendarCommand = (terminal: Terminal): Command =>
  command(terminal, 'calendar')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .addOption(option(terminal, '--to <folder>', 'calendarTo'))
    .addOption(option(terminal, '--links <url>', 'calendarLinks'))
    .addOption(option(terminal, '--revoke <name>', 'calendarRevoke'))
    .addOption(option(terminal, '--now <iso>', 'asOf'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string | undefined, { to, links, revoke, now }: Options) => {
      const workbook = workbookOr(terminal, given);
      const asked = [to, links, revoke].filter((one) => one !== undefined);
      if (asked.length !== 1) throw new BatonError('call', 'calendar-for-what', say.calendarForWhat);
      if (revoke !== undefined) return revoked(terminal, workbook, revoke);
      const { snapshot } = await openReading(workbook, now);
      if (links !== undefined) return listed(terminal, snapshot, uriGiven(workbook), links);
      return written(terminal, snapshot, pathFromCaller(to ?? ''));
    });

const revoked = async ({ json, print, printJson, say }: Terminal, workbook: string, whose: string): Promise<void> => {
  const { name, email, turn } = await revokeCalendar({ store: openNamed(workbook), whose, clock: realNow });
  if (json) printJson({ name, email, revoked: turn });
  else print(say.calendars.revoked(name));
};

const activeIn = ({ people }: Snapshot): readonly Person[] => [...people.values()].filter(({ active }) => active);

/** Whoever has the secret of the links can make each person's address. */
const listed = async (
  { json, print, printJson }: Terminal,
  snapshot: Snapshot,
  uri: string,
  base: string,
): Promise<void> => {
  const links = createLinks({ base: respondAt(base), keys: await linkKeysFor(uri) });
  const addressOf = links.calendarOf(uri, snapshot);
  const calendars = activeIn(snapshot).flatMap(({ name, email }) =>
    email === null ? [] : [{ name, email, url: addressOf(email) }],
  );
  if (json) printJson({ workbook: snapshot.workbook.id, calendars });
  else print(...calendars.map(({ name, email, url }) => `${name} <${email}>\n  ${url}`));
};

/** One file for each person, by their name: also for whoever has no date, so that the dates of an older file go. */
const written = async (
  { json, print, printJson, say: words }: Terminal,
  snapshot: Snapshot,
  folder: string,
): Promise<void> => {
  const facts = readFacts(snapshot);
  const files: { readonly name: string; readonly path: string; readonly dates: number }[] = [];
  const taken = new Set<string>();
  try {
    await mkdir(folder, { recursive: true });
    for (const person of activeIn(snapshot)) {
      const dates = ownDates(facts, person);
      const path = join(folder, fileNameFor(person, taken));
      await writeWhole(path, calendarFeed(dates, snapshot), { mode: null, nameMayBeLost: true });
      files.push({ name: person.name, path, dates: dates.entries.length });
    }
  } catch (cause) {
    throw new BatonError('backend', 'page-not-written', say.pageNotWritten({ file: shownPath(folder) }), cause);
  }
  if (json) printJson({ workbook: snapshot.workbook.id, at: snapshot.at, files });
  else print(...files.map(({ path, dates }) => words.calendars.written(shownPath(path), dates)));
};

/** Two people whose names come to the same file are told apart by a number. */
const fileNameFor = ({ name }: Person, taken: Set<string>): string => {
  const plain = plainFileName(name) || 'calendar';
  let free = plain;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${plain} ${n}`;
  taken.add(free.toLowerCase());
  return `${free}.ics`;
};
