/**
 * The members that really exist, by class: what is not here is "not in Apps Script"; what is here and not built is
 * "not simulated". Names as listed by the public type definitions (@types/google-apps-script 2.0.13) and the
 * reference at developers.google.com/apps-script/reference.
 */
const NAMES: Readonly<Record<string, string>> = {
  SpreadsheetApp: `
    AutoFillSeries BandingTheme BooleanCriteria BorderStyle ColorType CopyPasteType DataExecutionErrorCode
    DataExecutionState DataSourceParameterType DataSourceType DataValidationCriteria
    DeveloperMetadataLocationType DeveloperMetadataVisibility Dimension Direction GroupControlTogglePosition
    InterpolationType PivotTableSummarizeFunction PivotValueDisplayType ProtectionType RecalculationInterval
    RelativeDate SheetType TextDirection TextToColumnsDelimiter ThemeColorType ValueType WrapStrategy create
    enableAllDataSourcesExecution enableBigQueryExecution flush getActive getActiveRange getActiveRangeList
    getActiveSheet getActiveSpreadsheet getCurrentCell getSelection getUi newCellImage newColor
    newConditionalFormatRule newDataSourceSpec newDataValidation newFilterCriteria newRichTextValue newTextStyle
    open openById openByUrl setActiveRange setActiveRangeList setActiveSheet setActiveSpreadsheet setCurrentCell`,
  Spreadsheet: `
    addDeveloperMetadata addEditor addEditors addMenu addViewer addViewers appendRow autoResizeColumn copy
    createDeveloperMetadataFinder createTextFinder deleteActiveSheet deleteColumn deleteColumns deleteRow
    deleteRows deleteSheet duplicateActiveSheet getActiveCell getActiveRange getActiveRangeList getActiveSheet
    getAs getBandings getBlob getColumnWidth getCurrentCell getDataRange getDataSourceTables
    getDeveloperMetadata getEditors getFormUrl getFrozenColumns getFrozenRows getId getImages
    getIterativeCalculationConvergenceThreshold getLastColumn getLastRow getMaxIterativeCalculationCycles
    getName getNamedRanges getNumSheets getOwner getPredefinedSpreadsheetThemes getProtections getRange
    getRangeByName getRangeList getRecalculationInterval getRowHeight getSelection getSheetById getSheetByName
    getSheetId getSheetName getSheetValues getSheets getSpreadsheetLocale getSpreadsheetTheme
    getSpreadsheetTimeZone getUrl getViewers hideColumn hideRow insertColumnAfter insertColumnBefore
    insertColumnsAfter insertColumnsBefore insertImage insertRowAfter insertRowBefore insertRowsAfter
    insertRowsBefore insertSheet insertSheetWithDataSourceTable isColumnHiddenByUser
    isIterativeCalculationEnabled isRowHiddenByFilter isRowHiddenByUser moveActiveSheet moveChartToObjectSheet
    removeEditor removeMenu removeNamedRange removeViewer rename renameActiveSheet resetSpreadsheetTheme
    setActiveRange setActiveRangeList setActiveSelection setActiveSheet setColumnWidth setCurrentCell
    setFrozenColumns setFrozenRows setIterativeCalculationConvergenceThreshold setIterativeCalculationEnabled
    setMaxIterativeCalculationCycles setNamedRange setRecalculationInterval setRowHeight setSpreadsheetLocale
    setSpreadsheetTheme setSpreadsheetTimeZone show sort toast unhideColumn unhideRow updateMenu
    getSheetProtection isAnonymousView isAnonymousWrite setAnonymousAccess setSheetProtection`,
  Sheet: `
    activate addDeveloperMetadata appendRow asDataSourceSheet autoResizeColumn autoResizeColumns autoResizeRows
    clear clearConditionalFormatRules clearContents clearFormats clearNotes collapseAllColumnGroups
    collapseAllRowGroups copyTo createDeveloperMetadataFinder createTextFinder deleteColumn deleteColumns
    deleteRow deleteRows expandAllColumnGroups expandAllRowGroups expandColumnGroupsUpToDepth
    expandRowGroupsUpToDepth getActiveCell getActiveRange getActiveRangeList getBandings getCharts
    getColumnGroup getColumnGroupControlPosition getColumnGroupDepth getColumnWidth getConditionalFormatRules
    getCurrentCell getDataRange getDataSourceTables getDeveloperMetadata getDrawings getFilter getFormUrl
    getFrozenColumns getFrozenRows getImages getIndex getLastColumn getLastRow getMaxColumns getMaxRows getName
    getNamedRanges getParent getPivotTables getProtections getRange getRangeList getRowGroup
    getRowGroupControlPosition getRowGroupDepth getRowHeight getSelection getSheetId getSheetName getSheetValues
    getSlicers getTabColor getType hasHiddenGridlines hideColumn hideColumns hideRow hideRows hideSheet
    insertChart insertColumnAfter insertColumnBefore insertColumns insertColumnsAfter insertColumnsBefore
    insertImage insertRowAfter insertRowBefore insertRows insertRowsAfter insertRowsBefore insertSlicer
    isColumnHiddenByUser isRightToLeft isRowHiddenByFilter isRowHiddenByUser isSheetHidden moveColumns moveRows
    newChart protect removeChart setActiveRange setActiveRangeList setActiveSelection
    setColumnGroupControlPosition setColumnWidth setColumnWidths setConditionalFormatRules setCurrentCell
    setFrozenColumns setFrozenRows setHiddenGridlines setName setRightToLeft setRowGroupControlPosition
    setRowHeight setRowHeights setRowHeightsForced setTabColor showColumns showRows showSheet sort unhideColumn
    unhideRow updateChart getSheetProtection setSheetProtection`,
  Range: `
    activate activateAsCurrentCell addDeveloperMetadata applyColumnBanding applyRowBanding autoFill
    autoFillToNeighbor breakApart canEdit check clear clearContent clearDataValidations clearFormat clearNote
    collapseGroups copyFormatToRange copyTo copyValuesToRange createDataSourcePivotTable createDataSourceTable
    createDeveloperMetadataFinder createFilter createPivotTable createTextFinder deleteCells expandGroups
    getA1Notation getBackground getBackgroundObject getBackgroundObjects getBackgrounds getBandings getCell
    getColumn getDataRegion getDataSourceFormula getDataSourceFormulas getDataSourcePivotTables
    getDataSourceTables getDataSourceUrl getDataTable getDataValidation getDataValidations getDeveloperMetadata
    getDisplayValue getDisplayValues getFilter getFontColor getFontColors getFontColorObject getFontColorObjects
    getFontFamilies getFontFamily getFontLine getFontLines getFontSize getFontSizes getFontStyle getFontStyles
    getFontWeight getFontWeights getFormula getFormulaR1C1 getFormulas getFormulasR1C1 getGridId getHeight
    getHorizontalAlignment getHorizontalAlignments getLastColumn getLastRow getMergedRanges getNextDataCell
    getNote getNotes getNumColumns getNumRows getNumberFormat getNumberFormats getRichTextValue
    getRichTextValues getRow getRowIndex getSheet getTextDirection getTextDirections getTextRotation
    getTextRotations getTextStyle getTextStyles getValue getValues getVerticalAlignment getVerticalAlignments
    getWidth getWrap getWrapStrategies getWrapStrategy getWraps insertCells insertCheckboxes isBlank isChecked
    isEndColumnBounded isEndRowBounded isPartOfMerge isStartColumnBounded isStartRowBounded merge mergeAcross
    mergeVertically moveTo offset protect randomize removeCheckboxes removeDuplicates setBackground
    setBackgroundObject setBackgroundObjects setBackgroundRGB setBackgrounds setBorder setDataValidation
    setDataValidations setFontColor setFontColorObject setFontColorObjects setFontColors setFontFamilies
    setFontFamily setFontLine setFontLines setFontSize setFontSizes setFontStyle setFontStyles setFontWeight
    setFontWeights setFormula setFormulaR1C1 setFormulas setFormulasR1C1 setHorizontalAlignment
    setHorizontalAlignments setNote setNotes setNumberFormat setNumberFormats setRichTextValue setRichTextValues
    setShowHyperlink setTextDirection setTextDirections setTextRotation setTextRotations setTextStyle
    setTextStyles setValue setValues setVerticalAlignment setVerticalAlignments setVerticalText setWrap
    setWrapStrategies setWrapStrategy setWraps shiftColumnGroupDepth shiftRowGroupDepth sort splitTextToColumns
    trimWhitespace uncheck`,
  RangeList: `
    activate breakApart check clear clearContent clearDataValidations clearFormat clearNote getRanges
    insertCheckboxes removeCheckboxes setBackground setBackgroundRGB setBorder setFontColor setFontFamily
    setFontLine setFontSize setFontStyle setFontWeight setFormula setFormulaR1C1 setHorizontalAlignment setNote
    setNumberFormat setShowHyperlink setTextDirection setTextRotation setValue setVerticalAlignment
    setVerticalText setWrap setWrapStrategy trimWhitespace uncheck`,
  Protection: `
    addEditor addEditors canDomainEdit canEdit getDescription getEditors getProtectionType getRange getRangeName
    getUnprotectedRanges isWarningOnly remove removeEditor removeEditors setDescription setDomainEdit
    setNamedRange setRange setRangeName setUnprotectedRanges setWarningOnly`,
  DataValidation: `
    copy getAllowInvalid getCriteriaType getCriteriaValues getHelpText`,
  DataValidationBuilder: `
    build copy getAllowInvalid getCriteriaType getCriteriaValues getHelpText requireCheckbox requireDate
    requireDateAfter requireDateBefore requireDateBetween requireDateEqualTo requireDateNotBetween
    requireDateOnOrAfter requireDateOnOrBefore requireFormulaSatisfied requireNumberBetween requireNumberEqualTo
    requireNumberGreaterThan requireNumberGreaterThanOrEqualTo requireNumberLessThan
    requireNumberLessThanOrEqualTo requireNumberNotBetween requireNumberNotEqualTo requireTextContains
    requireTextDoesNotContain requireTextEqualTo requireTextIsEmail requireTextIsUrl requireValueInList
    requireValueInRange setAllowInvalid setHelpText withCriteria`,
  DeveloperMetadata: `
    getId getKey getLocation getValue getVisibility moveToColumn moveToRow moveToSheet moveToSpreadsheet remove
    setKey setValue setVisibility`,
  DeveloperMetadataFinder: `
    find onIntersectingLocations withId withKey withLocationType withValue withVisibility`,
  DeveloperMetadataLocation: `
    getColumn getLocationType getRow getSheet getSpreadsheet`,
  Filter: `
    getColumnFilterCriteria getRange remove removeColumnFilterCriteria setColumnFilterCriteria sort`,
  FilterCriteria: `
    copy getCriteriaType getCriteriaValues getHiddenValues getVisibleValues`,
  ConditionalFormatRule: `
    copy getBooleanCondition getGradientCondition getRanges`,
  ConditionalFormatRuleBuilder: `
    build copy getBooleanCondition getGradientCondition getRanges setBackground setBold setFontColor
    setGradientMaxpoint setGradientMaxpointWithValue setGradientMidpointWithValue setGradientMinpoint
    setGradientMinpointWithValue setItalic setRanges setStrikethrough setUnderline whenCellEmpty
    whenCellNotEmpty whenDateAfter whenDateBefore whenDateEqualTo whenFormulaSatisfied whenNumberBetween
    whenNumberEqualTo whenNumberGreaterThan whenNumberGreaterThanOrEqualTo whenNumberLessThan
    whenNumberLessThanOrEqualTo whenNumberNotBetween whenNumberNotEqualTo whenTextContains
    whenTextDoesNotContain whenTextEndsWith whenTextEqualTo whenTextStartsWith withCriteria`,
  BooleanCondition: `
    getBackground getBold getCriteriaType getCriteriaValues getFontColor getItalic getStrikethrough getUnderline`,
  Selection: `
    getActiveRange getActiveRangeList getActiveSheet getCurrentCell getNextDataRange`,
  NamedRange: `
    getName getRange remove setName setRange`,
  TextStyle: `
    copy getFontFamily getFontSize getForegroundColor getForegroundColorObject isBold isItalic isStrikethrough
    isUnderline`,
  TextStyleBuilder: `
    build setBold setFontFamily setFontSize setForegroundColor setForegroundColorObject setItalic
    setStrikethrough setUnderline`,
  Ui: `
    Button ButtonSet alert createAddonMenu createMenu prompt showModalDialog showModelessDialog showSidebar
    showDialog`,
  Menu: `
    addItem addSeparator addSubMenu addToUi`,
  PromptResponse: `
    getResponseText getSelectedButton`,
  Logger: `
    clear getLog log`,
  Session: `
    getActiveUser getActiveUserLocale getEffectiveUser getScriptTimeZone getTemporaryActiveUserKey getTimeZone
    getUser`,
  User: `
    getEmail getUserLoginId`,
  Blob: `
    copyBlob getAs getBytes getContentType getDataAsString getName isGoogleType setBytes setContentType
    setContentTypeFromExtension setDataFromString setName getAllBlobs getBlob`,
  HtmlService: `
    SandboxMode XFrameOptionsMode createHtmlOutput createHtmlOutputFromFile createTemplate
    createTemplateFromFile getUserAgent`,
  HtmlOutput: `
    addMetaTag append appendUntrusted asTemplate clear getAs getBlob getContent getFaviconUrl getHeight
    getMetaTags getTitle getWidth setContent setFaviconUrl setHeight setSandboxMode setTitle setWidth
    setXFrameOptionsMode`,
  HtmlTemplate: `
    evaluate getCode getCodeWithComments getRawContent`,
  PropertiesService: `
    getDocumentProperties getScriptProperties getUserProperties`,
  Properties: `
    deleteAllProperties deleteProperty getKeys getProperties getProperty setProperties setProperty`,
  CacheService: `
    getDocumentCache getScriptCache getUserCache`,
  Cache: `
    get getAll put putAll remove removeAll`,
  LockService: `
    getDocumentLock getScriptLock getUserLock`,
  Lock: `
    hasLock releaseLock tryLock waitLock`,
  ScriptApp: `
    AuthMode AuthorizationStatus EventType InstallationSource TriggerSource WeekDay deleteTrigger
    getAuthorizationInfo getIdentityToken getInstallationSource getOAuthToken getProjectTriggers getScriptId
    getService getUserTriggers invalidateAuth newStateToken newTrigger requireAllScopes requireScopes
    getProjectKey getScriptTriggers`,
  TriggerBuilder: `
    forDocument forForm forSpreadsheet forUserCalendar timeBased`,
  ClockTriggerBuilder: `
    after at atDate atHour create everyDays everyHours everyMinutes everyWeeks inTimezone nearMinute onMonthDay
    onWeekDay`,
  SpreadsheetTriggerBuilder: `
    create onChange onEdit onFormSubmit onOpen`,
  Service: `
    disable enable getUrl isEnabled`,
  Trigger: `
    getEventType getHandlerFunction getTriggerSource getTriggerSourceId getUniqueId`,
  Utilities: `
    Charset DigestAlgorithm MacAlgorithm RsaAlgorithm base64Decode base64DecodeWebSafe base64Encode
    base64EncodeWebSafe computeDigest computeHmacSha256Signature computeHmacSignature computeRsaSha1Signature
    computeRsaSha256Signature computeRsaSignature formatDate formatString getUuid gzip newBlob parseCsv
    parseDate sleep ungzip unzip zip jsonParse jsonStringify`,
  MailApp: `
    getRemainingDailyQuota sendEmail`,
  console: `
    log error info warn time timeEnd`,
};

/** Every service Apps Script gives to a script; those not simulated say so when they are touched. */
export const GLOBALS = `
  BigQuery Browser CacheService CalendarApp CardService Charts ConferenceDataService ContactsApp ContentService
  DataStudioApp DocumentApp DriveApp FormApp GmailApp GroupsApp HtmlService Jdbc LanguageApp LinearOptimizationService
  LockService Logger MailApp Maps MimeType PropertiesService ScriptApp Session SitesApp SlidesApp SpreadsheetApp
  UrlFetchApp Utilities XmlService`
  .trim()
  .split(/\s+/);

const sets = new Map(Object.entries(NAMES).map(([name, text]) => [name, new Set(text.trim().split(/\s+/))]));

export const isReal = (service: string, member: string): boolean =>
  member === 'toString' || (sets.get(service)?.has(member) ?? false);
