/** Which cells each kind of answer is written to. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { AnswerKind } from '../answers/model.ts';

/** Where an answer is written: columns of the row it belongs to, or of a row that it adds. */
export interface AnswerPlace {
  readonly tab: TabKey;
  readonly columns: readonly string[];
  /** The row is added. */
  readonly added?: true;
}

interface Target {
  readonly places: readonly AnswerPlace[];
  /** Columns of the first place without which the answer has nowhere to go: all of one of these lists. */
  readonly needs: readonly (readonly string[])[];
}

/** Every answer's place. A column that a workbook lacks is left out, and its field with it. */
export const ANSWER_TARGETS: Readonly<Record<AnswerKind, Target>> = {
  done: {
    places: [{ tab: 'tracker', columns: ['status', 'progress', 'output', 'updatedOn'] }],
    needs: [['status']],
  },
  progress: {
    places: [{ tab: 'tracker', columns: ['status', 'progress', 'output', 'risk', 'updatedOn'] }],
    needs: [['progress'], ['status']],
  },
  redate: { places: [{ tab: 'tracker', columns: ['newDue', 'reason', 'updatedOn'] }], needs: [['newDue']] },
  help: {
    places: [
      {
        tab: 'escalations',
        columns: ['id', 'item', 'kind', 'issue', 'parties', 'filedBy', 'level', 'openedOn', 'dueOn', 'source'],
        added: true,
      },
      { tab: 'tracker', columns: ['status', 'updatedOn'] },
    ],
    needs: [['item', 'issue', 'decision']],
  },
  question: {
    places: [
      {
        tab: 'escalations',
        columns: ['id', 'item', 'issue', 'facts', 'parties', 'filedBy', 'level', 'openedOn', 'source'],
        added: true,
      },
    ],
    needs: [['item', 'issue', 'parties', 'decision']],
  },
  complete: {
    places: [
      {
        tab: 'requests',
        columns: ['name', 'initiatingDepartment', 'initiator', 'goal', 'departments', 'expected', 'wantedFinish'],
      },
    ],
    needs: [[]],
  },
  submit: { places: [{ tab: 'requests', columns: ['submittedOn', 'reviewResult'] }], needs: [['submittedOn']] },
  review: {
    places: [
      {
        tab: 'requests',
        columns: [
          'reviewComplete',
          'reviewCompleteNote',
          'reviewGoal',
          'reviewGoalNote',
          'reviewResources',
          'reviewResourcesNote',
          'reviewDates',
          'reviewDatesNote',
          'reviewResult',
          'reviewReason',
          'reviewedBy',
          'reviewedOn',
        ],
      },
    ],
    needs: [['reviewResult']],
  },
  assess: {
    places: [
      {
        tab: 'confirmations',
        columns: [
          'answer',
          'adjustment',
          'capacityPeople',
          'capacityBudget',
          'capacityData',
          'capacityTime',
          'capacityAuthority',
          'lead',
          'answeredOn',
        ],
      },
    ],
    needs: [['answer']],
  },
  settle: { places: [{ tab: 'confirmations', columns: ['settlement', 'settledOn'] }], needs: [['settlement']] },
  talk: {
    places: [
      {
        tab: 'communications',
        columns: ['id', 'date', 'channel', 'people', 'request', 'settled', 'toKnow'],
        added: true,
      },
      { tab: 'confirmations', columns: ['settlement', 'settledOn'] },
    ],
    needs: [['date', 'people', 'settled']],
  },
  consensus: {
    places: [{ tab: 'consensus', columns: ['id', 'request', 'item', 'standard', 'agreedBy', 'agreedOn'], added: true }],
    needs: [['request', 'item', 'standard']],
  },
  kickoff: {
    places: [
      {
        tab: 'meetings',
        columns: [
          'id',
          'name',
          'kind',
          'request',
          'goal',
          'date',
          'start',
          'end',
          'place',
          'host',
          'recorder',
          'deciders',
          'executors',
          'departments',
        ],
        added: true,
      },
    ],
    needs: [['kind', 'request', 'date', 'cancelledOn']],
  },
  divide: {
    places: [
      {
        tab: 'raci',
        columns: ['id', 'name', 'request', 'department', 'responsible', 'accountable', 'due', 'output'],
        added: true,
      },
    ],
    needs: [['responsible', 'accountable', 'due']],
  },
  sign: { places: [{ tab: 'signoffs', columns: ['signedOn', 'fingerprint', 'note'] }], needs: [['signedOn']] },
  materials: { places: [{ tab: 'meetings', columns: ['materials', 'materialsOn'] }], needs: [['materialsOn']] },
  feedback: { places: [{ tab: 'meetings', columns: ['feedback', 'feedbackFrom'] }], needs: [['feedbackFrom']] },
  minutes: {
    places: [
      { tab: 'meetings', columns: ['minutes', 'minutesOn', 'executors'] },
      {
        tab: 'topics',
        columns: ['id', 'meeting', 'name', 'points', 'consensus', 'outcome', 'researchDepartment', 'researchDue'],
        added: true,
      },
      {
        tab: 'actions',
        columns: ['id', 'meeting', 'name', 'owner', 'department', 'due', 'resources', 'output', 'note'],
        added: true,
      },
    ],
    needs: [['minutes'], ['minutesOn']],
  },
  approve: { places: [{ tab: 'meetings', columns: ['approvedOn'] }], needs: [['approvedOn']] },
  research: { places: [{ tab: 'topics', columns: ['answer'] }], needs: [['answer']] },
  handin: {
    places: [
      {
        tab: 'acceptance',
        columns: ['id', 'request', 'round', 'output', 'submittedBy', 'submittedOn', 'acceptor', 'external'],
        added: true,
      },
    ],
    needs: [['request', 'submittedOn']],
  },
  confirm: {
    places: [
      { tab: 'signoffs', columns: ['id', 'document', 'kind', 'version', 'signer', 'signedOn', 'note'], added: true },
    ],
    needs: [['document', 'signer', 'signedOn']],
  },
  conclude: {
    places: [
      {
        tab: 'acceptance',
        columns: ['result', 'acceptedOn', 'acceptor', 'findings', 'reworkOwner', 'reworkDue'],
      },
    ],
    needs: [['result']],
  },
  reworked: { places: [{ tab: 'acceptance', columns: ['reworkDoneOn'] }], needs: [['reworkDoneOn']] },
  lookback: {
    places: [
      { tab: 'retrospective', columns: ['id', 'request', 'kind', 'finding', 'cause', 'owner', 'due'], added: true },
    ],
    needs: [['request', 'finding']],
  },
  archive: {
    places: [
      {
        tab: 'archive',
        columns: ['id', 'request', 'document', 'file', 'archivedOn', 'viewers'],
        added: true,
      },
    ],
    needs: [['request', 'archivedOn']],
  },
  stage: { places: [{ tab: 'stages', columns: ['due', 'doneOn', 'note'] }], needs: [['due', 'doneOn']] },
  promise: {
    places: [
      { tab: 'requests', columns: ['wantedFinish'] },
      { tab: 'stages', columns: ['due', 'note'] },
    ],
    needs: [['wantedFinish']],
  },
  rule: {
    places: [
      {
        tab: 'escalations',
        columns: ['decision', 'newDue', 'newOwner', 'support', 'decidedOn', 'decidedBy', 'agreedBy'],
      },
      { tab: 'tracker', columns: ['newDue', 'status', 'updatedOn'] },
    ],
    needs: [['decision']],
  },
  report: {
    places: [{ tab: 'escalations', columns: ['feedback', 'feedbackOn'] }],
    needs: [['feedback'], ['feedbackOn']],
  },
  follow: {
    places: [
      { tab: 'tracker', columns: ['newDue', 'status', 'updatedOn'] },
      { tab: 'escalations', columns: ['decision', 'newDue', 'newOwner', 'support'] },
    ],
    needs: [['newDue'], ['status'], []],
  },
  propose: {
    places: [{ tab: 'escalations', columns: ['decision', 'agreedBy', 'decidedOn', 'decidedBy'] }],
    needs: [['decision', 'decidedOn', 'agreedBy']],
  },
  agree: {
    places: [{ tab: 'escalations', columns: ['decision', 'agreedBy', 'decidedOn'] }],
    needs: [['decision', 'decidedOn', 'agreedBy']],
  },
  snooze: { places: [], needs: [] },
  ack: { places: [], needs: [] },
  preferences: {
    places: [{ tab: 'directory', columns: ['fewer', 'noMailOn', 'hour', 'language', 'channel'] }],
    needs: [['fewer'], ['noMailOn'], ['hour'], ['language'], ['channel']],
  },
};
