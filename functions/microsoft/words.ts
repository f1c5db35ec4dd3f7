/** What is said when Microsoft 365 does not accept Baton's sign-in. */
import { inAll } from '../../core/messages/in-all.ts';

const say = inAll('microsoft');

/** No token, or one that is worth nothing: the same for every service behind Graph. */
export const NOT_SIGNED_IN = say.notSignedIn;
