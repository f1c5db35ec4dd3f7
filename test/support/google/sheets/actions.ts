import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Book } from './book.ts';

/** Whom a batch acts for, and where new ids come from. */
export interface Writer {
  readonly email: string;
  /** The owner may edit whatever is protected. */
  readonly owner: boolean;
  /** A new id that nothing in the workbook has. */
  readonly id: () => number;
}

/** Every kind of request with its message. */
export type Requests = { [K in keyof sheets_v4.Schema$Request]-?: NonNullable<sheets_v4.Schema$Request[K]> };
/** Each deals with one kind of request on a draft, and returns its reply if the kind has one. */
export type Actions = {
  [K in keyof Requests]?: (book: Book, request: Requests[K], writer: Writer) => object | undefined;
};
