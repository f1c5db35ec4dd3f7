import { createHash } from 'node:crypto';

const guidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
};

/** No two files have one GUID, whatever drives they are in. */
let made = 0;

/** The drive of an item, as far as the item asks. */
export interface Library {
  readonly id: string;
  readonly root: DriveItem;
  readonly now: () => number;
  /** Milliseconds after which a download shows what was changed in a workbook that is open. */
  readonly lag: number;
  children(folder: DriveItem): DriveItem[];
  changed(): void;
}

const HOUR = 3_600_000;

/** What keeps others from writing a file. */
type Hold = 'locked' | 'checked-out';

/** A file or folder of a drive, and what people do to it. Every change gives it another eTag. */
export class DriveItem {
  readonly id: string;
  readonly drive: Library;
  readonly isFolder: boolean;
  readonly #guid: string;
  #name: string;
  #parent: DriveItem | null;
  #bytes: Buffer;
  /** Contents that downloads may still show, oldest first, each with the time from which it no longer is the content. */
  #before: { readonly until: number; readonly bytes: Buffer }[] = [];
  #version = 1;
  #contentVersion = 1;
  #uploads = 0;
  /** Virtual time, ms. */
  readonly created: number;
  #modified: number;
  #modifiedBy = 'Lin';
  #hold: Hold | null = null;
  #encrypted = false;
  #trashed = false;

  constructor(drive: Library, id: string, name: string, parent: DriveItem | null, bytes: Buffer | null) {
    this.drive = drive;
    this.id = id;
    this.#guid = guidOf(`${drive.id} ${id} ${++made}`);
    this.#name = name;
    this.#parent = parent;
    this.isFolder = bytes === null;
    this.#bytes = bytes ?? Buffer.alloc(0);
    this.created = drive.now() - HOUR;
    this.#modified = this.created;
  }

  get name(): string {
    return this.#name;
  }

  get parent(): DriveItem | null {
    return this.#parent;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** What a download holds: content that lags behind the eTag, where it was changed through Excel a moment ago. */
  get downloaded(): Buffer {
    const since = this.drive.now() - this.drive.lag;
    return this.#before.find(({ until }) => until > since)?.bytes ?? this.#bytes;
  }

  /** Of everything about it: `"{GUID},3"`. */
  get eTag(): string {
    return `"{${this.#guid}},${this.#version}"`;
  }

  /** Of its content alone. */
  get cTag(): string {
    return `"c:{${this.#guid}},${this.#contentVersion}"`;
  }

  /** How often somebody saved a whole file over it. */
  get uploads(): number {
    return this.#uploads;
  }

  get trashed(): boolean {
    return this.#trashed;
  }

  get hold(): Hold | null {
    return this.#hold;
  }

  /** It carries a sensitivity label that encrypts: outside of Office nobody reads it. */
  get encrypted(): boolean {
    return this.#encrypted;
  }

  get modified(): number {
    return this.#modified;
  }

  get modifiedBy(): string {
    return this.#modifiedBy;
  }

  /** Within the drive, `/` between names, not encoded; empty for the root. */
  get path(): string {
    return this.#parent ? `${this.#parent.path}/${this.#name}` : '';
  }

  /** Somebody saves other bytes, from a program of theirs. */
  replace(bytes: Buffer, by = 'Lin'): void {
    if (this.isFolder) throw new Error(`${this.#name} is a folder`);
    this.#uploads++;
    this.coauthor(bytes, by);
    this.#before = [];
  }

  /** Time goes by in which nobody touches it: it was changed last an hour ago. */
  rest(): void {
    this.#modified = this.drive.now() - HOUR;
    this.#before = [];
  }

  /** Somebody changes it together with whoever has it open: in Excel for the web, or through the Workbook API. */
  coauthor(bytes: Buffer, by = 'Lin'): void {
    if (this.drive.lag > 0) this.#before.push({ until: this.drive.now(), bytes: this.#bytes });
    this.#bytes = bytes;
    this.#contentVersion++;
    this.#touched(by);
  }

  /** Something about it changes that is not its content: a column of the library, a sharing link. */
  touch(by = 'Lin'): void {
    this.#touched(by);
  }

  rename(name: string): void {
    this.#name = name;
    this.#touched('Lin');
  }

  move(folder: DriveItem): void {
    if (!folder.isFolder || folder.drive !== this.drive) throw new Error('A file moves into a folder of its drive');
    this.#parent = folder;
    this.#touched('Lin');
  }

  /** Into the recycle bin. */
  trash(): void {
    this.#trashed = true;
    this.drive.changed();
  }

  restore(): void {
    this.#trashed = false;
    this.drive.changed();
  }

  /** Somebody has it open in a program that does not share it. */
  lock(): void {
    this.#hold = 'locked';
  }

  /** Somebody checked it out of the library. */
  checkOut(): void {
    this.#hold = 'checked-out';
  }

  /** Closed, or checked in. */
  release(): void {
    this.#hold = null;
  }

  /** Somebody gives it a sensitivity label that encrypts, or takes the label away. */
  encrypt(encrypted = true): void {
    this.#encrypted = encrypted;
    this.#touched('Lin');
  }

  #touched(by: string): void {
    this.#version++;
    this.#modified = this.drive.now();
    this.#modifiedBy = by;
    this.drive.changed();
  }
}
