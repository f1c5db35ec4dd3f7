/** What Baton asks for of whoever signs in to Microsoft 365 as themselves. */
import type { Cloud } from './clouds.ts';

/**
 * What people may grant by themselves, where their administrator has left that as it is:
 * https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies
 */
export const graphScopes = ({ graph }: Cloud): readonly string[] => [`${graph}/Files.ReadWrite`, `${graph}/Mail.Send`];

/** Mail by SMTP: https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
export const SMTP_SCOPE = 'https://outlook.office.com/SMTP.Send';
/** Replies by IMAP, by the same page. It is the right to read and mark all of one's own mail; there is no smaller one. */
export const IMAP_SCOPE = 'https://outlook.office.com/IMAP.AccessAsUser.All';
