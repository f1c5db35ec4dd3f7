/** Makes machine tabs Excel tables, so that rows can be added at their ends. */
import { tableName } from '../../../sheet-templates/layout.ts';
import { type Operation, path } from '../../microsoft/client.ts';
import { protection, type Tableless } from './api-requests.ts';
import { type RangePart, type SessionOutcome, sheetPath, type WorkbookSession } from './api-session.ts';

/**
 * Makes these machine tabs tables, once in the life of a workbook, and answers their ids by name. Of two who do so at once,
 * the later one finds the earlier one's: tables do not overlap.
 */
export const makeTables = async (
  operation: Operation,
  session: WorkbookSession,
  tabs: readonly Tableless[],
): Promise<ReadonlyMap<string, string>> => {
  const made = new Map<string, string>();
  for (let open = tabs; open.length > 0; ) {
    const parts = [...open.map(({ id }) => protection(id, 'unprotect')), ...open.map(tableAdd)];
    const outcomes = await session.run(operation, parts, false);
    const failed = outcomes.find(({ kind }) => kind === 'refused' || kind === 'unknown');
    const left: Tableless[] = [];
    for (const [i, one] of open.entries()) {
      const outcome = outcomes[open.length + i];
      const id = outcome?.kind === 'done' ? idOf(outcome.body) : await tableIn(operation, session, one.id);
      if (id === null) left.push(one);
      else made.set(tableName(one.tab), id);
    }
    if (failed && left.length === open.length) await operation.pause((failed as Failed).failure);
    open = left;
  }
  const names = [...made].map(
    ([name, id]): RangePart => ({ method: 'PATCH', target: path`/tables/${id}`, body: { name } }),
  );
  await session.run(operation, [...names, ...tabs.map(({ id }) => protection(id, 'protect'))], true);
  return made;
};

type Failed = Extract<SessionOutcome, { readonly failure: unknown }>;

/** https://learn.microsoft.com/graph/api/tablecollection-add */
const tableAdd = ({ id, address }: Tableless): RangePart => ({
  method: 'POST',
  target: `${sheetPath(id)}/tables/add`,
  body: { address, hasHeaders: true },
});

const idOf = (body: unknown) => (body as { readonly id: string }).id;

const tableIn = async (operation: Operation, session: WorkbookSession, sheet: string): Promise<string | null> => {
  const target = `${sheetPath(sheet)}/tables?$select=id,name`;
  const { value } = await session.get<{ readonly value: readonly unknown[] }>(operation, target);
  return value[0] === undefined ? null : idOf(value[0]);
};
