/** In English: the archive package of a request. */
import type { PackKind } from '../pack-kind.ts';
import { someOf } from './format.ts';

/** Requests that an error names; there may be hundreds. */
const NAMED = 12;

export const pack = {
  noRequests: ({ request }: { request: string }) => `There is no request “${request}”; this workbook has none yet.`,
  requestUnknown: ({ request, known }: { request: string; known: readonly string[] }) =>
    `There is no request “${request}”. Those there are: ${someOf(known, NAMED)}.`,
  fileExists: ({ path }: { path: string }) =>
    `Today’s package is there already and was left alone: ${path}. Add --force to replace it.`,
  notWritable: ({ path }: { path: string }) => `${path} cannot be written. Check permissions and disk space.`,
  workbookChanging:
    'The archive was changed by somebody meanwhile, so nothing was recorded and no package was left. Run it again.',

  /** What the archive calls each kind of document, in the order in which they are read. */
  kinds: {
    request: 'Request',
    confirmations: 'Confirmation',
    consensus: 'Consensus',
    stages: 'Plan',
    division: 'Division of work',
    matrix: 'Division of work',
    tracker: 'Progress',
    meetings: 'Minutes',
    communications: 'Talks',
    escalations: 'Escalation',
    acceptance: 'Acceptance',
    retrospective: 'Retrospective',
    signoffs: 'Signatures',
    ledger: 'Mails',
  } satisfies Record<PackKind, string>,
  /** Documents that no tab holds as they are, and the one that is a single row of its tab. */
  titles: {
    request: 'Request',
    matrix: 'RACI matrix',
    ledger: 'Extract of the record of mails',
  },
  headers: {
    seq: 'No.',
    key: 'Notice',
    day: 'Day',
    to: 'To',
    status: 'Outcome',
    hash: 'Hash',
  },
  words: {
    archive: 'Archive package',
    request: 'Request',
    project: 'Project',
    packedOn: 'Packed on',
    initiator: 'Initiating department',
    contact: 'Contact',
    accepted: 'Acceptance',
    passed: 'Passed',
    notAccepted: 'Not accepted yet when this was packed',
    viewers: 'Who may view this',
    everyone: 'Everyone',
    involved: 'The departments involved',
    documents: 'What is in it',
    document: 'Document',
    entries: 'Entries',
    read: 'Open',
    absent: 'Empty, and so not in the package',
    unread: 'Cells that could not be read',
    unreadHelp:
      'These cells held no date, name or option that Baton knows, and are empty in the documents. What stands in the sheet:',
    verify: 'How to verify the record of mails',
    verifyHelp:
      'The extract holds only what was sent about this request. Each row’s hash is that of the same number in the workbook’s sheet _ledger; whether that record is whole says: npm run -s baton -- verify WORKBOOK',
    back: 'Contents',
  },
};
