/** In English: what `doctor` finds, and what to do about it. */
import { SETTING_NAMES } from '../../../sheet-templates/setting-names.ts';
import { capitalise } from '../../text/words.ts';
import { dayText, listOf, plural, someOf, titled } from './format.ts';

interface MissingColumn {
  readonly title: string;
  readonly header: string;
}
const named = (columns: readonly MissingColumn[]) =>
  someOf(
    columns.map(({ title, header }) => `“${header}” in ${title}`),
    12,
  );

/** People that are named in one finding. */
const NAMED = 5;
/** A full stop behind a command would be copied with it. */
const isCommand = (next: string) => next.includes('npm run');

interface Place {
  readonly title: string;
  readonly header: string;
  readonly rows: readonly string[];
}

export const doctor = {
  environment: 'Every variable that the functions need is set.',
  noLinks: 'Links are not set up: mails carry no buttons, and answers are typed into the workbook.',
  noLinksThen: 'The administrator sets BATON_LINK_KEY and BATON_RESPOND_URL.',
  links: ({ count }: { count: number }) =>
    `Links in mails go by https, and the key is long enough${count > 1 ? ` (${count} of them; the old one can go once its links have expired)` : ''}.`,
  registryEmpty: 'The list names no workbook.',
  registryEmptyThen: 'The administrator adds them.',
  registry: ({ workbooks, paused }: { workbooks: number; paused: number }) =>
    `The list names ${workbooks} workbooks, ${paused} of them paused.`,

  copy: ({ workbookHome }: { workbookHome: string }) =>
    `This is a copy of another workbook (${workbookHome}) and mails nobody.`,
  copyThen: /* @__PURE__ */ (() =>
    `To use it on its own, the administrator runs npm run -s baton -- adopt FILE, or empties “${SETTING_NAMES.workbookId.en}” and “${SETTING_NAMES.workbookHome.en}” in its Settings. Otherwise delete it.`)(),
  unbound: 'It has no id of its own yet; the first sweep gives it one.',
  inPlace: 'It is where it says it is, and not a copy.',
  template: 'It has every sheet and column that Baton works with today.',
  sheetsAbsent: ({ titles }: { titles: readonly string[] }) =>
    `These sheets are not there, and nobody is reminded of what they are for: ${titles.join(', ')}.`,
  sheetsAbsentThen:
    'If you do without them, leave it so. If one has another name and other headers, the keeper gives it its name back.',
  tabsMissing: ({ titles }: { titles: readonly string[] }) =>
    `Sheets without which it cannot be swept are missing: ${titles.join(', ')}.`,
  tabsMissingThen:
    'Bring them back from the version history or an earlier file. If it never had them run npm run -s baton -- adopt FILE; the settings it adds are the defaults.',
  byFix: '--fix adds what is missing and touches nothing else.',
  byHand: 'Somebody who may edit restores them from the version history, or copies the rows into a new workbook.',
  notesMissing: ({ titles }: { titles: readonly string[] }) =>
    `Sheets in which Baton keeps its notes are missing: ${titles.join(', ')}.`,
  columnsMissing: ({ columns }: { columns: readonly MissingColumn[] }) =>
    `It was made from an earlier template and lacks ${columns.length} ${plural(columns.length, 'column')}: ${named(columns)}.`,
  headersByHand: ({ cells }: { cells: readonly { title: string; header: string; cell: string }[] }) =>
    `Somebody who may edit types these headers: ${cells.map(({ title, header, cell }) => `${header} into ${title}!${cell}`).join('; ')}.`,
  settingsMissing: ({ settings }: { settings: readonly string[] }) =>
    `The settings lack ${settings.length} ${plural(settings.length, 'row')}, for which the ${plural(settings.length, 'default counts', 'defaults count')}: ${someOf(settings)}.`,
  settings: 'Every setting can be read.',
  badSettingThen: 'The keeper corrects it.',
  daysMissing: ({ count }: { count: number }) =>
    `The calendar lacks ${count} official ${plural(count, 'day')}; ${plural(count, 'it counts', 'they count')} all the same.`,
  daysMissingThen: '--fix adds them, and so does the next sweep.',
  noCountry: 'No country and no official days: every Monday to Friday counts as a workday.',
  noCountryThen: /* @__PURE__ */ (() =>
    `Write a country, such as DE or Germany, beside “${SETTING_NAMES.country.en}” in Settings.`)(),
  calendar: ({ country }: { country: string }) => `Days off follow the rules of ${country} and do not run out.`,
  calendarUntil: ({ until, today }: { until: number; today: number }) =>
    `Days off are known until ${dayText(until, today)}.`,
  listMissing: ({ year }: { year: number }) => `The official days of ${year} are not known here yet.`,
  listMissingThen:
    'Once the list is out, take a newer Baton, or write its days into the sheet Calendar: the date, and off or work.',
  protected: 'The sheets with Baton’s notes are protected.',
  unprotected: ({ titles }: { titles: readonly string[] }) =>
    `Sheets with Baton’s notes are not protected, and can be changed by accident: ${titles.join(', ')}.`,
  unprotectedThen: 'Protect and hide them in the spreadsheet; no password is needed.',

  outbox: 'Mails go into a folder and reach nobody.',
  noSender: 'There is no sender, so no mail can leave.',
  noSenderThen: 'The administrator sets BATON_FROM, or adds --from.',
  sender: ({ address, domain }: { address: string; domain: string }) =>
    `Mails are from ${address}. The DNS of ${domain} has to let this server send for it (SPF, DKIM, DMARC), or they are taken for spam; that is not checked here.`,
  outboxThen: 'To have them sent set BATON_MAIL, or add --mail smtp://…, gmail or graph.',
  mailbox:
    'The mailbox can be looked through. Whether it may send, and which headers it keeps, shows with the first mail; none was sent.',
  mailQuota: ({ mails, way, limit }: { mails: number; way: string; limit: number }) =>
    `${mails} mails left today; a mailbox of ${way.toLowerCase()} sends ${limit} a day at most.`,
  mailQuotaThen:
    'What cannot leave today goes with later sweeps. The administrator uses a server made for sending mail (smtp), or spreads the workbooks over several mailboxes.',

  readable: ({ name, tabs }: { name: string; tabs: number }) =>
    `“${name}” can be read; ${tabs} of its sheets were recognised.`,
  graphNothingRecognised: ({ name }: { name: string }) =>
    `“${name}” can be read, but no sheet of it was recognised. Make a new one with init, or take it over with adopt.`,
  wayFile: ({ why }: { why: string }) => `It is downloaded, patched and uploaded as a file: ${why}.`,
  wayApi: ({ why }: { why: string }) => `It was read through Excel’s own API: ${why}.`,
  wayApiUntried: ({ why }: { why: string }) =>
    `It was read through Excel’s own API: ${why}. Whether it can be written that way was not tried: --trial on a copy tries it, and so does the first sweep.`,
  graphWritableInParts:
    'The app may write, and an upload in parts (a large file) over a newer version was refused as it began. Whether one in a single request (up to 4 MB) is refused as well was not tried: --trial on a copy tries it. Nothing was changed.',
  graphWritable:
    'The app may write. A save over a newer version was refused, in a single request and at the beginning of an upload in parts. Nothing was changed.',
  apiWritable:
    'Excel’s API can write: a sheet of Baton’s was unprotected and protected again, and a header written over itself.',
  overwrites: 'It can be written to, but a save over a newer one is not refused: do not use the way of the file here.',
  writeUnclear:
    'It can be written to; whether a save over a newer one is refused could not be seen, as the answer got lost. Run this again.',
  marked: ({ header }: { header: string }) => `It has a column “${header}”: what a check finds stands beside the row.`,
  unmarked: ({ header }: { header: string }) =>
    `No sheet has a column “${header}”, so there is no place for what a check finds. Add this header beside the others.`,
  subscribed: ({ until }: { until: string }) => `Baton hears of changes at once; the subscription runs until ${until}.`,
  unsubscribed:
    'Baton does not hear of changes in this drive yet; the next dispatch subscribes. If it stays so, look for “not subscribed” in its log.',

  webhook: 'Another program is told what people are told: over a safe way, and signed.',
  eventsTaken: ({ last, today }: { last: number; today: number }) =>
    `The program that is told of events has taken every one, the last on ${dayText(last, today)}.`,
  eventsGone: 'The program that is told of events wants no more (410): nothing is posted there.',
  eventsWaiting: ({ count, since, today, said }: { count: number; since: number; today: number; said: string }) =>
    `${count} ${plural(count, 'event')} ${count === 1 ? 'has' : 'have'} waited since ${dayText(since, today)} for the program that is told of them${said && `: “${said}”`}.`,
  eventsThen: 'The administrator looks at the program behind BATON_WEBHOOK, or names another.',
  letter: {
    subject: 'A test letter from Baton',
    first: ({ address }: { address: string }) =>
      `This is a test letter for ${address}. Somebody who sets Baton up wanted to see whether letters arrive, and nothing needs doing.`,
    next: 'The daily letters come the same way, and only with what is yours to move.',
  },
  letterNoWay: 'Nobody has said how letters leave. Add --mail, set BATON_MAIL, or run npm run -s baton -- setup',
  letterTaken: ({ address, way }: { address: string; way: string }) =>
    `One test letter for ${address} was taken by ${way}.`,
  letterTakenThen:
    'Look whether it is there (mail: also among the junk), whether it says who it is from, and whether it reads well on a phone.',
  letterLies: ({ address, way }: { address: string; way: string }) =>
    `One test letter for ${address} lies in ${way}: nobody got it.`,
  letterNotHere: ({ way, words }: { way: string; words: string }) => `The test letter did not go by ${way}: ${words}`,
  letterFailed: ({ way, words }: { way: string; words: string }) => `The test letter by ${way}: ${words}`,
  letterNowhere: ({ address }: { address: string }) => `No way reaches ${address}: nothing was sent.`,
  nobodyOwed: 'Everybody has got the mails that were for them.',
  owed: ({
    names,
    count,
    since,
    today,
    why,
  }: {
    names: readonly string[];
    count: number;
    since: number;
    today: number;
    why: string;
  }) => {
    const who = listOf(names.slice(0, NAMED)) + (names.length > NAMED ? ' and others' : '');
    return `${count} ${plural(count, 'notice')} for ${who} ${plural(count, 'has', 'have')} not got through since ${dayText(since, today)}: ${why}.`;
  },
  owedThen: ({ next }: { next: string }) => `${capitalise(next)}${isCommand(next) ? '' : '.'}`,
  peopleUnknown: ({
    cells,
    directory,
    names,
    places,
  }: {
    cells: number;
    directory: string;
    names: readonly string[];
    places: readonly Place[];
  }) => {
    const where = places.map(
      ({ title, header, rows }) => `${title}, ${header}, ${plural(rows.length, 'row')} ${someOf(rows)}`,
    );
    return `${cells} ${plural(cells, 'cell names', 'cells name')} people whom the sheet “${directory}” lacks: ${someOf(names)} (${listOf(where)}). They get no mail.`;
  },

  peopleUnknownThen: 'The keeper adds them there, or corrects the names.',
  directoryMissing: 'There is no directory, so nobody can be mailed.',
  directoryMissingThen: 'Run npm run -s baton -- adopt FILE; then the keeper fills it in.',
  directoryEmpty: ({ sheet }: { sheet: string }) => `The sheet “${sheet}” holds nobody yet, so nobody can be mailed.`,
  directoryEmptyThen: 'The keeper fills in names and addresses.',
  directory: ({ count }: { count: number }) =>
    `${count} ${plural(count, 'person', 'people')}, each with an address; everybody whom the sheets name is among them.`,
  noAddress: ({ sheet, names }: { sheet: string; names: readonly string[] }) =>
    `${names.length} ${plural(names.length, 'person', 'people')} in the sheet “${sheet}” ${plural(names.length, 'has', 'have')} no valid address: ${someOf(names)}.`,
  noAddressThen: 'The keeper fills it in.',
  hourNotKept: ({ directory, names }: { directory: string; names: readonly string[] }) =>
    `“${directory}” has ${names.length} ${plural(names.length, 'person', 'people')} who ${plural(names.length, 'wants', 'want')} mail only after an hour at which no sweep comes: ${someOf(names)}. They get it with the sweep there is.`,
  hourNotKeptThen: 'Let sweeps run more often, such as each hour, or tell them that it cannot be kept.',
  inactiveHead: ({ sheets, names }: { sheets: readonly string[]; names: readonly string[] }) =>
    `${someOf(names)}, named in ${titled(sheets)}, ${plural(names.length, 'is', 'are')} inactive and nobody covers: what is theirs to decide reaches nobody.`,
  inactiveHeadThen: 'The keeper names somebody else, or a delegate in the directory.',
  rolesEmpty: ({ sheet, roles }: { sheet: string; roles: readonly string[] }) =>
    `Nobody is named in the sheet “${sheet}” as: ${roles.join(', ')}.`,
  rolesEmptyThen: 'Write names from the directory there.',

  ledgerBroken: ({ row }: { row: number }) =>
    `The record of mails no longer fits from entry ${row} on: somebody changed, removed or added one.`,
  ledgerBrokenThen:
    'The administrator compares the sheet _ledger with a backup; npm run -s baton -- verify says which entry.',
  mailsOpen: ({ count, to }: { count: number; to: readonly string[] }) =>
    `${count} ${plural(count, 'mail')} of a sweep that died may or may not have left: ${someOf(to)}.`,
  mailsOpenThen: 'The next sweep asks the mail system; what nobody can tell is held, and the keeper hears of it.',
  ledgerLong: ({ rows, year }: { rows: number; year: number }) =>
    `${rows} rows of the record of mails and of the list of sweeps are from before ${year}, and every sweep reads them.`,
  ledgerLongThen: ({ shown }: { shown: string }) =>
    `The administrator moves them out: npm run -s baton -- rollover ${shown}`,
  ledger: ({ entries, open }: { entries: number; open: number }) =>
    `${entries} ${plural(entries, 'entry', 'entries')} in the record of mails, each fits the one before, and ${open > 0 ? `${open} ${plural(open, 'mail is', 'mails are')} on the way` : 'no mail is open'}.`,

  neverSwept: 'It has not been swept yet.',
  neverSweptThen: ({ shown }: { readonly shown: string }) =>
    `Run npm run -s baton -- sweep ${shown}, or put it on the list of workbooks.`,
  swept: ({ last, today }: { last: number; today: number }) => `Swept every workday, last on ${dayText(last, today)}.`,
  whoLooks:
    'The administrator looks whether the scheduler still runs and the list of workbooks has it, and at the last notes in the sheet _runs.',
  notSwept: ({ last, today }: { last: number; today: number }) =>
    `It has not been swept since ${dayText(last, today)}: nobody is reminded of anything.`,
  sweepsMissed: ({
    workdays,
    missed,
    last,
    today,
  }: {
    workdays: number;
    missed: readonly number[];
    last: number;
    today: number;
  }) =>
    `${missed.length} of the last ${workdays} workdays ${plural(missed.length, 'was', 'were')} not swept: ${missed.map((day) => dayText(day, today)).join(', ')}. The last sweep was on ${dayText(last, today)} and caught up.`,
  sweepsFailed: ({ count, last, today, why }: { count: number; last: number; today: number; why: string }) =>
    `${count} ${plural(count, 'sweep')} of the last 7 days did not end well, the last on ${dayText(last, today)}${why && ` (${why})`}.`,
  sweepsFailedThen:
    'The next one goes on where they stopped; where it happens daily the administrator looks at the log.',
  deadClaims: ({ count }: { count: number }) =>
    `${count} ${plural(count, 'sweep')} that died ${plural(count, 'is', 'are')} still listed in _runs as running; ${plural(count, 'it does', 'they do')} not hold the workbook any more.`,
  deadClaimsThen: '--fix marks them as failed, and so does the next sweep.',
  atWork: ({ who }: { who: string }) => `Another run is at work in the workbook: ${who}.`,
  atWorkThen: 'Nothing to do while it works; if you know that it is dead, take over with sweep --take-over.',
  triggers: ({ last, today }: { last: number; today: number }) => `The triggers reported on ${dayText(last, today)}.`,
  noTriggers: 'There are no triggers: an edit is not looked at before the next sweep.',
  noTriggersThen: 'For checks at once set them up in the sheet’s menu Baton; without them all else works.',
  latestSweep: 'the latest sweep in _runs',
  clock: 'This machine’s clock agrees with the others.',
  clockDiffers: ({ of, minutes }: { of: string; minutes: number }) =>
    `This machine’s clock is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'behind' : 'ahead of'} ${of}.`,
  clockDiffersThen:
    'The administrator has it set by a time server; until then two sweeps may not see each other’s claims.',

  nothingRecognised: ({ name }: { name: string }) => `“${name}” can be read, but no sheet of it was recognised.`,
  nothingRecognisedThen: ({ shown }: { shown: string }) => `To take it over run npm run -s baton -- adopt ${shown}`,
  fileWritable: 'File and folder can be written; nothing was changed.',
  cellWritable: 'It can be written to: the first cell of _runs was written over itself, and nothing changed.',
  writeUntried: 'Whether it can be written to was not tried: it is a copy, has no sheet _runs yet, or is being swept.',
  lastSave: 'the file’s last save',
  serverClock: 'the server’s',

  tabsAdded: ({ titles }: { titles: readonly string[] }) =>
    `Added the ${plural(titles.length, 'sheet')} ${titles.join(', ')}.`,
  columnsAdded: ({ columns }: { columns: readonly MissingColumn[] }) =>
    `Added ${columns.length} ${plural(columns.length, 'column')}: ${named(columns)}.`,
  settingsAdded: ({ settings }: { settings: readonly string[] }) =>
    `Added ${settings.length} ${plural(settings.length, 'row')} to the settings, with ${plural(settings.length, 'its default', 'their defaults')}: ${someOf(settings, 12)}.`,
  daysAdded: ({ count, first, last }: { count: number; first: string | undefined; last: string | undefined }) =>
    `Added ${count} official ${plural(count, 'day')} to the calendar, ${first} to ${last}.`,
  claimsBuried: ({ dead }: { dead: readonly string[] }) =>
    `Marked ${dead.length} ${plural(dead.length, 'sweep')} that died as failed: ${someOf(dead)}.`,
  marksWritten: ({ written }: { written: number }) =>
    `Brought the marks beside ${written} ${plural(written, 'row')} up to date.`,

  fleetQuota: ({
    counted,
    perMinute,
    least,
    most,
  }: {
    counted: number;
    perMinute: number;
    least: number | undefined;
    most: number | undefined;
  }) =>
    `${counted} Google spreadsheets at ${perMinute} requests a minute: a round of sweeps takes ${least} to ${most} minutes.`,
  fleetQuotaThen:
    'The administrator has the quota and BATON_PER_MINUTE raised, or spreads them over several service accounts (docs/fleet.md).',
  bookReadable: ({ book, count }: { book: string; count: number }) =>
    `The shared address book ${book} can be read; ${count} ${plural(count, 'workbook')} ${plural(count, 'uses', 'use')} it.`,
  sameId: ({ id, uris }: { id: string; uris: readonly string[] }) =>
    `${uris.length} workbooks have the same id ${id}: ${uris.join(', ')}.`,
  sameIdThen: 'The administrator keeps the original; a copy becomes its own workbook by adopt, or leaves the list.',
};
