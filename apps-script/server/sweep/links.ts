/** The page for answers: where it is, and the secret that signs the links to it. */
import type { LinkTo } from '../../../core/answers/model.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { createLinks, type Links } from '../../../functions/answer/links.ts';
import { attempt, scriptProperties } from '../services.ts';

const [KEY, PAGE] = ['baton.linkKey', 'baton.page'];

/** Made once, and never shown: whoever knows it could answer in anybody's name. A copy of the script has one of its own. */
const linkKey = (): string => {
  const known = attempt(() => scriptProperties().getProperty(KEY));
  if (known !== null) return known;
  const made = `${Utilities.getUuid()}${Utilities.getUuid()}`.replaceAll('-', '');
  attempt(() => scriptProperties().setProperty(KEY, made));
  return made;
};

/** A page that was deployed; what an editor tries out ends in `/dev`, and opens for them alone. */
const isDeployed = (url: string | null): url is string => url?.endsWith('/exec') ?? false;

/** Where the page is; null where there is none yet. */
export const pageAddress = (): string | null => {
  const noted = attempt(() => scriptProperties().getProperty(PAGE));
  if (isDeployed(noted)) return noted;
  const url = attempt(() => ScriptApp.getService().getUrl()) as string | null;
  return isDeployed(url) ? url : null;
};

/** Called by the page itself, which knows best. */
export const notePage = (): void => {
  const url = attempt(() => ScriptApp.getService().getUrl()) as string | null;
  if (isDeployed(url) && attempt(() => scriptProperties().getProperty(PAGE)) !== url) {
    attempt(() => scriptProperties().setProperty(PAGE, url));
  }
};

/** Opens links; where nobody has asked for one yet, `base` may be anything. */
export const openLinks = (base = 'https://script.google.com/'): Links => createLinks({ base, keys: [linkKey()] });

/** Makes the buttons of mails; null where there is no page that they could lead to. */
export const linksForMails = (): ((uri: string) => (snapshot: Snapshot) => LinkTo) | null => {
  const address = pageAddress();
  if (address === null) return null;
  const links = openLinks(address);
  return (uri) => (snapshot) => {
    const linkTo = links.linkTo(uri, snapshot);
    // The script's own page serves no calendars.
    return (person, item, kind) => linkTo(person, item, kind);
  };
};
