/**
 * One LibreOffice for all the workbooks of a process: starting it and loading its first workbook takes seconds, a further one takes a
 * fraction of one. A macro of its own profile looks for what is to be converted, until nobody is left who could ask.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
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

/** Seconds without anything to do after which it ends; the next to ask starts another. */
const IDLE_SECONDS = 30;

/**
 * A job is a file of lines: the filter's name, its options, the ending, the folder of what is written, and the workbooks. Its answer is
 * a file beside it, empty where all went well.
 */
const macro = (jobs: string): string => `
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
  Do While FileExists("${jobs}") And idle < ${IDLE_SECONDS * 20} And (FileExists("/proc/${process.pid}") Or Not FileExists("/proc"))
    name = Dir("${jobs}/*.job")
    If name = "" Then
      idle = idle + 1
      Wait 50
    Else
      idle = 0
      said = Done("${jobs}/" & name)
      Kill "${jobs}/" & name
      n = FreeFile
      Open "${jobs}/" & name & ".writing" For Output As #n
      Print #n, said
      Close #n
      Name "${jobs}/" & name & ".writing" As "${jobs}/" & name & ".done"
    End If
  Loop
  StarDesktop.terminate()
End Sub
`;

const LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"';
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A profile that was used before, so that LibreOffice leaves in it what stands there. */
const writeProfile = async (profile: string, jobs: string): Promise<void> => {
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
      `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Jobs" script:language="StarBasic">${xml(macro(jobs))}</script:module>`,
    ],
  ];
  for (const [path, text] of files) await writeFile(path, head + text);
};

interface Office {
  readonly jobs: string;
  readonly program: ChildProcess;
  readonly said: () => string;
}

let office: Promise<Office> | undefined;

const start = async (soffice: string): Promise<Office> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-libreoffice-'));
  const [profile, jobs] = [join(folder, 'profile'), join(folder, 'jobs')];
  await mkdir(jobs);
  await writeProfile(profile, jobs);
  const args = [`-env:UserInstallation=${pathToFileURL(profile)}`, '--headless', '--norestore', '--nologo'];
  // A process of tests is ended from outside, so it is the shell that clears up.
  const command = ['-c', '"$0" "$@"; rm -rf "$FOLDER"', soffice, ...args, 'macro:///Standard.Jobs.Main'];
  const program = spawn('sh', command, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, FOLDER: folder },
  });
  let said = '';
  program.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  program.unref();
  (program.stderr as { unref?: () => void }).unref?.();
  return { jobs, program, said: () => said };
};

let count = 0;
let last: Promise<unknown> = Promise.resolve();

/** Writes workbooks into a folder in another format: its ending, or, behind a colon each, a filter's name and options. */
export const convert = (
  soffice: string,
  workbooks: readonly string[],
  format: string,
  target: string,
): Promise<void> => {
  const turn = last.then(() => converted(soffice, workbooks, format, target));
  last = turn.catch(() => {});
  return turn;
};

const converted = async (
  soffice: string,
  workbooks: readonly string[],
  format: string,
  target: string,
): Promise<void> => {
  const [ending = '', filter = FILTERS[ending], ...options] = format.split(':');
  const lines = [filter, options.join(':'), ending, target, ...workbooks, ''];
  const answer = office
    ? // It may have been idle for too long just as it is asked.
      await answerOf(await office, lines).catch(async () => answerOf(await restarted(soffice), lines))
    : await answerOf(await restarted(soffice), lines);
  if (answer !== '') throw new Error(answer);
};

const restarted = (soffice: string): Promise<Office> => {
  office = start(soffice);
  return office;
};

const answerOf = async ({ jobs, program, said }: Office, lines: readonly (string | undefined)[]): Promise<string> => {
  const job = join(jobs, `${++count}.job`);
  await writeFile(`${job}.new`, lines.join('\n'));
  await rename(`${job}.new`, job);
  while (!existsSync(`${job}.done`)) {
    if (program.exitCode !== null || program.signalCode !== null) throw new Error(`LibreOffice has ended. ${said()}`);
    await wait(20);
  }
  return (await readFile(`${job}.done`, 'utf8')).trim();
};
