/** Reads the task that the queue brings, of whatever kind it says it is. */
import * as z from 'zod/mini';
import { isAddress } from '../../core/read/address.ts';
import { localTime } from '../../core/time/calendar.ts';
import { LOCALES } from '../../sheet-templates/types.ts';
import { TEAM_MOST } from '../many/teams.ts';
import type { CloudTask } from '../ports.ts';

const Name = z.string().check(z.regex(/^[\w-]{1,500}$/));
const Uri = z.string().check(z.minLength(1));
const Instant = z.string().check(z.refine((text) => localTime(text, 'UTC') !== null));

const ofOne = { workbook: Uri, at: Instant, owner: z.nullable(z.string().check(z.refine(isAddress))) };

const count = z.number().check(z.int(), z.minimum(0));
const Exception = z.object({
  workbook: z.string(),
  url: z.exactOptional(z.url({ protocol: /^https$/ })),
  code: z.string(),
  text: z.string(),
});

const Week = z.object({
  kind: z.literal('week'),
  name: Name,
  at: Instant,
  from: count,
  isRepeat: z.boolean(),
  sum: z.object({
    workbooks: count,
    planned: count,
    swept: count,
    mails: z.array(count).check(z.length(7)),
    answers: count,
    exceptions: z.array(Exception),
    more: count,
  }),
});

const Text = z.string().check(z.maxLength(2_000));
const Pressed = z.object({
  kind: z.literal('press'),
  name: Name,
  press: z.object({
    by: Text,
    id: Text,
    message: Text,
    token: Text,
    kind: Text,
    locale: z.enum(LOCALES),
    presser: Text,
    reply: Text,
  }),
});

/** By what a task says it is; a sweep of one workbook says nothing, as those of before there were others. */
const KINDS = {
  sweep: z.object({ name: Name, ...ofOne, book: z.exactOptional(Uri) }),
  team: z.object({
    kind: z.literal('team'),
    name: Name,
    book: Uri,
    workbooks: z.array(z.object(ofOne)).check(z.minLength(2), z.maxLength(TEAM_MOST)),
  }),
  check: z.object({ kind: z.literal('check'), name: Name, workbook: Uri }),
  'hand-on': z.object({ kind: z.literal('hand-on'), name: Name, workbook: Uri, book: z.exactOptional(Uri) }),
  week: Week,
  press: Pressed,
};

const Kind = z.object({ kind: z.enum(['team', 'check', 'hand-on', 'week', 'press']) });

/** Null for what is no task. */
export const taskIn = (body: unknown): CloudTask | null => {
  const { kind } = Kind.safeParse(body).data ?? { kind: 'sweep' as const };
  return KINDS[kind].safeParse(body).data ?? null;
};
