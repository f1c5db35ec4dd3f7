/** One value of an Apps Script enum; the same object everywhere, so that === works, and its name as text. */
export class EnumValue {
  readonly #name: string;
  readonly #index: number;
  readonly enumName: string;

  constructor(enumName: string, name: string, index: number) {
    this.enumName = enumName;
    this.#name = name;
    this.#index = index;
  }
  toString(): string {
    return this.#name;
  }
  toJSON(): string {
    return this.#name;
  }
  name(): string {
    return this.#name;
  }
  ordinal(): number {
    return this.#index;
  }
  compareTo(other: EnumValue): number {
    return this.#index - other.#index;
  }
}

/** The enums a sheet add-in uses, with the values of the reference. */
const VALUES: Readonly<Record<string, string>> = {
  AuthMode: 'NONE CUSTOM_FUNCTION LIMITED FULL',
  BorderStyle: 'DOTTED DASHED SOLID SOLID_MEDIUM SOLID_THICK DOUBLE',
  Button: 'CLOSE OK CANCEL YES NO',
  ButtonSet: 'OK OK_CANCEL YES_NO YES_NO_CANCEL',
  Charset: 'US_ASCII UTF_8',
  CopyPasteType:
    'PASTE_NORMAL PASTE_NO_BORDERS PASTE_FORMAT PASTE_FORMULA PASTE_DATA_VALIDATION PASTE_VALUES PASTE_CONDITIONAL_FORMATTING PASTE_COLUMN_WIDTHS',
  DataValidationCriteria:
    'DATE_AFTER DATE_BEFORE DATE_BETWEEN DATE_EQUAL_TO DATE_IS_VALID_DATE DATE_NOT_BETWEEN DATE_ON_OR_AFTER DATE_ON_OR_BEFORE NUMBER_BETWEEN NUMBER_EQUAL_TO NUMBER_GREATER_THAN NUMBER_GREATER_THAN_OR_EQUAL_TO NUMBER_LESS_THAN NUMBER_LESS_THAN_OR_EQUAL_TO NUMBER_NOT_BETWEEN NUMBER_NOT_EQUAL_TO TEXT_CONTAINS TEXT_DOES_NOT_CONTAIN TEXT_EQUAL_TO TEXT_IS_VALID_EMAIL TEXT_IS_VALID_URL VALUE_IN_LIST VALUE_IN_RANGE CUSTOM_FORMULA CHECKBOX',
  DeveloperMetadataLocationType: 'SPREADSHEET SHEET ROW COLUMN',
  DeveloperMetadataVisibility: 'DOCUMENT PROJECT',
  DigestAlgorithm: 'MD2 MD5 SHA_1 SHA_256 SHA_384 SHA_512',
  Dimension: 'COLUMNS ROWS',
  EventType: 'CLOCK ON_OPEN ON_EDIT ON_FORM_SUBMIT ON_CHANGE ON_EVENT_UPDATED',
  ProtectionType: 'RANGE SHEET',
  TriggerSource: 'SPREADSHEETS CLOCK FORMS DOCUMENTS CALENDAR',
  SheetType: 'GRID OBJECT DATASOURCE',
  WeekDay: 'SUNDAY MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY',
  WrapStrategy: 'WRAP OVERFLOW CLIP',
};

const all = new Map(
  Object.entries(VALUES).map(([enumName, names]) => [
    enumName,
    new Map(names.split(' ').map((name, i) => [name, new EnumValue(enumName, name, i)])),
  ]),
);

export const isEnum = (name: string): boolean => all.has(name);

export const enumValue = (enumName: string, name: string): EnumValue => all.get(enumName)!.get(name)!;

export const enumValues = (enumName: string): ReadonlyMap<string, EnumValue> => all.get(enumName)!;
