import { badRequest } from './errors.ts';

/** What not every driveItem has, and may be asked for of any. */
const OPTIONAL = ['cTag', 'file', 'folder', 'root', 'deleted', '@microsoft.graph.downloadUrl'];

/** Only what `$select` names; the 400 for a name that is none. */
export const selected = (shown: object, select: string | undefined, type: string): object => {
  if (select === undefined) return shown;
  const wanted = select.split(',');
  const unknown = wanted.find((name) => !(name in shown) && !(type === 'driveItem' && OPTIONAL.includes(name)));
  if (unknown !== undefined)
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
    );
  return Object.fromEntries(Object.entries(shown).filter(([name]) => wanted.includes(name) || name === '@odata.etag'));
};
