import { answer, listen } from '../../wire/server.ts';
import type { Tokens } from './tokens.ts';

const BASE = '/computeMetadata/v1';
const FLAVOR = { 'metadata-flavor': 'Google' };
const CLOUD = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * The metadata server, from which code in Cloud Run has its own service account's tokens; see
 * https://cloud.google.com/run/docs/container-contract#metadata-server.
 */
export const serveMetadata = ({
  tokens,
  runsAs,
  violations,
}: {
  readonly tokens: Tokens;
  readonly runsAs: string | undefined;
  readonly violations: string[];
}): Promise<{ url: string; close: () => Promise<void> }> =>
  listen(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://fake');
    const text = (body: string) => {
      response.writeHead(200, { 'content-type': 'application/text', ...FLAVOR });
      response.end(body);
    };
    if (request.headers['metadata-flavor'] !== 'Google') {
      answer(response, 403, {});
      return;
    }
    const path = pathname.slice(BASE.length).replace(/\/$/, '');
    if (path === '/instance') text('service-accounts/\n');
    else if (path === '/project/project-id') text('project');
    else if (runsAs && path === '/instance/service-accounts/default/email') text(runsAs);
    else if (runsAs && path === '/instance/service-accounts/default/token') {
      const scopes = searchParams.get('scopes')?.split(',') ?? [CLOUD];
      const body = { access_token: tokens.issue(runsAs, scopes), expires_in: 3599, token_type: 'Bearer' };
      answer(response, 200, body, FLAVOR);
    } else {
      response.writeHead(404, FLAVOR);
      response.end();
    }
  }, violations);
