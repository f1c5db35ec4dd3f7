import { DriveItem, type Library } from './item.ts';

export interface DriveOptions {
  /** Client ids that the site's owner let in, where an app has `Sites.Selected` only. */
  readonly selected?: Readonly<Record<string, 'read' | 'write'>>;
  /**
   * Milliseconds by which a download lags behind what is changed in an open workbook, through a session or by people, while the
   * eTag does not: up to about 20 s were seen. https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/9315,
   * https://github.com/microsoftgraph/msgraph-sdk-java/issues/1934
   */
  readonly lag?: number;
}

/** A document library: files and folders. */
export class Drive implements Library {
  readonly id: string;
  readonly selected: Map<string, 'read' | 'write'>;
  readonly root: DriveItem;
  readonly now: () => number;
  lag: number;
  readonly #items = new Map<string, DriveItem>();
  readonly #listeners = new Set<() => void>();

  constructor(id: string, now: () => number, { selected = {}, lag = 0 }: DriveOptions = {}) {
    this.id = id;
    this.lag = lag;
    this.now = now;
    this.selected = new Map(Object.entries(selected));
    this.root = new DriveItem(this, '01ROOT', 'root', null, null);
    this.#items.set(this.root.id, this.root);
  }

  /** A file, in the root unless told. */
  file(name: string, bytes: Buffer, folder: DriveItem = this.root): DriveItem {
    return this.#add(name, folder, bytes);
  }

  folder(name: string, parent: DriveItem = this.root): DriveItem {
    return this.#add(name, parent, null);
  }

  /** Absent where it never was, or lies in the recycle bin. */
  find(id: string): DriveItem | undefined {
    const item = id === 'root' ? this.root : this.#items.get(id);
    return item?.trashed ? undefined : item;
  }

  /** The item at a path below a folder, `/` between names; names differ by more than case, as in SharePoint. */
  at(path: string, from: DriveItem = this.root): DriveItem | undefined {
    let item: DriveItem | undefined = from;
    for (const name of path.split('/').filter(Boolean)) {
      if (!item) return undefined;
      item = this.children(item).find((child) => child.name.toLowerCase() === name.toLowerCase());
    }
    return item;
  }

  get items(): DriveItem[] {
    return [...this.#items.values()];
  }

  children(folder: DriveItem): DriveItem[] {
    return [...this.#items.values()].filter((item) => item.parent === folder && !item.trashed);
  }

  /** Calls back at every change of an item. */
  listen(changed: () => void): void {
    this.#listeners.add(changed);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #add(name: string, parent: DriveItem, bytes: Buffer | null): DriveItem {
    if (this.at(name, parent)) throw new Error(`There is ${name} already`);
    const id = `01FAKE${String(this.#items.size).padStart(6, '0')}`;
    const item = new DriveItem(this, id, name, parent, bytes);
    this.#items.set(id, item);
    this.changed();
    return item;
  }
}
