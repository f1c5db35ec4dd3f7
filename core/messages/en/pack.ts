/** In English: the archive package of a request. */

export const pack = {
  noRequests: ({ request }: { request: string }) => `There is no request “${request}”; this workbook has none yet.`,
  fileExists: ({ path }: { path: string }) =>
    `Today’s package is there already and was left alone: ${path}. Add --force to replace it.`,
  notWritable: ({ path }: { path: string }) => `${path} cannot be written. Check permissions and disk space.`,
  workbookChanging:
    'The archive was changed by somebody meanwhile, so nothing was recorded and no package was left. Run it again.',
};
