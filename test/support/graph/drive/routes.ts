import { readZip, writeZip } from '../../../../functions/xlsx/zip.ts';
import type { Reports } from '../reports.ts';
import { badRequest, GraphError, notSimulated } from '../wire/errors.ts';
import { selected } from '../wire/select.ts';
import type { Answer, Call, Route } from '../wire/serve.ts';
import type { Drive } from './drive.ts';
import type { DriveItem } from './item.ts';
import { shownItem } from './present.ts';
import type { Storage } from './storage.ts';

export interface DriveParts {
  readonly drives: ReadonlyMap<string, Drive>;
  readonly storage: Storage;
  /** Bytes that one PUT takes. */
  readonly mostInPut: number;
  /** An upload session looks at If-Match again when it makes the file. */
  readonly matchAtCommit: boolean;
  readonly reports: Readonly<Reports>;
  /** A workbook session holds the file open for writing. */
  readonly inSession: (item: DriveItem) => boolean;
}

const READ = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All', 'Sites.Selected'];
const WRITE = ['Files.ReadWrite.All', 'Sites.ReadWrite.All', 'Sites.Selected'];
const CONFLICT = '@microsoft.graph.conflictBehavior';

const notFound = () => new GraphError(404, 'itemNotFound', 'The resource could not be found.');

/** The drive of a request; an app that has `Sites.Selected` only must have been let in by the site's owner. */
export const driveOf = (drives: DriveParts['drives'], { path, caller }: Call, right: 'read' | 'write'): Drive => {
  const drive = drives.get(path.drive!);
  if (!drive) throw notFound();
  const wide = (right === 'read' ? READ : WRITE).filter((role) => role !== 'Sites.Selected');
  const given = drive.selected.get(caller.app);
  if (!caller.roles.some((role) => wide.includes(role)) && given !== 'write' && given !== right)
    throw new GraphError(403, 'accessDenied', 'Access denied');
  return drive;
};

/** The item of a request, by its id or by a path from the root or a folder. */
export const itemOf = (drives: DriveParts['drives'], call: Call, right: 'read' | 'write'): DriveItem => {
  const drive = driveOf(drives, call, right);
  const from = drive.find(call.path.item ?? 'root');
  const item = from && (call.path.below === undefined ? from : drive.at(call.path.below, from));
  if (!item) throw notFound();
  return item;
};

/**
 * A file that is open is locked, in Excel for the web too: https://github.com/microsoftgraph/msgraph-sdk-dotnet-core/issues/335;
 * https://github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/3435, https://github.com/OneDrive/onedrive-api-docs/pull/1199
 */
const checkHold = (item: DriveItem, inSession: boolean): void => {
  if (item.hold === 'locked' || inSession)
    throw new GraphError(423, 'notAllowed', 'The resource you are attempting to access is locked', {
      inner: 'resourceLocked',
    });
  if (item.hold === 'checked-out')
    throw new GraphError(
      423,
      'accessDenied',
      'The file is currently checked out or locked for editing by another user.',
    );
};

/** An If-Match may name the eTag or the cTag; https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession */
const checkMatch = (item: DriveItem, wanted: string | undefined): void => {
  if (wanted === undefined || wanted === '*') return;
  if (!/^(W\/)?"[^"]+"$/.test(wanted))
    throw new GraphError(400, 'invalidRequest', 'ETags must be quoted strings.', {
      inner: 'malformedEntityTag',
      violation: true,
    });
  if (wanted !== item.eTag && wanted !== item.cTag)
    throw new GraphError(412, 'resourceModified', "ETag does not match current item's value", {
      inner: 'preconditionFailed',
    });
};

/**
 * One upload session a file: https://github.com/OneDrive/onedrive-api-docs/issues/747; the words:
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6558
 */
const uploadOpen = () => new GraphError(409, 'nameAlreadyExists', 'An upload session already exists for this file');

/** With a part of SharePoint's own. */
const rewritten = (bytes: Buffer): Buffer =>
  writeZip(readZip(bytes), new Map([['customXml/item1.xml', Buffer.from('<properties/>')]]));

export const driveRoutes = (parts: DriveParts): Route[] => {
  const { drives, storage, mostInPut, matchAtCommit, reports, inSession } = parts;
  const shown = (item: DriveItem, select?: string): object => ({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#driveItem',
    ...selected(shownItem(item, item.isFolder ? null : storage.download(item)), select, 'driveItem'),
  });

  const readable = (call: Call): DriveItem => itemOf(drives, call, 'read');

  const fileOf = (call: Call, right: 'read' | 'write'): DriveItem => {
    const item = itemOf(drives, call, right);
    if (item.isFolder) throw new GraphError(400, 'invalidRequest', 'You cannot get content for a folder');
    return item;
  };

  const content = (call: Call): Answer => {
    const item = fileOf(call, 'read');
    const known = call.headers['if-none-match'];
    if (known !== undefined && (known === item.eTag || known === item.cTag)) return { status: 304 };
    return { status: 302, headers: { location: storage.download(item) } };
  };

  const write = (item: DriveItem, bytes: Buffer, { headers }: Call): Answer => {
    checkMatch(item, headers['if-match']);
    checkHold(item, inSession(item));
    const isRewritten = reports.rewritesUploads && /\.xlsx$/i.test(item.name);
    item.replace(isRewritten ? rewritten(bytes) : bytes, 'Baton');
    const body = shown(item);
    if (isRewritten) item.touch('SharePoint');
    return { status: 200, body };
  };

  const put = (call: Call): Answer => {
    const item = fileOf(call, 'write');
    const isOpen = storage.isOpen(item);
    // Beside a session that is not ours to cancel there is nothing else to be tried.
    if (call.bytes.length > mostInPut)
      throw new GraphError(413, 'invalidRequest', 'The request size exceeds the maximum limit.', {
        violation: !isOpen,
      });
    // The SDK says application/json of whatever it puts, unless told: https://github.com/microsoftgraph/msgraph-sdk-javascript/issues/1076
    if (!call.headers['content-type'] || /json/.test(call.headers['content-type']))
      throw badRequest(`A workbook is not of type ${call.headers['content-type'] ?? '(none given)'}`);
    checkMatch(item, call.headers['if-match']);
    if (isOpen && reports.uploadHolds) throw uploadOpen();
    return write(item, call.bytes, call);
  };

  /** Makes the file at `parent:/name:` where there is none yet. */
  const putAt = (call: Call): Answer => {
    const drive = driveOf(drives, call, 'write');
    const { below = '' } = call.path;
    const behavior = call.query[CONFLICT] ?? 'replace';
    const from = drive.find(call.path.item ?? 'root');
    const existing = from && drive.at(below, from);
    if (existing && behavior === 'fail')
      throw new GraphError(409, 'nameAlreadyExists', 'The specified item name already exists.');
    if (behavior === 'rename') throw notSimulated('conflictBehavior=rename');
    if (existing) return put(call);
    const names = below.split('/');
    const parent = from && drive.at(names.slice(0, -1).join('/'), from);
    // Folders on the way are made in reality; Baton does not count on it.
    if (!parent?.isFolder) throw notFound();
    if (call.bytes.length > mostInPut)
      throw new GraphError(413, 'invalidRequest', 'The request size exceeds the maximum limit.', { violation: true });
    const item = drive.file(names.at(-1)!, call.bytes, parent);
    return { status: 201, body: shown(item) };
  };

  const openUpload = (call: Call): Answer => {
    const item = fileOf(call, 'write');
    const { item: about = {}, deferCommit = false } = call.body as {
      item?: { [CONFLICT]?: string };
      deferCommit?: boolean;
    };
    if (about[CONFLICT] === 'fail')
      throw new GraphError(409, 'nameAlreadyExists', 'The specified item name already exists.');
    if (about[CONFLICT] === 'rename') throw notSimulated('conflictBehavior=rename');
    checkMatch(item, call.headers['if-match']);
    checkHold(item, inSession(item));
    if (storage.isOpen(item)) throw uploadOpen();
    const commit = (bytes: Buffer): Answer => {
      if (item.trashed) throw notFound();
      return write(item, bytes, matchAtCommit ? call : { ...call, headers: {} });
    };
    return { status: 200, body: storage.upload(item, commit, deferCommit) };
  };

  const session = {
    type: 'driveItemUploadableProperties',
    optional: true,
    shape: {
      'item?': { [`${CONFLICT}?`]: 'string', 'name?': 'string', 'fileSize?': 'number' },
      'deferCommit?': 'boolean',
    },
  } as const;

  const get = (call: Call): Answer => ({ status: 200, body: shown(readable(call), call.query.$select) });

  return [
    {
      name: 'drive-get',
      verb: 'GET',
      path: 'drives/{drive}',
      query: ['$select'],
      roles: READ,
      handle: (call) => {
        const { id } = driveOf(drives, call, 'read');
        const drive = { id, driveType: 'documentLibrary', name: 'Documents' };
        return { status: 200, body: selected(drive, call.query.$select, 'drive') };
      },
    },
    {
      name: 'driveitem-get',
      verb: 'GET',
      path: 'drives/{drive}/items/{item}',
      query: ['$select'],
      roles: READ,
      handle: get,
    },
    { name: 'driveitem-get', verb: 'GET', path: 'drives/{drive}/root', query: ['$select'], roles: READ, handle: get },
    ...['drives/{drive}/root:/{+below}:', 'drives/{drive}/items/{item}:/{+below}:'].flatMap((path): Route[] => [
      {
        name: 'driveitem-put-content',
        verb: 'PUT',
        path: `${path}/content`,
        query: [CONFLICT],
        body: 'bytes',
        roles: WRITE,
        handle: putAt,
      },
      { name: 'driveitem-get-content', verb: 'GET', path: `${path}/content`, roles: READ, handle: content },
      { name: 'driveitem-get', verb: 'GET', path, query: ['$select'], roles: READ, handle: get },
      { name: 'driveitem-get', verb: 'GET', path: path.slice(0, -1), query: ['$select'], roles: READ, handle: get },
    ]),
    {
      name: 'shares-get',
      verb: 'GET',
      path: 'shares/{token}/driveItem',
      roles: READ,
      handle: (call) => {
        const link = Buffer.from(call.path.token!.replace(/^u!/, ''), 'base64url').toString('utf8');
        for (const drive of drives.values()) {
          const item = drive.items.find((one) => shownItem(one, null).webUrl === link.replace(/\?.*$/, ''));
          if (item)
            return {
              status: 200,
              body: shown(itemOf(drives, { ...call, path: { drive: drive.id, item: item.id } }, 'read')),
            };
        }
        throw notFound();
      },
    },
    {
      name: 'driveitem-list-children',
      verb: 'GET',
      path: 'drives/{drive}/items/{item}/children',
      query: ['$select'],
      roles: READ,
      handle: (call) => {
        const folder = readable(call);
        return {
          status: 200,
          body: { value: folder.drive.children(folder).map((item) => shown(item, call.query.$select)) },
        };
      },
    },
    {
      name: 'driveitem-get-content',
      verb: 'GET',
      path: 'drives/{drive}/items/{item}/content',
      roles: READ,
      handle: content,
    },
    {
      name: 'driveitem-put-content',
      verb: 'PUT',
      path: 'drives/{drive}/items/{item}/content',
      body: 'bytes',
      roles: WRITE,
      handle: put,
    },
    {
      name: 'driveitem-createuploadsession',
      verb: 'POST',
      path: 'drives/{drive}/items/{item}/createUploadSession',
      body: session,
      roles: WRITE,
      handle: openUpload,
    },
  ];
};
