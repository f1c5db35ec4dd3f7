import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../support/graph/published/operations.ts';
import { type Asked, faultsOf } from '../../support/graph/published/published.ts';
import { propertiesOf } from '../../support/graph/published/types.ts';
import { openStarterBook } from './book.ts';

const BOOK = 'drives/b!d/items/01I/workbook';

/** What the fake says of a change of cells. */
const asked = (body: unknown, more: Partial<Asked> = {}): string[] =>
  faultsOf({
    name: 'range-update',
    verb: 'PATCH',
    path: `${BOOK}/worksheets/%7B1%7D/range(address='A1:B2')`,
    query: [['$select', 'address']],
    headers: { 'content-type': 'application/json', 'workbook-session-id': 'x', authorization: 'Bearer x' },
    bytes: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    ...more,
  });

describe('requests held against what Microsoft publishes of Graph', () => {
  test('a right one passes', () => {
    expect(asked({ values: [['x']], numberFormat: [[null]] })).toEqual([]);
  });

  test.each([
    ['a property that there is not', { value: [['x']] }, {}, 'WorkbookRange has no such property'],
    ['what only the service sets', { address: 'A1' }, {}, 'is the service’s to set'],
    ['an unknown property in $select', {}, { query: [['$select', 'adress']] }, 'WorkbookRange has no property adress'],
    ['another query option', {}, { query: [['$top', '1']] }, 'it has no query option $top'],
    ['another verb', {}, { verb: 'PUT' }, 'it is asked by PATCH'],
    ['another path', {}, { path: `${BOOK}/worksheets/1/cells(address='A1')` }, 'none of its paths'],
    ['a header of another request', {}, { headers: { 'content-type': 'application/json', prefer: 'x' } }, 'no header'],
    [
      'a request that does not say its length',
      {},
      { headers: { host: 'x', 'content-type': 'application/json' } },
      'how long',
    ],
    ['JSON that is said to be text', {}, { headers: { 'content-type': 'text/plain' } }, 'is sent as text/plain'],
    ['a page that there is not', {}, { name: 'range-typed' }, 'is no published request'],
  ] as const)('%s does not', (_, body, more, why) => {
    const faults = asked(body, more as Partial<Asked>);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(why);
  });

  test.each([
    ['workbook-createsession', `${BOOK}/createSession`, { persistChanges: 'yes' }, 'persistChanges is no boolean'],
    ['workbook-createsession', `${BOOK}/createSession`, { keepChanges: true }, 'no parameter keepChanges'],
    ['range-insert', `${BOOK}/worksheets/1/range(address='1:2')/insert`, { shift: 'Up' }, 'none of its words'],
    ['worksheetprotection-unprotect', `${BOOK}/worksheets/1/protection/unprotect`, { password: '' }, 'takes no body'],
    [
      'worksheetprotection-protect',
      `${BOOK}/worksheets/1/protection/protect`,
      { options: { allowEverything: true } },
      'WorkbookWorksheetProtectionOptions has no such property',
    ],
  ])('%s is judged by its parameters', (name, path, body, why) => {
    const headers = { 'content-type': 'application/json' };
    const faults = asked(body, { name, verb: 'POST', path, query: [], headers });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(why);
  });

  test('the fake holds every request against them, of a batch each part', async () => {
    const { graph, address } = await openStarterBook();
    const [drive, item] = address.split('/');
    const post = (path: string, body: unknown) =>
      fetch(`${graph.url}/v1.0/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${graph.token()}`, 'content-type': 'application/json', 'some-header': 'x' },
        body: JSON.stringify(body),
      });
    await post('$batch', {
      requests: [{ id: '1', method: 'GET', url: `/drives/${drive}/items/${item}`, headers: { p: 'x' } }],
    });
    expect(graph.takeViolations().sort()).toEqual([
      'graph batch: not as published: it has no header some-header',
      'graph driveitem-get: not as published: it has no header p',
    ]);
  });

  test('what is named is there', () => {
    for (const [name, { shows, body }] of Object.entries(OPERATIONS)) {
      if (shows !== undefined) expect([name, propertiesOf(shows)?.size ?? 0]).not.toEqual([name, 0]);
      if (typeof body === 'object' && 'resource' in body)
        expect([name, propertiesOf(body.resource)]).not.toContain(null);
    }
    expect(propertiesOf('WorkbookRange')!.get('values')).toEqual({ type: 'any', isNullable: true, isReadOnly: false });
    expect(propertiesOf('WorkbookNothing')).toBeNull();
  });
});
