/** From the link that people copy in SharePoint or OneDrive to the ids of drive and file. */
import { createGraphClient, type GraphOptions, path, RequestRefused } from '../../microsoft/client.ts';
import { linkNotFound } from './errors.ts';
import type { DriveItem } from './item.ts';

/**
 * The `DRIVE/ITEM` of a file or folder, by the link that people copy or see in their browser. BatonError graph-link-not-found.
 * https://learn.microsoft.com/graph/api/shares-get
 */
export const findByLink = async (link: string, options: GraphOptions = {}): Promise<string> => {
  const token = `u!${Buffer.from(link).toString('base64url')}`;
  try {
    const found = await createGraphClient(options)
      .begin()
      .get<DriveItem & { readonly parentReference: { readonly driveId: string } }>(path`/shares/${token}/driveItem`);
    return `${found.parentReference.driveId}/${found.id}`;
  } catch (thrown) {
    throw thrown instanceof RequestRefused ? linkNotFound(thrown.failure) : thrown;
  }
};
