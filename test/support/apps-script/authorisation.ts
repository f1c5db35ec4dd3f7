/**
 * What a call needs from the person's consent. A simple trigger has none; other executions have what the manifest's
 * `oauthScopes` name, or everything when it names none (Apps Script then finds the scopes itself).
 * Sources: the "Authorization" part of each method in the reference; developers.google.com/apps-script/guides/triggers.
 */
const auth = (name: string): string => `https://www.googleapis.com/auth/${name}`;

const NEEDS: readonly (readonly [pattern: RegExp, scopes: readonly string[]])[] = [
  [/^SpreadsheetApp\.openById$/, [auth('spreadsheets')]],
  [/^MailApp\./, [auth('script.send_mail')]],
  [/^ScriptApp\.(newTrigger|getProjectTriggers|getUserTriggers|deleteTrigger)$/, [auth('script.scriptapp')]],
  [/^Ui\.show(Sidebar|ModalDialog|ModelessDialog)$/, [auth('script.container.ui')]],
  [/^Session\.(getActiveUser|getEffectiveUser)$/, [auth('userinfo.email')]],
  [
    /^(Spreadsheet|Sheet|Range|RangeList|Protection|Filter|DeveloperMetadata|DeveloperMetadataFinder)\./,
    [auth('spreadsheets'), auth('spreadsheets.currentonly')],
  ],
];

/** Simple triggers may use the bound file; and may ask who the user is, though the answer may be blank. */
const FREE_FOR_SIMPLE =
  /^(Session|Spreadsheet|Sheet|Range|RangeList|Protection|Filter|DeveloperMetadata|DeveloperMetadataFinder)\./;

/** The sentence Apps Script throws, or undefined when the call is allowed. */
export const refusal = (
  call: string,
  execution: { readonly simple: boolean; readonly scopes: readonly string[] | undefined },
): string | undefined => {
  const needed = NEEDS.find(([pattern]) => pattern.test(call))?.[1];
  if (!needed) return undefined;
  const list = needed.length > 1 ? `(${needed.join(' || ')})` : needed[0];
  if (execution.simple) {
    return FREE_FOR_SIMPLE.test(call)
      ? undefined
      : `You do not have permission to call ${call}. Required permissions: ${list}`;
  }
  if (!execution.scopes || needed.some((scope) => execution.scopes!.includes(scope))) return undefined;
  return `Specified permissions are not sufficient to call ${call}. Required permissions: ${list}`;
};
