/** What several workbooks share: people, departments and company days from one address book. */

import type { Locale } from '../../sheet-templates/index.ts';
import type { Weekend } from '../../sheet-templates/weekends.ts';
import type { Problem } from '../problem.ts';
import type { Write } from '../row-write.ts';
import type { OfficialDay, RecordOf } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import type { RawWorkbook } from '../workbook.ts';
import type { Located } from './locate.ts';

/** Somebody of the shared address book. A name that two of them bear stands with the address that tells them apart. */
export interface SharedPerson {
  readonly name: string;
  /** '' where the book gives none that can be used. */
  readonly email: string;
  readonly department: string;
  /** Null: each workbook's own. */
  readonly language: Locale | null;
  readonly active: boolean;
  /** '' and null where the book says neither. */
  readonly phone: string;
  readonly channel: RecordOf<'directory'>['channel'];
  /** A name, or an address where the name is two people's; '' for nobody. */
  readonly delegate: string;
  readonly delegateFrom: Day | null;
  readonly delegateTo: Day | null;
}

/** A department of the shared address book; people as `SharedPerson.delegate`. */
export interface SharedDepartment {
  readonly name: string;
  readonly head: string;
  readonly interfacePerson: string;
  readonly divisionLeader: string;
}

/** What several workbooks share: the people, departments and company days of one of them, the book. */
export interface Shared {
  /** Where the book lives (RawWorkbook.location): it shares nothing with itself. */
  readonly location: string;
  readonly people: readonly SharedPerson[];
  readonly departments: readonly SharedDepartment[];
  /** Days off and on that the company has set itself; official days each workbook knows from its own country. */
  readonly days: readonly OfficialDay[];
}

/** A workbook with what it shares in its own sheets, and the writes that bring it there. */
export interface WithShared {
  readonly located: Located;
  readonly writes: readonly Write[];
  readonly problems: readonly Problem[];
}

/**
 * What a host hands over to have a workbook share a book (see `sharing`). A function and no data, so that the add-on, which
 * reads workbooks in which all of it stands already, need not carry how it comes there.
 */
export type Sharing = (raw: RawWorkbook, located: Located, days: DaysHere) => WithShared;

/** What a workbook's days are without the book's. */
export interface DaysHere {
  readonly official: readonly OfficialDay[];
  readonly weekend: Weekend;
  readonly today: Day;
}
