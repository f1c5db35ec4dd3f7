/** A notice as another program is told of it: what, of whom, about which item, and where the workbook opens. */

import type { Level } from '../item.ts';
import { titleOf } from '../mail/about.ts';
import { sayBecause } from '../messages/index.ts';
import type { Notice } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import type { Person } from '../snapshot.ts';
import { oneLine, shorten } from '../text/width.ts';
import { isoOrNull } from '../time/day.ts';

interface Told {
  readonly name: string;
  readonly email: string | null;
}

/** The body of a post, as Standard Webhooks has it: type, time, data. `functions/webhook/schema.ts` is its schema. */
export interface NoticeEvent {
  /** `notice.task.overdue` */
  readonly type: string;
  /** The sweep's instant, ISO 8601 with offset. */
  readonly timestamp: string;
  readonly data: {
    /** The notice's key: the same event has the same key, whoever posts it and whenever. */
    readonly key: string;
    readonly rule: string;
    readonly level: Level;
    readonly item: {
      readonly id: string;
      readonly name: string;
      /** The day it is due, YYYY-MM-DD; null where it has none. */
      readonly due: string | null;
      readonly request: string;
    };
    readonly to: readonly Told[];
    readonly cc: readonly Told[];
    /** Why, in a sentence in the workbook's language. */
    readonly because: string;
    readonly workbook: { readonly id: string; readonly name: string; readonly url: string | null };
  };
}

/** No more of a text than a mail quotes, in columns. */
const LONGEST = 240;
const text = (value: string): string => shorten(oneLine(value), LONGEST);

const toldOf = (people: readonly Person[]): readonly Told[] => people.map(({ name, email }) => ({ name, email }));

/** No more than the notice's mail shows, and no link that answers: whoever reads it is nobody's mailbox. */
export const eventOf = (facts: Facts, notice: Notice): NoticeEvent => {
  const { workbook, policy, today, at } = facts.snapshot;
  const { key, rule, item: id, level, to, cc, because } = notice;
  const item = facts.items.get(id);
  const matter = facts.flow.matters.get(id);
  const due = item?.due ?? matter?.duties[0]?.end ?? matter?.due ?? null;
  return {
    type: `notice.${rule.replaceAll('-', '_')}`,
    timestamp: at,
    data: {
      key,
      rule,
      level,
      item: {
        id,
        name: text(item?.name ?? (matter ? titleOf(matter) : '')),
        due: isoOrNull(due),
        request: item?.request ?? matter?.request ?? '',
      },
      to: toldOf(to),
      cc: toldOf(cc),
      because: text(sayBecause(because, policy.locale, today)),
      workbook: { id: workbook.id, name: text(workbook.name), url: workbook.url ?? null },
    },
  };
};
