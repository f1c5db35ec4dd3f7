/** The sheets to open for what a mail asks and none of its buttons can answer. */
import { type TabKey, tabOf } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';
import { lookOf } from '../rules/index.ts';
import { ITEM_SECTIONS, type ItemSection } from '../rules/rule.ts';
import { titleOfRow } from '../text/row-number.ts';
import { dutyIn } from './about.ts';
import { kindsDrawn } from './buttons.ts';
import type { AboutNotices, Content } from './content.ts';
import { DECIDING, doing } from './doing.ts';
import type { DigestInput } from './input.ts';
import { isMe } from './reader.ts';

/** A sheet to go to, and an ID to find a row by. */
export interface CellPlace {
  readonly tab: TabKey;
  readonly id: string;
}

/**
 * Sheets to go to for all that a mail asks and that none of its buttons and links does, one row of each; where a mail
 * carries no buttons, for all that it asks.
 */
export const placesOf = ({ input, reader, groups, updateItems, still }: Content): readonly CellPlace[] => {
  const canAnswer = (id: string, kinds: readonly AnswerKind[]) => {
    const given = input.answers(id)?.kinds ?? [];
    return kinds.some((kind) => given.includes(kind));
  };
  /** Of what was decided whoever answers for a task only hears. */
  const isTold = (id: string) => !isMe(reader, input.items.get(id)?.responsible ?? null);
  const ofCard = (group: ItemSection, { about, notices }: AboutNotices): readonly CellPlace[] => {
    const answers = input.answers(about.id);
    const drawn = answers ? kindsDrawn(answers, group, about.card().ask) : [];
    const matter = input.matters.get(about.id);
    if (notices.length === 0)
      return DECIDING.some((kind) => drawn.includes(kind)) ? [] : [{ id: about.id, tab: about.tab }];
    return notices
      .filter((notice) => lookOf(notice) !== 'changes' && !(lookOf(notice) === 'decision' && isTold(about.id)))
      .filter((notice) => !doing(notice).some((kind) => drawn.includes(kind)))
      .map((notice) => ({ id: about.id, tab: (matter && dutyIn(matter, notice)?.tab) ?? about.tab }));
  };
  const entries: readonly CellPlace[] = [
    ...ITEM_SECTIONS.flatMap((group) => groups[group].flatMap((card) => ofCard(group, card))),
    ...updateItems.filter(({ id }) => !canAnswer(id, ['progress'])).map(({ id }) => ({ id, tab: 'tracker' as const })),
    ...still.filter((one) => !canAnswer(one.id, one.doing)),
  ];
  const first = new Map<TabKey, string>();
  for (const { tab, id } of entries) if (!first.has(tab)) first.set(tab, id);
  return [...first].map(([tab, id]) => ({ tab, id }));
};

/** The sheet of a row by the name it has in this workbook; a plan without a tracker is its own. */
export const sheetOf = ({ tab, id }: CellPlace, { workbook, policy }: DigestInput): string =>
  titleOfRow(workbook, tab, id) ??
  (tab === 'tracker' ? titleOfRow(workbook, 'raci', id) : undefined) ??
  tabOf(tab).title[policy.locale];
