import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changeXlsxFile, openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { workbookFile } from '../../support/workbook.ts';

const WRITER = fileURLToPath(new URL('../../support/xlsx-writer.ts', import.meta.url));

/** The disk's own errors cannot be had on demand, so single calls are made to fail with them. */
const withCall = async (name: 'open' | 'rename', call: (...args: never[]) => unknown, work: () => Promise<void>) => {
  const spy = vi.spyOn(fs, name).mockImplementation(call as never);
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    spy.mockRestore();
    syncBuiltinESMExports();
  }
};
const failing = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall });

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-file-'));
  path = join(folder, 'tracker.xlsx');
  writeFileSync(path, workbookFile({ sheets: [{ xml: '<row r="1"><c r="A1"><v>1</v></c></row>' }] }));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const valueIn = async (file = path) => (await openXlsxFile(file).read()).sheets[0]!.rows[0]!.cells[0];
const setTo = (value: number, file = path, meanwhile = () => {}) =>
  changeXlsxFile(file, ({ sheets }) => {
    meanwhile();
    return { edits: [{ sheet: sheets[0]!.title, row: 1, column: 1, value }], addSheets: [], result: value };
  });
const run = (...args: string[]) => spawnSync(process.execPath, [WRITER, path, ...args], { encoding: 'utf8' });
const finished = (child: ChildProcess) => new Promise((resolve) => child.on('exit', resolve));
const onlyTheFile = () => expect(readdirSync(folder)).toEqual(['tracker.xlsx']);

describe('reading', () => {
  test.each<[string, () => string, string]>([
    ['a file that is not there', () => join(folder, 'gone.xlsx'), 'file-missing'],
    ['a folder', () => folder, 'is-a-directory'],
    ['a path through a file', () => join(path, 'x.xlsx'), 'file-missing'],
  ])('%s is a wrong call', async (_, name, code) => {
    await expect(openXlsxFile(name()).read()).rejects.toMatchObject({ name: 'BatonError', kind: 'call', code });
  });

  test.skipIf(process.platform === 'win32')('a pipe in place of the file keeps nobody waiting', async () => {
    rmSync(path);
    spawnSync('mkfifo', [path]);
    await expect(openXlsxFile(path).read()).rejects.toMatchObject({ kind: 'call', code: 'file-missing' });
  });

  test('the workbook is named as people name it', async () => {
    expect((await openXlsxFile(path).read()).name).toBe('tracker');
  });
});

describe('where a workbook lives', () => {
  test('the same however it is named, and another for a copy', async () => {
    const { location } = await openXlsxFile(path).read();
    expect(location).toMatch(/^tracker\.xlsx#[0-9a-f]{12}$/);
    symlinkSync(folder, `${folder}-link`);
    expect((await openXlsxFile(join(`${folder}-link`, 'tracker.xlsx')).read()).location).toBe(location);
    rmSync(`${folder}-link`);
    mkdirSync(join(folder, 'copy'));
    writeFileSync(join(folder, 'copy', 'tracker.xlsx'), readFileSync(path));
    expect((await openXlsxFile(join(folder, 'copy', 'tracker.xlsx')).read()).location).not.toBe(location);
  });

  test('a renamed file is known by its folder; a copy and a stranger are not', async () => {
    const { location } = await openXlsxFile(path).read();
    const renamed = join(folder, '进度 2026.xlsx');
    writeFileSync(renamed, readFileSync(path));
    expect((await openXlsxFile(renamed).read()).movedFrom(location)).toBe(false); // the old one is still there
    rmSync(renamed);
    linkSync(path, renamed); // as where `Tracker.xlsx` and `tracker.xlsx` are one name
    expect((await openXlsxFile(renamed).read()).movedFrom(location)).toBe(true);
    renameSync(path, join(folder, 'other.xlsx'));
    const { movedFrom } = await openXlsxFile(renamed).read();
    expect(movedFrom(location)).toBe(true);
    expect(movedFrom(location.replace(/.$/, (c) => (c === '0' ? '1' : '0')))).toBe(false);
    expect(movedFrom('memory:starter')).toBe(false);
    expect(movedFrom(`../gone.xlsx${location.slice(location.indexOf('#'))}`)).toBe(false);
  });
});

describe('the workbook at another recorded home', () => {
  test('is read where it lies beside this one, and nowhere else', async () => {
    const { location } = await openXlsxFile(path).read();
    const copy = join(folder, 'copy.xlsx');
    writeFileSync(copy, readFileSync(path));
    const { foundAt } = await openXlsxFile(copy).read();
    expect(await foundAt(location)).toMatchObject({ location, name: 'tracker' });
    mkdirSync(join(folder, 'below'));
    const below = join(folder, 'below', 'copy.xlsx');
    writeFileSync(below, readFileSync(path));
    expect(await (await openXlsxFile(below).read()).foundAt(location)).toBeNull();
  });

  test('is nothing where it is gone or damaged', async () => {
    const copy = join(folder, 'copy.xlsx');
    writeFileSync(copy, readFileSync(path));
    const { location } = await openXlsxFile(path).read();
    const { foundAt } = await openXlsxFile(copy).read();
    writeFileSync(path, 'damaged');
    expect(await foundAt(location)).toBeNull();
    rmSync(path);
    expect(await foundAt(location)).toBeNull();
    expect(await foundAt('memory:starter')).toBeNull();
  });
});

describe('writing', () => {
  test('keeps the file’s mode and owner, follows links, and leaves nothing beside it', async () => {
    chmodSync(path, 0o664);
    const root = process.getuid?.() === 0;
    if (root) chownSync(path, 65534, 65534);
    const link = join(folder, 'link.xlsx');
    symlinkSync('tracker.xlsx', link);
    await setTo(2, link);
    expect(await valueIn()).toBe(2);
    const { mode, uid } = statSync(path);
    expect(mode & 0o777).toBe(0o664);
    if (root) expect(uid).toBe(65534);
    rmSync(link);
    onlyTheFile();
  });

  test('does not touch a file when nothing is to change', async () => {
    const old = new Date('2026-03-01T00:00:00Z');
    utimesSync(path, old, old);
    const { ino } = statSync(path);
    await changeXlsxFile(path, () => ({ edits: [], addSheets: [], result: null }));
    await openXlsxFile(path).apply([]);
    expect(statSync(path)).toMatchObject({ ino, mtime: old });
  });

  test('starts over with what somebody saved in between', async () => {
    let saves = 0;
    const saved = workbookFile({ sheets: [{ xml: '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c></row>' }] });
    await setTo(2, path, () => {
      if (saves++ === 0) writeFileSync(path, saved);
    });
    expect((await openXlsxFile(path).read()).sheets[0]!.rows[0]!.cells).toEqual([2, 8]);
    onlyTheFile();
  });

  test('gives up when somebody keeps saving, and leaves the file to them', async () => {
    let saves = 10;
    const save = () =>
      writeFileSync(path, workbookFile({ sheets: [{ xml: `<row r="1"><c r="A1"><v>${++saves}</v></c></row>` }] }));
    await expect(setTo(2, path, save)).rejects.toMatchObject({ kind: 'backend', code: 'workbook-changing' });
    expect(await valueIn()).toBe(saves);
    onlyTheFile();
  });

  test.each([
    ['Excel', '~$tracker.xlsx'],
    ['LibreOffice', '.~lock.tracker.xlsx#'],
    ['WPS', '.~tracker.xlsx'],
    ['WPS', '.~racker.xlsx'],
    ['WPS', '.~acker.xlsx'],
  ])('waits for nobody who has it open in %s', async (program, lock) => {
    const before = readFileSync(path);
    writeFileSync(join(folder, lock), '');
    const error = await setTo(2).catch((e) => e);
    expect(error).toMatchObject({ name: 'BatonError', kind: 'backend', code: 'workbook-open' });
    for (const words of Object.values(error.words)) {
      expect(words).toContain(program);
      expect(words).toContain(lock);
    }
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual([lock, 'tracker.xlsx'].sort());
    expect(await valueIn()).toBe(1); // reading is free
  });

  test.each([
    ['another workbook beside it', '.~acker.xlsx', 'acker.xlsx'],
    ['a longer name', '.~my tracker.xlsx', 'my tracker.xlsx'],
    ['a name of which this is the end', '.~cker.xlsx', 'tracker2.xlsx'],
    ['a document of another kind', '.~tracker.docx', 'tracker.docx'],
    ['a copy of it', '.~tracker (2).xlsx', 'tracker (2).xlsx'],
  ])('WPS having %s open keeps nobody from writing it', async (_, lock, other) => {
    for (const name of [lock, other]) writeFileSync(join(folder, name), '');
    await setTo(2);
    expect(await valueIn()).toBe(2);
  });

  test('a name of two characters, the first of them outside the basic plane, is told from its ending', async () => {
    const short = join(folder, '𠮷表.xlsx');
    copyFileSync(path, short);
    writeFileSync(join(folder, '.~xlsx'), '');
    await setTo(2, short);
    writeFileSync(join(folder, '.~表.xlsx'), '');
    await expect(setTo(3, short)).rejects.toMatchObject({ code: 'workbook-open' });
    expect(await valueIn(short)).toBe(2);
  });

  test.each([
    ['the disk is full', 'ENOSPC', 'write', 'disk-full'],
    ['a quota is used up', 'EDQUOT', 'write', 'disk-full'],
    ['the disk breaks', 'EIO', 'write', 'io'],
  ])('when %s, the file stays as it was', async (_, errno, syscall, code) => {
    const before = readFileSync(path);
    const { open } = fs;
    const openBroken = async (...args: Parameters<typeof open>) => {
      const handle = await open(...args);
      if (String(args[0]).endsWith('.baton-tmp')) vi.spyOn(handle, 'sync').mockRejectedValue(failing(errno, syscall));
      return handle;
    };
    await withCall('open', openBroken, () =>
      expect(setTo(2)).rejects.toMatchObject({ name: 'BatonError', kind: 'backend', code }),
    );
    expect(readFileSync(path)).toEqual(before);
    onlyTheFile();
  });

  test.each([
    ['EPERM', 'workbook-open'],
    ['EBUSY', 'workbook-open'],
    ['EACCES', 'workbook-open'],
  ])('a file that Windows holds (%s) stays as it was', async (errno, code) => {
    const held = () => Promise.reject(failing(errno, 'rename'));
    await withCall('rename', held, () => expect(setTo(2)).rejects.toMatchObject({ kind: 'backend', code }));
    expect(await valueIn()).toBe(1);
    onlyTheFile();
  });

  test.each<[string, number, number, string]>([
    ['a file that may not be read', 0o000, 0o777, 'not-readable'],
    ['a file that may not be written', 0o444, 0o777, 'not-writable'],
    ['a folder that may not be written', 0o666, 0o555, 'not-writable'],
  ])('%s is said to be one', (_, mode, folderMode, code) => {
    chmodSync(path, mode);
    chmodSync(folder, folderMode);
    // Root may do everything: the writer gives that up once its own files are loaded.
    const env = { ...process.env, ...(process.getuid?.() === 0 && { RUN_AS: '65534' }) };
    const { stdout } = spawnSync(process.execPath, [WRITER, path, '1'], { encoding: 'utf8', env });
    chmodSync(folder, 0o755);
    expect(stdout.trim()).toBe(code);
    onlyTheFile();
  });
});

describe('a process that is killed', () => {
  test.each([
    ['before its temp file', 'open before', 1],
    ['after making it', 'open after', 1],
    ['before the new file takes the name', 'rename before', 1],
    ['right after that', 'rename after', 2],
  ])('%s leaves a whole file, and the next one writes', async (_, step, left) => {
    expect(run('1', step).signal).toBe('SIGKILL');
    expect(await valueIn()).toBe(left);
    expect(readdirSync(folder).some((name) => name.endsWith('.baton-lock'))).toBe(true);
    await setTo(9);
    expect(await valueIn()).toBe(9);
    onlyTheFile();
  });
});

describe('several processes', () => {
  test('take turns: nothing anybody wrote is lost', async () => {
    const children = Array.from({ length: 3 }, () => spawn(process.execPath, [WRITER, path, '8']));
    await Promise.all([
      ...children.map(finished),
      ...Array.from({ length: 4 }, () =>
        changeXlsxFile(path, ({ sheets }) => ({
          edits: [{ sheet: 'Sheet1', row: 1, column: 1, value: Number(sheets[0]!.rows[0]!.cells[0]) + 1 }],
          addSheets: [],
          result: null,
        })),
      ),
    ]);
    expect(await valueIn()).toBe(1 + 3 * 8 + 4);
    onlyTheFile();
  });

  const lock = () => join(folder, '.~tracker.xlsx.baton-lock');
  const heldBy = (pid: number, host = hostname()) => JSON.stringify({ pid, host, token: 'x' });

  test('a lock that is held is waited for', async () => {
    writeFileSync(lock(), heldBy(process.ppid));
    let released = false;
    setTimeout(() => {
      released = true;
      rmSync(lock());
    }, 200);
    await setTo(2);
    expect(released).toBe(true);
  });

  test.each<[string, () => void]>([
    ['a process that died', () => writeFileSync(lock(), heldBy(spawnSync('true').pid))],
    ['one that died and had the number that this one has now', () => writeFileSync(lock(), heldBy(process.pid))],
    [
      'one that hung for an hour',
      () => {
        writeFileSync(lock(), heldBy(process.pid));
        utimesSync(lock(), Date.now() / 1000 - 3600, Date.now() / 1000 - 3600);
      },
    ],
    [
      'one on another machine, an hour ago',
      () => {
        writeFileSync(lock(), heldBy(1, 'elsewhere'));
        utimesSync(lock(), Date.now() / 1000 - 3600, Date.now() / 1000 - 3600);
      },
    ],
    [
      'one that died before it said who it was',
      () => {
        writeFileSync(lock(), '');
        utimesSync(lock(), Date.now() / 1000 - 60, Date.now() / 1000 - 60);
      },
    ],
  ])('a lock left by %s is taken over', async (_, leave) => {
    leave();
    await setTo(2);
    expect(await valueIn()).toBe(2);
    onlyTheFile();
  });

  test('temp files of the dead go, other people’s files stay', async () => {
    const others = ['.~other.xlsx.0123456789ab.baton-tmp', '.~notes', 'tracker.xlsx.bak'];
    for (const name of [...others, '.~tracker.xlsx.0123456789ab.baton-tmp']) writeFileSync(join(folder, name), 'x');
    await setTo(2);
    expect(readdirSync(folder).sort()).toEqual([...others, basename(path)].sort());
    expect(existsSync(lock())).toBe(false);
  });
});
