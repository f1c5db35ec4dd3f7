/** Answer pages of the demo as HTML: a leader decides, an owner gives a new date. */
import { openAnswer } from '../../core/answer/index.ts';
import type { AnswerKind } from '../../core/answers/model.ts';
import type { Duty } from '../../core/process/duty.ts';
import { type Facts, readFacts } from '../../core/process/facts.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { Person } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { NOTHING_CARRIED, pageHtml } from '../../functions/page/html.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { SHOWN_AT } from './mails.ts';

interface Shown {
  readonly item: string;
  readonly kind: AnswerKind;
  readonly by: (facts: Facts) => Person | null | undefined;
}

/** Who is asked for a matter now, at its level. */
const askedOf = (duty: Duty | undefined): Person | null | undefined => duty?.movers[duty.level]?.[0];

export const PAGES: Readonly<Record<string, Shown>> = {
  decide: { item: 'E-0001', kind: 'rule', by: ({ flow }) => askedOf(flow.matters.get('E-0001')?.duties[0]) },
  answer: { item: 'T-0016', kind: 'redate', by: ({ items }) => items.get('T-0016')?.responsible },
};

/** By name. */
export const pagesIn = async (raw: RawWorkbook): Promise<ReadonlyMap<string, string>> => {
  const facts = readFacts(readSnapshot(raw, await readContextOf(raw, SHOWN_AT)));
  return new Map(
    Object.entries(PAGES).map(([name, { item, kind, by }]) => {
      const person = by(facts);
      if (!person) throw new Error(`nobody opens the page ${name}`);
      const { page } = openAnswer(facts, person, { item, kind, typed: null });
      return [name, pageHtml(page, { ...NOTHING_CARRIED, token: 'T'.repeat(63), nonce: 'n' })];
    }),
  );
};
