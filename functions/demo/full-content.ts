/** Which further texts the full template's demo needs in each language. */
import type { RequestWords } from './content.ts';
import type { SAID, SaidKey } from './full-said.ts';

/** The words in one language of what the full template's demo has beyond the starter's. */
export interface FullContent {
  /** The finished request. */
  readonly identity: RequestWords;
  readonly emergencyPhone: string;
  readonly channel: string;
  readonly said: { readonly [K in SaidKey]: Readonly<Record<(typeof SAID)[K][number], string>> };
}
