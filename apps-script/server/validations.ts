/** What the cells of a column offer and refuse. */
import { type Column, type Locale, NO, type TabKey, YES } from '../../sheet-templates/index.ts';

type Rule = GoogleAppsScript.Spreadsheet.DataValidation;

/** Where the names of a tab's first column stand; null where the workbook lacks the tab. */
export type RuleSource = (tab: TabKey) => GoogleAppsScript.Spreadsheet.Range | null;

/** Columns that hold the id of one other tab. */
const IDS_OF: Readonly<Record<string, TabKey>> = {
  request: 'requests',
  meeting: 'meetings',
  carriedFrom: 'topics',
  'escalations.item': 'tracker',
};

/**
 * What a column's cells offer and refuse. Only a choice is refused by Google itself; all else that does not fit is marked,
 * by Google and by Baton, who says in words what to write: a name that is not listed yet may be right.
 */
export const ruleFor = (
  tab: TabKey,
  key: string,
  { type, options = [], suggests, lookup, help }: Column,
  locale: Locale,
  sources: RuleSource,
): Rule | null => {
  if (lookup) return null;
  const draft = SpreadsheetApp.newDataValidation().setHelpText(help[locale]);
  const among = (source: TabKey | undefined) => {
    const names = source ? sources(source) : null;
    return names ? draft.requireValueInRange(names, true).build() : null;
  };
  switch (type) {
    case 'option':
      return draft
        .requireValueInList(
          options.map(({ label }) => label[locale]),
          true,
        )
        .setAllowInvalid(false)
        .build();
    case 'flag':
      return draft.requireValueInList([YES.label[locale], NO.label[locale]], true).setAllowInvalid(false).build();
    case 'person':
      return among('directory');
    case 'department':
      return among('departments');
    case 'date':
      return draft.requireDate().build();
    case 'percent':
      return draft.requireNumberBetween(0, 1).build();
    case 'number':
      return draft.requireNumberGreaterThanOrEqualTo(0).build();
    case 'email':
      return draft.requireTextIsEmail().build();
    default:
      if (suggests)
        return draft
          .requireValueInList(
            suggests.map((word) => word[locale]),
            true,
          )
          .setAllowInvalid(true)
          .build();
      return among(IDS_OF[`${tab}.${key}`] ?? IDS_OF[key]);
  }
};
