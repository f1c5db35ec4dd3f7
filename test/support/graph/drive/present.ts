import type { DriveItem as Shown } from '@microsoft/microsoft-graph-types';
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
  createdDateTime: iso(item.created),
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
