import { badRequest } from './errors.ts';

/** Properties that a driveItem may not have, though it may be asked for them; and what the download URL is called in `$select`. */
const OPTIONAL = ['cTag', 'file', 'folder', 'root', 'deleted', '@microsoft.graph.downloadUrl'];
const DOWNLOAD = 'content.downloadUrl';

/** Only what `$select` names; the 400 for a name that is none. */
export const selected = (shown: object, select: string | undefined, type: string): object => {
  if (select === undefined) return shown;
  const optional = type === 'driveItem' ? OPTIONAL : [];
  const wanted = select.split(',').map((name) => (type === 'driveItem' && name === DOWNLOAD ? OPTIONAL.at(-1)! : name));
  const unknown = wanted.find((name) => !(name in shown) && !optional.includes(name));
  if (unknown !== undefined)
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
    );
  return Object.fromEntries(Object.entries(shown).filter(([name]) => wanted.includes(name) || name === '@odata.etag'));
};
