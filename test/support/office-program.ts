/**
 * One LibreOffice for all the workbooks of a run of tests, and one more for each worker beside the first, whichever process is that worker
 * by then: starting it and loading its first workbook takes seconds, a further one takes a fraction of one. A macro of its own profile
 * looks for what is to be converted, until nobody is left who could ask.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** What LibreOffice calls the format of a file that ends so. */
const FILTERS: Readonly<Record<string, string>> = {
  xlsx: 'Calc MS Excel 2007 XML',
  xls: 'MS Excel 97',
  ods: 'calc8',
  pdf: 'calc_pdf_Export',
};

/** Who may ask: the processes of one run of tests (vitest.config.ts), which begins with the one that outlives them, or this one. */
const RUN = process.env.TEST_RUN ?? `${process.pid}-${Date.now()}`;
const OWNER = Number.parseInt(RUN, 10);
const FOLDER = join(tmpdir(), `libreoffice-${RUN}-${process.env.VITEST_POOL_ID ?? 1}`);
const JOBS = join(FOLDER, 'jobs');
/** What it said where it failed. */
const FAILED = `${FOLDER}.failed`;

/** Seconds without anything to do after which it ends; the next to ask starts another. */
const IDLE_SECONDS = 120;
/** It is started once more where it has ended just as it was asked. */
const STARTS = 2;

/**
 * A job is a file of lines: the filter's name, its options, the ending, the folder of what is written, and the workbooks. Its answer is
 * a file beside it, empty where all went well.
 */
const MACRO = `
Function Property(name As String, value As Variant) As Object
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name
  one.Value = value
  Property = one
End Function

Sub Convert(workbook As String, filter As String, options As String, target As String)
  Dim book As Object
  book = StarDesktop.loadComponentFromURL(ConvertToURL(workbook), "_blank", 0, Array(Property("Hidden", True), Property("Silent", True)))
  book.storeToURL(ConvertToURL(target), Array(Property("FilterName", filter), Property("FilterOptions", options)))
  book.close(True)
End Sub

Function Done(job As String) As String
  On Error GoTo Failed
  Dim n As Integer, filter As String, options As String, ending As String, target As String, workbook As String
  n = FreeFile
  Open job For Input As #n
  Line Input #n, filter
  Line Input #n, options
  Line Input #n, ending
  Line Input #n, target
  Do While Not EOF(n)
    Line Input #n, workbook
    If workbook <> "" Then Convert(workbook, filter, options, target & "/" & Left(Dir(workbook), Len(Dir(workbook)) - 4) & ending)
  Loop
  Close #n
  Done = ""
  Exit Function
Failed:
  Done = "LibreOffice: " & Error$ & " in line " & Erl & " of " & job
  Close #n
End Function

Sub Main
  Dim name As String, said As String, n As Integer, idle As Long
  Do While FileExists("${JOBS}") And idle < ${IDLE_SECONDS * 20} And (FileExists("/proc/${OWNER}") Or Not FileExists("/proc"))
    name = Dir("${JOBS}/*.job")
    If name = "" Then
      idle = idle + 1
      Wait 50
    Else
      idle = 0
      said = Done("${JOBS}/" & name)
      Kill "${JOBS}/" & name
      n = FreeFile
      Open "${JOBS}/" & name & ".writing" For Output As #n
      Print #n, said
      Close #n
      Name "${JOBS}/" & name & ".writing" As "${JOBS}/" & name & ".done"
    End If
  Loop
  StarDesktop.terminate()
End Sub
`;

const LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"';
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A profile that was used before, so that LibreOffice leaves in it what stands there. */
const writeProfile = async (profile: string): Promise<void> => {
  const library = join(profile, 'user/basic/Standard');
  await mkdir(library, { recursive: true });
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const files: readonly (readonly [string, string])[] = [
    [
      join(profile, 'user/registrymodifications.xcu'),
      '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>',
    ],
    [
      join(profile, 'user/basic/script.xlc'),
      `<library:libraries ${LIBRARY}><library:library library:name="Standard" library:link="false"/></library:libraries>`,
    ],
    [
      join(library, 'script.xlb'),
      `<library:library ${LIBRARY} library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Jobs"/></library:library>`,
    ],
    [
      join(library, 'Jobs.xba'),
      `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Jobs" script:language="StarBasic">${xml(MACRO)}</script:module>`,
    ],
  ];
  for (const [path, text] of files) await writeFile(path, head + text);
};

/**
 * Whoever makes the folder starts it; the others find it there. It is a process of its own, which a run that is ended does not take
 * along: it sees that nobody is left. The shell takes the folder away at once, so that no job is left in one that nobody looks at.
 */
const start = async (soffice: string): Promise<void> => {
  const isFirst = await mkdir(FOLDER).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (!isFirst) return;
  const profile = join(FOLDER, 'profile');
  await writeProfile(profile);
  await mkdir(JOBS);
  const args = [`-env:UserInstallation=${pathToFileURL(profile)}`, '--headless', '--norestore', '--nologo'];
  const script =
    '"$0" "$@" 2>"$FOLDER/said" || mv "$FOLDER/said" "$FOLDER.failed"; mv "$FOLDER" "$FOLDER.$$"; rm -rf "$FOLDER.$$"';
  spawn('sh', ['-c', script, soffice, ...args, 'macro:///Standard.Jobs.Main'], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, FOLDER },
  }).unref();
};

let count = 0;

/** Writes workbooks into a folder in another format: its ending, or, behind a colon each, a filter's name and options. */
export const convert = async (
  soffice: string,
  workbooks: readonly string[],
  format: string,
  target: string,
): Promise<void> => {
  const [ending = '', filter = FILTERS[ending], ...options] = format.split(':');
  const lines = [filter, options.join(':'), ending, target, ...workbooks, ''];
  let said = '';
  for (let starts = 0; starts < STARTS; starts++) {
    await start(soffice);
    const answer = await answerTo(lines);
    if (answer === '') return;
    if (answer !== null) throw new Error(answer);
    said = await readFile(FAILED, 'utf8').catch(() => '');
    await rm(FAILED, { force: true });
  }
  throw new Error(`LibreOffice has ended. ${said}`);
};

/** Null where it ends before it has answered. */
const answerTo = async (lines: readonly (string | undefined)[]): Promise<string | null> => {
  const job = join(JOBS, `${process.pid}-${++count}.job`);
  while (!existsSync(JOBS)) {
    if (!existsSync(FOLDER)) return null;
    await wait(20);
  }
  try {
    await writeFile(`${job}.new`, lines.join('\n'));
    await rename(`${job}.new`, job);
    while (!existsSync(`${job}.done`)) {
      if (!existsSync(JOBS)) return null;
      await wait(20);
    }
    return (await readFile(`${job}.done`, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};
