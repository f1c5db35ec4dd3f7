import type { Locale } from '../../sheet-templates/index.ts';
import type { Line } from '../messages/span.ts';
import type { Notice } from '../plan.ts';
import { dueText } from './cards.ts';
import { changeLines } from './changes.ts';
import { cell, isAddressed, itemOf, listFact, nameOf, numberFact, ownerOf, type Reader, textFact } from './reader.ts';
import { oneLine } from './width.ts';

export interface KnowEntry {
  readonly name: string;
  readonly line: Line;
}

/** Things to know, nothing to do: changes, and whatever goes to somebody else with a copy to the reader. */
export const knowEntries = (
  reader: Reader,
  notices: readonly Notice[],
  problemText: (notice: Notice, locale: Locale) => string,
): readonly KnowEntry[] => {
  const { know } = reader.say;
  const entries: KnowEntry[] = [];
  const add = (name: string, rest: Line) => entries.push({ name, line: know.of(name, rest) });
  for (const notice of notices) {
    if (notice.rule === 'task.changed') {
      const item = itemOf(reader, notice);
      for (const line of changeLines(reader, item, notice)) add(nameOf(item), line);
    } else if (isAddressed(reader, notice)) {
      // What is addressed to the reader has a card or a list of its own.
    } else if (notice.rule === 'update.weekly') {
      const names = listFact(notice, 'items').flatMap((id) => {
        const item = reader.items.get(id);
        return item ? [nameOf(item)] : [];
      });
      add(cell(textFact(notice, 'department')), know.update(names));
    } else if (notice.rule === 'digest.keeper') {
      const problem = oneLine(problemText(notice, reader.locale));
      entries.push({ name: problem, line: [problem] });
    } else {
      const item = itemOf(reader, notice);
      const asked = notice.to.map((person) => oneLine(person.name));
      add(
        nameOf(item),
        notice.rule === 'task.stuck'
          ? know.stuck(numberFact(notice, 'days'), asked, ownerOf(item))
          : know.other(dueText(reader, item).when, ownerOf(item)),
      );
    }
  }
  return entries;
};
