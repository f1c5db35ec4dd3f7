/** The schema of an event's body: what it is checked against, and what the guide shows, are made from it. */
import * as z from 'zod/mini';
import type { NoticeEvent } from '../../core/planning/event.ts';

const text = (words: string) => z.string().check(z.describe(words));

const Told = z.object({
  name: text('as the directory has it'),
  email: z.nullable(text('null where the directory has none')),
});

export const EventBody = z.object({
  type: text('notice. and the rule, such as notice.task.overdue'),
  timestamp: text('when it was decided, ISO 8601 with offset; the same each time it is posted'),
  data: z.object({
    key: text('what makes it the same event: rule, item, date, step'),
    rule: text('the kind of notice, such as task.overdue'),
    level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    item: z.object({
      id: text('such as T-0007'),
      name: text('empty where it has none'),
      due: z.nullable(text('YYYY-MM-DD')),
      request: text('id of the request it belongs to; empty for none'),
    }),
    to: z.array(Told),
    cc: z.array(Told),
    because: text('why, in a sentence in the workbook’s language'),
    workbook: z.object({
      id: z.string(),
      name: z.string(),
      url: z.nullable(text('where it opens; null for a file')),
    }),
  }),
});

/** What is posted is what the schema says: either without the other does not compile. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
export const IS_WHAT_IS_POSTED: Same<Mutable<NoticeEvent>, z.infer<typeof EventBody>> = true;

/** As JSON Schema, for whoever takes events. */
export const eventJsonSchema = () => z.toJSONSchema(EventBody, { target: 'draft-7' });
