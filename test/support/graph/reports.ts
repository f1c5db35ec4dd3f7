/**
 * How a session begins. `at-once`: 201. `accepted`: 202, and it is there after 40 s. `slow`: so where `Prefer: respond-async` is
 * sent, otherwise 504. `too-slow`: 504 whatever is sent. `fails`: 202, and it comes to nothing. `unopenable`: 500.
 * https://learn.microsoft.com/en-us/graph/workbook-best-practice, https://learn.microsoft.com/en-us/graph/api/workbook-createsession;
 * https://github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/3907, https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/397
 */
export type Opening = 'at-once' | 'accepted' | 'slow' | 'too-slow' | 'fails' | 'unopenable';

/**
 * What others report of the real service and Microsoft does not promise, each to be switched while a test runs. Downloads that
 * lag are a drive's (`lag`), an upload session that somebody left is the storage's (`leaveOpen`), and headers of a draft that get
 * lost are a mailbox's (`dropsHeaders`).
 */
export interface Reports {
  /**
   * A batch with a POST, PATCH or PUT in it that has no body: refused whole unless told.
   * https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2628, https://github.com/Softeria/ms-365-mcp-server/pull/683
   */
  bodylessParts: 'refused' | 'taken';
  /** How workbook sessions begin; at once unless told. */
  opening: Opening;
  /** While an upload session for a file is open, a PUT of its content is refused too; nobody says whether it is. */
  uploadHolds: boolean;
  /**
   * SharePoint writes properties of its own into a workbook that is uploaded, and the file has another eTag then.
   * https://github.com/OneDrive/onedrive-api-docs/issues/935
   */
  rewritesUploads: boolean;
  /**
   * So many requests to workbooks are still taken; those after them get what tenants answer whose Excel does not let the app in:
   * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1311
   */
  workbookRequests: number;
}

export const QUIET: Reports = {
  bodylessParts: 'refused',
  opening: 'at-once',
  uploadHolds: false,
  rewritesUploads: false,
  workbookRequests: Number.POSITIVE_INFINITY,
};
