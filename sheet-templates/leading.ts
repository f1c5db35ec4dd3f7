/** Which columns of a new sheet stand first: who, by when, how it stands and what comes next, within the width of a screen. */

/**
 * The rest follows in the order of the declarations, which is also the one in which sheets were made before: any sheet is read by its headers. What
 * says which row is which stays in front, in the columns that do not scroll away.
 */
export const LEADING: Readonly<Record<string, readonly string[]>> = {
  requests: ['id', 'name', 'standing', 'court', 'next'],
  confirmations: ['id', 'request', 'requestName', 'department', 'standing', 'court', 'next'],
  stages: ['id', 'request', 'stage', 'name', 'due', 'responsible', 'standing', 'court', 'next'],
  raci: ['id', 'name', 'responsible', 'accountable', 'start', 'due', 'statusNow', 'next', 'department', 'request'],
  tracker: ['id', 'name', 'owner', 'due', 'status', 'progress', 'court', 'next', 'newDue', 'reason'],
  meetings: ['id', 'name', 'date', 'start', 'standing', 'court', 'next'],
  topics: ['id', 'meeting', 'name', 'standing', 'court', 'next'],
  actions: ['id', 'meeting', 'name', 'owner', 'department', 'due'],
  escalations: ['id', 'item', 'issue', 'level', 'standing', 'court', 'next'],
  acceptance: ['id', 'request', 'round', 'result', 'standing', 'court', 'next'],
  signoffs: ['id', 'document', 'signer', 'standing', 'court', 'next'],
  settings: ['called', 'value', 'unit', 'help', 'key'],
};
