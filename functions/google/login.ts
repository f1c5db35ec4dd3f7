/** What Baton asks for of whoever signs in to Google as themselves, and their tokens for Google's clients. */
import type { OpenGrant } from '../remote/grant.ts';

/** The files that somebody picks, and those that Baton makes: no other can be seen. */
export const DRIVE_FILE = 'https://www.googleapis.com/auth/drive.file';

/** Sends mail, and reads none. */
export const GMAIL_SEND = 'https://www.googleapis.com/auth/gmail.send';

/** What is used of google-auth-library's OAuth2Client. */
interface Renewing {
  refreshHandler?: () => Promise<{ access_token: string; expiry_date: number }>;
  readonly credentials: { readonly access_token?: string | null };
}

/** Google's client asks again some minutes before this is over. */
const ASKED_AGAIN = 600_000;

/** A client of Google's that works as whoever signed in. `failed`: what is thrown where there is no token. */
export const clientOf = <C extends Renewing>(client: C, { token }: OpenGrant, failed: (cause: unknown) => Error): C => {
  client.refreshHandler = async () => {
    try {
      return {
        access_token: await token(client.credentials.access_token ?? null),
        expiry_date: Date.now() + ASKED_AGAIN,
      };
    } catch (cause) {
      throw failed(cause);
    }
  };
  return client;
};
