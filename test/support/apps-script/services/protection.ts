import { enumValue } from '../enums.ts';
import type { ProtectionModel, SheetModel } from '../model/sheet.ts';
import { SELF, Service } from '../strict.ts';
import type { RangeState } from './range-state.ts';
import { giveRange } from './refer.ts';
import { User } from './session.ts';

interface ProtectionState {
  readonly sheet: SheetModel;
  readonly model: ProtectionModel;
}

const emailOf = (user: unknown): string => (typeof user === 'string' ? user : (user as { email: string }).email);

/** A protected range or tab. The owner and whoever protects keep their right; removeEditor cannot take it (reference: Protection.removeEditor). */
export const Protection: Service<ProtectionState> = new Service<ProtectionState>('SpreadsheetApp.Protection', {
  getProtectionType: ['', ({ model }) => enumValue('ProtectionType', model.area ? 'RANGE' : 'SHEET')],
  getRange: ['', ({ sheet, model }, run) => giveRange(run, { sheet, ...(model.area ?? sheet.whole) })],
  getDescription: ['', ({ model }) => model.description],
  setDescription: [
    'string',
    ({ model }, _run, text: string) => {
      model.description = text;
      return SELF;
    },
  ],
  getEditors: [
    '',
    ({ model }, run) =>
      [...new Set([run.world.workbook.owner, ...model.editors])].map((email) => User.of(run, { email })),
  ],
  addEditor: [
    'string | User',
    ({ model }, _run, user: unknown) => {
      model.editors.add(emailOf(user));
      return SELF;
    },
  ],
  addEditors: [
    'string[]',
    ({ model }, _run, emails: string[]) => {
      for (const email of emails) model.editors.add(email);
      return SELF;
    },
  ],
  removeEditor: [
    'string | User',
    ({ model }, run, user: unknown) => {
      if (emailOf(user) !== run.start.effectiveUser) model.editors.delete(emailOf(user));
      return SELF;
    },
  ],
  removeEditors: [
    'string[] | User[]',
    ({ model }, run, users: unknown[]) => {
      for (const user of users) if (emailOf(user) !== run.start.effectiveUser) model.editors.delete(emailOf(user));
      return SELF;
    },
  ],
  canEdit: [
    '',
    ({ model }, run) =>
      model.warningOnly || [run.world.workbook.owner, ...model.editors].includes(run.start.effectiveUser),
  ],
  canDomainEdit: ['', ({ model }) => model.domainEdit],
  setDomainEdit: [
    'boolean',
    ({ model }, _run, editable: boolean) => {
      model.domainEdit = editable;
      return SELF;
    },
  ],
  isWarningOnly: ['', ({ model }) => model.warningOnly],
  setWarningOnly: [
    'boolean',
    ({ model }, _run, warningOnly: boolean) => {
      model.warningOnly = warningOnly;
      return SELF;
    },
  ],
  setRange: [
    'Range',
    ({ model }, _run, { row, column, rows, columns }: RangeState) => {
      model.area = { row, column, rows, columns };
      return SELF;
    },
  ],
  getUnprotectedRanges: [
    '',
    ({ sheet, model }, run) => model.unprotected.map((area) => giveRange(run, { sheet, ...area })),
  ],
  setUnprotectedRanges: [
    'Range[]',
    ({ model }, _run, ranges: RangeState[]) => {
      model.unprotected = ranges.map(({ row, column, rows, columns }) => ({ row, column, rows, columns }));
      return SELF;
    },
  ],
  remove: [
    '',
    ({ sheet, model }) => {
      sheet.protections = sheet.protections.filter((one) => one !== model);
    },
  ],
});
