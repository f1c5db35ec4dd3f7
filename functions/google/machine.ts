/** Whoever the machine works as at Google: application default credentials, as Google's own programs find them. */

/**
 * How google-auth-library is asked for them. A token that ends before its time is renewed once, on 401 and 403, before an error is
 * believed. No request names a project; the library looks for one all the same unless it has one, and starts gcloud for that
 * (half a second of each command), or asks a server that only Google's machines have.
 */
export const asMachine = (scope: string) => ({
  scopes: [scope],
  projectId: 'not-asked',
  clientOptions: { forceRefreshOnFailure: true },
});
