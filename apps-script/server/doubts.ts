import { must } from '../../core/text/must.ts';
import type { CellDoubt } from '../protocol.ts';
import { attempt } from './services.ts';

/** Where the script keeps what belongs to this file and not into it. A copy of the file does not get it. */
export const properties = () => must(PropertiesService.getDocumentProperties(), 'properties of the document');

/** The property that holds them. */
export const DOUBTS = 'baton.readOnly';

/** What was in doubt when the headers were looked at last. */
export const doubtsKnown = (): CellDoubt[] =>
  JSON.parse(attempt(() => properties().getProperty(DOUBTS)) ?? '[]') as CellDoubt[];
