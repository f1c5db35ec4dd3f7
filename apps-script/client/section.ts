/** What the parts of the sidebar are given. */
import type { PageWords } from '../../core/messages/language.ts';
import type { Status } from '../protocol.ts';
import type { PageBook } from './book.ts';

/** What every section works with. */
export interface Sidebar {
  readonly status: Status;
  readonly book: PageBook;
  readonly words: PageWords;
  /** Reads everything again and shows it, with a word on what was done. */
  refresh(done?: string): Promise<void>;
}

declare global {
  /** The section the menu asked for; set beside the page by the script that shows it. */
  var batonSection: string | undefined;
}
