import type { DriveItem as Shown } from '@microsoft/microsoft-graph-types';
import { badRequest } from '../wire/errors.ts';
import type { DriveItem } from './item.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SITE = 'https://example.sharepoint.com/sites/team';

const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
const encodedPath = (path: string) => path.split('/').map(encodeURIComponent).join('/');

type Item = Shown & { readonly '@microsoft.graph.downloadUrl'?: string };

/** A driveItem as Graph shows it: https://learn.microsoft.com/en-us/graph/api/resources/driveitem */
export const shownItem = (item: DriveItem, downloadUrl: string | null): Item => ({
  ...(downloadUrl && { '@microsoft.graph.downloadUrl': downloadUrl }),
  id: item.id,
  name: item.name,
  eTag: item.eTag,
  createdDateTime: iso(item.modified),
  lastModifiedDateTime: iso(item.modified),
  lastModifiedBy: { user: { displayName: item.modifiedBy } },
  size: item.bytes.length,
  webUrl: `${SITE}/Shared%20Documents${encodedPath(item.path)}`,
  parentReference: {
    driveId: item.drive.id,
    driveType: 'documentLibrary',
    ...(item.parent && {
      id: item.parent.id,
      name: item.parent === item.drive.root ? 'Shared Documents' : item.parent.name,
      path: `/drives/${item.drive.id}/root:${encodedPath(item.parent.path)}`,
    }),
  },
  ...(item.isFolder
    ? { folder: { childCount: item.drive.children(item).length } }
    : { cTag: item.cTag, file: { mimeType: item.name.endsWith('.xlsx') ? XLSX : 'application/octet-stream' } }),
  ...(item === item.drive.root && { root: {} }),
});

/** Properties that may be asked for, though this item may not have them. */
const KNOWN = ['cTag', 'file', 'folder', 'root', 'deleted', '@microsoft.graph.downloadUrl', 'content.downloadUrl'];

/** Only what `$select` names; the 400 for a name that is none. */
export const selected = (shown: object, select: string | undefined, type: string): object => {
  if (select === undefined) return shown;
  const names = select.split(',');
  const wanted = new Set<string>();
  for (const name of names) {
    if (!(name in shown) && !KNOWN.includes(name))
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
      );
    wanted.add(name === 'content.downloadUrl' ? '@microsoft.graph.downloadUrl' : name);
  }
  return Object.fromEntries(Object.entries(shown).filter(([name]) => wanted.has(name) || name === '@odata.etag'));
};
