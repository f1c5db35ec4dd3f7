/** One thing that somebody does in the full demo: a row added, or cells set, typed by tab. */
import type { WorkTab } from '../../core/snapshot.ts';
import type { Column, Tabs } from '../../sheet-templates/index.ts';
import type { SaidKey } from './full-said.ts';
import type { DepartmentKey, PersonKey } from './scenario.ts';

/** A cell that names a row of another sheet which got its id from Baton. */
export interface Found {
  readonly tab: WorkTab;
  readonly where: Cells;
}

type Cell<C extends Column> = C['type'] extends 'date'
  ? number
  : C['type'] extends 'number' | 'percent'
    ? number
    : C['type'] extends 'flag'
      ? boolean
      : C['type'] extends 'person'
        ? PersonKey
        : C['type'] extends 'people'
          ? readonly PersonKey[]
          : C['type'] extends 'department'
            ? DepartmentKey
            : C['type'] extends 'departments'
              ? readonly DepartmentKey[]
              : C['type'] extends 'option'
                ? C extends { readonly options: readonly (infer O extends { readonly key: string })[] }
                  ? O['key']
                  : never
                : string | Found;

type CellsOf<K extends WorkTab> = {
  readonly [N in keyof Tabs[K]['columns']]?: Tabs[K]['columns'][N] extends Column ? Cell<Tabs[K]['columns'][N]> : never;
};

export type CellValue = number | boolean | string | readonly string[] | Found;
export type Cells = Readonly<Record<string, CellValue | undefined>>;

/** What somebody does in a sheet on a day, after that day's sweep. */
export interface Act {
  readonly on: number;
  readonly tab: WorkTab;
  /** The row that is changed: the n-th in which all of this stands, the first unless said; a new row where it is absent. */
  readonly where?: Cells;
  readonly nth?: number;
  readonly cells: Cells;
  readonly says?: SaidKey;
}

/** A new row. */
export const add = <K extends WorkTab>(on: number, tab: K, cells: CellsOf<K>, says?: SaidKey): Act => ({
  on,
  tab,
  cells: cells as Cells,
  ...(says && { says }),
});

/** Cells of a row that is there. */
export const set = <K extends WorkTab>(
  on: number,
  tab: K,
  where: CellsOf<K>,
  cells: CellsOf<K>,
  says?: SaidKey,
  nth = 0,
): Act => ({ on, tab, where: where as Cells, nth, cells: cells as Cells, ...(says && { says }) });
