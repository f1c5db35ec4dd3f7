import { GLOBALS } from '../real-names.ts';
import { notSimulated, type Service } from '../strict.ts';
import type { Execution } from '../world.ts';
import { Cache, CacheService } from './cache.ts';
import { ConditionalFormatRule, ConditionalFormatRuleBuilder } from './conditional-format.ts';
import { DataValidation, DataValidationBuilder } from './data-validation.ts';
import { DeveloperMetadata, DeveloperMetadataFinder, DeveloperMetadataLocation } from './developer-metadata.ts';
import { Filter } from './filter.ts';
import { HtmlService } from './html.ts';
import { Lock, LockService } from './lock.ts';
import { Console, Logger } from './logging.ts';
import { MailApp } from './mail.ts';
import { Properties, PropertiesService } from './properties.ts';
import { Protection } from './protection.ts';
import { Range } from './range.ts';
import { RangeList } from './range-list.ts';
import { SCRIPT_SERVICES, ScriptApp } from './script-app.ts';
import { Session, User } from './session.ts';
import { Sheet } from './sheet.ts';
import { Spreadsheet } from './spreadsheet.ts';
import { SpreadsheetApp } from './spreadsheet-app.ts';
import { UI_SERVICES } from './ui.ts';
import { UTILITY_SERVICES, Utilities } from './utilities.ts';

const ENTRY: readonly Service<undefined>[] = [
  SpreadsheetApp,
  HtmlService,
  PropertiesService,
  CacheService,
  LockService,
  ScriptApp,
  Session,
  Utilities,
  MailApp,
  Logger,
  Console,
];

/** Every class built here, for the table of calls and the check against the reference. */
export const SERVICES: readonly {
  readonly name: string;
  readonly members: readonly string[];
  readonly enumNames: readonly string[];
}[] = [
  ...ENTRY,
  Spreadsheet,
  Sheet,
  Range,
  RangeList,
  Protection,
  Filter,
  ConditionalFormatRule,
  ConditionalFormatRuleBuilder,
  DataValidation,
  DataValidationBuilder,
  DeveloperMetadata,
  DeveloperMetadataFinder,
  DeveloperMetadataLocation,
  ...UI_SERVICES,
  Properties,
  Cache,
  Lock,
  ...SCRIPT_SERVICES,
  User,
  ...UTILITY_SERVICES,
];

/** What a script finds besides the language. */
export const globals = (run: Execution): Readonly<Record<string, unknown>> => {
  const built = Object.fromEntries(ENTRY.map((service) => [service.name, service.of(run, undefined)]));
  const missing = GLOBALS.filter((name) => !(name in built)).map((name) => [name, notSimulated(name, run)]);
  return { ...Object.fromEntries(missing), ...built };
};
