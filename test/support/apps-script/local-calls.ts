/**
 * Which calls never leave the script. The rule: local is what an object answers from what it was made of (its address,
 * its identity, a builder's state) or what the runtime does by itself; everything that reads or changes the document,
 * a store, a lock, a screen or a mailbox crosses to the server and counts. Where nothing is published, a call counts:
 * a script within its budget here is within it there. Source of the distinction: developers.google.com/apps-script/
 * guides/support/best-practices, on the fewest calls to other services.
 */
const LOCAL: readonly (readonly [reason: string, calls: string])[] = [
  [
    'hands out the service or the file the script is bound to',
    'SpreadsheetApp.getActive SpreadsheetApp.getActiveSpreadsheet SpreadsheetApp.getUi',
  ],
  [
    'builds a value in the script, nothing is written yet',
    `SpreadsheetApp.newDataValidation SpreadsheetApp.newConditionalFormatRule HtmlService.createHtmlOutput ScriptApp.newTrigger Ui.createMenu
     Spreadsheet.createDeveloperMetadataFinder Sheet.createDeveloperMetadataFinder Range.createDeveloperMetadataFinder`,
  ],
  ['address arithmetic on a known tab', 'Sheet.getRange Sheet.getRangeList Range.getCell Range.offset'],
  [
    'part of the address the range was made with',
    `Range.getRow Range.getRowIndex Range.getColumn Range.getLastRow Range.getLastColumn Range.getNumRows
     Range.getNumColumns Range.getA1Notation Range.getSheet Range.getGridId RangeList.getRanges`,
  ],
  ['identity the object was made with', 'Spreadsheet.getId Sheet.getSheetId Sheet.getParent User.getEmail'],
  [
    'a store’s handle; its reads and writes count',
    'PropertiesService.getDocumentProperties PropertiesService.getScriptProperties PropertiesService.getUserProperties CacheService.getDocumentCache CacheService.getScriptCache CacheService.getUserCache LockService.getDocumentLock LockService.getScriptLock LockService.getUserLock Lock.hasLock',
  ],
  [
    'state of a builder or of an answer already here',
    `DataValidationBuilder.* ConditionalFormatRule.* ConditionalFormatRuleBuilder.* DataValidation.* DeveloperMetadataFinder.withKey DeveloperMetadataFinder.withValue
     DeveloperMetadataFinder.withId DeveloperMetadataFinder.withVisibility DeveloperMetadataFinder.withLocationType
     DeveloperMetadataFinder.onIntersectingLocations DeveloperMetadata.getId DeveloperMetadata.getKey
     DeveloperMetadata.getValue DeveloperMetadata.getVisibility DeveloperMetadata.getLocation
     DeveloperMetadataLocation.* Protection.getProtectionType Protection.getRange PromptResponse.*
     Menu.addItem Menu.addSeparator Menu.addSubMenu HtmlOutput.* TriggerBuilder.*
     SpreadsheetTriggerBuilder.onEdit SpreadsheetTriggerBuilder.onChange
     SpreadsheetTriggerBuilder.onOpen ClockTriggerBuilder.everyDays ClockTriggerBuilder.everyHours
     ClockTriggerBuilder.after ClockTriggerBuilder.everyMinutes ClockTriggerBuilder.everyWeeks ClockTriggerBuilder.onWeekDay
     ClockTriggerBuilder.atHour ClockTriggerBuilder.nearMinute ClockTriggerBuilder.inTimezone Trigger.* Blob.*`,
  ],
  ['computed or waited in the runtime, no document involved', 'Utilities.*'],
  ['from the manifest', 'Session.getScriptTimeZone'],
  ['written to the execution’s own log', 'Logger.* console.*'],
];

const reasons = new Map(
  LOCAL.flatMap(([reason, calls]) =>
    calls
      .trim()
      .split(/\s+/)
      .map((call) => [call, reason] as const),
  ),
);

/** The names in the table: `Class.method`, or `Class.*` for a whole class. */
export const LOCAL_CALLS = [...reasons.keys()];

/** Why `Class.method` is no service call; undefined when it is one. */
export const localReason = (service: string, member: string): string | undefined =>
  member === 'toString' ? 'names the object' : (reasons.get(`${service}.${member}`) ?? reasons.get(`${service}.*`));
