/**
 * The requests that Baton makes, as Microsoft's reference has them: https://learn.microsoft.com/en-us/graph/api/ and the name.
 * `against.ts` holds this table against the service's metadata.
 */
export interface Operation {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the version; `{x}`: a part without a slash, `{+x}`: a path within a drive. */
  readonly paths: readonly string[];
  /** What is answered, as far as `$select` and `$expand` can name it. */
  readonly shows?: string;
  readonly query?: readonly string[];
  /** Besides what every request may have. */
  readonly headers?: readonly string[];
  /** A resource by its name; an action's parameters by theirs; `bytes`: a file's content, or a message as MIME. */
  readonly body?: { readonly resource: string } | { readonly parameters: Readonly<Record<string, string>> } | 'bytes';
}

const ITEM = 'drives/{drive}/items/{item}';
const BELOW = ['drives/{drive}/root:/{+path}:', `${ITEM}:/{+path}:`];
const BOOK = `${ITEM}/workbook`;
const SHEET = `${BOOK}/worksheets/{sheet}`;
const RANGE = `${SHEET}/range(address={+address})`;
const TABLE = `${BOOK}/tables/{table}`;
const SESSION = ['workbook-session-id'];
const MESSAGES = ['users/{user}/messages', 'users/{user}/mailFolders/{folder}/messages'];
const MESSAGE = 'users/{user}/messages/{message}';
const LIST = ['$select', '$expand', '$filter', '$orderby', '$top', '$skip'];

/** A route of the Workbook API, which all take a session. */
const book = (verb: Operation['verb'], path: string, more: Omit<Operation, 'verb' | 'paths'> = {}): Operation => ({
  verb,
  paths: [path],
  headers: SESSION,
  ...more,
});
const shown = (resource: string) => ({ shows: resource, query: ['$select'] });

/** By the names of their pages. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  batch: {
    verb: 'POST',
    paths: ['$batch'],
    body: { parameters: { requests: 'any[]' } },
  },
  'drive-get': { verb: 'GET', paths: ['drives/{drive}'], ...shown('Drive') },
  'driveitem-get': {
    verb: 'GET',
    paths: [ITEM, 'drives/{drive}/root', ...BELOW, ...BELOW.map((path) => path.slice(0, -1))],
    ...shown('DriveItem'),
  },
  'driveitem-list-children': { verb: 'GET', paths: [`${ITEM}/children`], ...shown('DriveItem') },
  'driveitem-get-content': {
    verb: 'GET',
    paths: [ITEM, ...BELOW].map((path) => `${path}/content`),
    headers: ['if-none-match', 'range'],
  },
  // If-Match is on no page; others saw that it is heeded: https://github.com/abraunegg/onedrive/issues/1393
  'driveitem-put-content': {
    verb: 'PUT',
    paths: [ITEM, ...BELOW].map((path) => `${path}/content`),
    query: ['@microsoft.graph.conflictBehavior'],
    headers: ['if-match'],
    body: 'bytes',
  },
  'driveitem-createuploadsession': {
    verb: 'POST',
    paths: [`${ITEM}/createUploadSession`],
    headers: ['if-match', 'if-none-match'],
    body: { parameters: { item: 'DriveItemUploadableProperties', deferCommit: 'boolean' } },
  },
  'shares-get': { verb: 'GET', paths: ['shares/{share}/driveItem'], ...shown('DriveItem'), headers: ['prefer'] },

  'workbook-createsession': {
    verb: 'POST',
    paths: [`${BOOK}/createSession`],
    headers: ['prefer'],
    body: { parameters: { persistChanges: 'boolean' } },
  },
  'workbook-closesession': book('POST', `${BOOK}/closeSession`),
  'workbook-refreshsession': book('POST', `${BOOK}/refreshSession`),
  'workbookoperation-get': book('GET', `${BOOK}/operations/{operation}`),
  'workbook-sessioninforesource': book('GET', `${BOOK}/sessionInfoResource(key={key})`),
  'workbook-list-worksheets': book('GET', `${BOOK}/worksheets`, shown('WorkbookWorksheet')),
  'worksheetcollection-add': book('POST', `${BOOK}/worksheets/add`, { body: { parameters: { name: 'string' } } }),
  'worksheet-get': book('GET', SHEET, shown('WorkbookWorksheet')),
  'worksheet-usedrange': {
    verb: 'GET',
    paths: [`${SHEET}/usedRange`, `${SHEET}/usedRange(valuesOnly={valuesOnly})`],
    headers: SESSION,
    ...shown('WorkbookRange'),
  },
  'worksheet-range': book('GET', RANGE, shown('WorkbookRange')),
  'range-update': book('PATCH', RANGE, { ...shown('WorkbookRange'), body: { resource: 'WorkbookRange' } }),
  'range-insert': book('POST', `${RANGE}/insert`, {
    ...shown('WorkbookRange'),
    body: { parameters: { shift: '"Down" | "Right"' } },
  }),
  'worksheetprotection-get': book('GET', `${SHEET}/protection`, shown('WorkbookWorksheetProtection')),
  'worksheetprotection-protect': book('POST', `${SHEET}/protection/protect`, {
    body: { parameters: { options: 'WorkbookWorksheetProtectionOptions' } },
  }),
  'worksheetprotection-unprotect': book('POST', `${SHEET}/protection/unprotect`),
  'workbookfunctions-date': book('POST', `${BOOK}/functions/date`, {
    body: { parameters: { year: 'any', month: 'any', day: 'any' } },
  }),
  'table-list': book('GET', `${BOOK}/tables`, shown('WorkbookTable')),
  'worksheet-list-tables': book('GET', `${SHEET}/tables`, shown('WorkbookTable')),
  'tablecollection-add': {
    verb: 'POST',
    paths: [`${BOOK}/tables/add`, `${SHEET}/tables/add`],
    headers: SESSION,
    body: { parameters: { address: 'string', hasHeaders: 'boolean' } },
  },
  'table-update': book('PATCH', TABLE, { ...shown('WorkbookTable'), body: { resource: 'WorkbookTable' } }),
  'table-range': book('GET', `${TABLE}/range`, shown('WorkbookRange')),
  'table-databodyrange': book('GET', `${TABLE}/dataBodyRange`, shown('WorkbookRange')),
  'table-headerrowrange': book('GET', `${TABLE}/headerRowRange`, shown('WorkbookRange')),
  'table-list-columns': book('GET', `${TABLE}/columns`, shown('WorkbookTableColumn')),
  'tablerowcollection-add': book('POST', `${TABLE}/rows/add`, {
    body: { parameters: { index: 'number', values: 'any' } },
  }),

  'user-post-messages': { verb: 'POST', paths: ['users/{user}/messages'], headers: ['prefer'], body: 'bytes' },
  'user-list-messages': {
    verb: 'GET',
    paths: [MESSAGES[0]!],
    shows: 'Message',
    query: LIST,
    headers: ['prefer'],
  },
  'mailfolder-list-messages': {
    verb: 'GET',
    paths: [MESSAGES[1]!],
    shows: 'Message',
    query: LIST,
    headers: ['prefer'],
  },
  'mailfolder-get': { verb: 'GET', paths: ['users/{user}/mailFolders/{folder}'], ...shown('MailFolder') },
  'message-get': {
    verb: 'GET',
    paths: [MESSAGE],
    shows: 'Message',
    query: ['$select', '$expand'],
    headers: ['prefer'],
  },
  'message-get-value': { verb: 'GET', paths: [`${MESSAGE}/$value`], headers: ['prefer'] },
  'message-update': { verb: 'PATCH', paths: [MESSAGE], headers: ['prefer'], body: { resource: 'Message' } },
  'message-delete': { verb: 'DELETE', paths: [MESSAGE] },
  'message-send': { verb: 'POST', paths: [`${MESSAGE}/send`] },

  'subscription-post-subscriptions': { verb: 'POST', paths: ['subscriptions'], body: { resource: 'Subscription' } },
  'subscription-list': { verb: 'GET', paths: ['subscriptions'] },
  'subscription-get': { verb: 'GET', paths: ['subscriptions/{subscription}'] },
  'subscription-update': {
    verb: 'PATCH',
    paths: ['subscriptions/{subscription}'],
    body: { resource: 'Subscription' },
  },
  'subscription-delete': { verb: 'DELETE', paths: ['subscriptions/{subscription}'] },
};
