/** What is kept beside the sheet for this file: above all, what is in doubt about its headers. */
import { must } from '../../core/text/must.ts';
import type { CellDoubt } from '../protocol.ts';
import { attempt } from './services.ts';

/** Where the script keeps what belongs to this file and not into it. A copy of the file does not get it. */
export const properties = () => must(PropertiesService.getDocumentProperties(), 'properties of the document');

/** The property that says in which language the menu is, so that nothing has to be read for it. */
export const MENU_LOCALE = 'baton.menuLocale';

/** The property that holds them. */
export const DOUBTS = 'baton.readOnly';

/** What was in doubt when the headers were looked at last; a web app sees none of it. */
export const doubtsKnown = (): CellDoubt[] => {
  const known = PropertiesService.getDocumentProperties();
  return JSON.parse((known && attempt(() => known.getProperty(DOUBTS))) ?? '[]') as CellDoubt[];
};
