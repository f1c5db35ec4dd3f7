import { describe, expect, it } from 'vitest';
import { type ContactDecisions, joinContacts } from '../../../core/contacts/join.ts';
import { pastedContacts } from '../../../core/contacts/pasted.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { mayMean } from '../../../core/text/nicknames.ts';
import { type TypedRow, workbookOf } from '../../support/scenario.ts';

const NOTHING: ContactDecisions = { same: new Map(), apart: new Set(), replace: new Set() };

const bookOf = (directory: readonly TypedRow[], responsible: readonly string[] = []) =>
  readSnapshot(
    workbookOf({
      tabs: {
        directory,
        raci: responsible.map((name, i) => ({ id: `T-000${i + 1}`, name: `Task ${i + 1}`, responsible: name })),
        departments: [{ name: 'Design' }],
      },
    }),
    { now: '2026-03-06T09:00' },
  );

const join = (text: string, directory: readonly TypedRow[], decided = NOTHING, responsible?: readonly string[]) =>
  joinContacts(pastedContacts(text).contacts, bookOf(directory, responsible), decided);

describe('a list joined with the directory', () => {
  it('fills in what is missing, adds who is not there, and writes nothing twice', () => {
    const directory = [
      { name: 'Ann Miller', email: '' },
      { name: 'Bob Stone', email: 'bob@example.com' },
    ];
    const joined = join(
      'Ann Miller <ann@example.com>\nBob Stone <BOB@example.com>\nCarl\tDesign\tcarl@example.com\nCarl <carl@example.com>\nDora\tNowhere\tdora@example.com',
      directory,
    );
    expect(joined.filled).toEqual([{ name: 'Ann Miller', email: 'ann@example.com' }]);
    expect(joined.known).toEqual([{ name: 'Bob Stone', email: 'BOB@example.com' }]);
    expect(joined.added.map(({ name, department }) => [name, department])).toEqual([
      ['Carl', 'Design'],
      ['Dora', ''],
    ]);
    expect(joined.writes).toEqual([
      {
        tab: 'directory',
        kind: 'set',
        item: 'Ann Miller',
        values: { email: 'ann@example.com' },
        expected: { email: '' },
      },
      {
        tab: 'directory',
        kind: 'append',
        item: 'Carl',
        values: { name: 'Carl', email: 'carl@example.com', department: 'Design' },
        expected: {},
      },
      {
        tab: 'directory',
        kind: 'append',
        item: 'Dora',
        values: { name: 'Dora', email: 'dora@example.com' },
        expected: {},
      },
    ]);
  });

  it('finds Miller, Ann as Ann Miller', () =>
    expect(join('"Miller, Ann" <ann@example.com>', [{ name: 'Ann Miller', email: '' }]).filled).toEqual([
      { name: 'Ann Miller', email: 'ann@example.com' },
    ]));

  it('asks before an address gives way to another', () => {
    const directory = [{ name: '李明', email: 'li@example.com' }];
    const asked = join('李明 <ming@example.com>', directory);
    expect(asked.conflicts).toEqual([{ name: '李明', email: 'ming@example.com', has: 'li@example.com' }]);
    expect(asked.writes).toEqual([]);
    const told = join('李明 <ming@example.com>', directory, { ...NOTHING, replace: new Set(['李明']) });
    expect(told.writes).toMatchObject([
      { values: { email: 'ming@example.com' }, expected: { email: 'li@example.com' } },
    ]);
  });

  it('proposes whom a nickname means, and takes it only as told', () => {
    const directory = [
      { name: '小明', email: '' },
      { name: 'Bob', email: '' },
    ];
    const list = '李明 <li@example.com>\nRobert Stone <bob@example.com>';
    const asked = join(list, directory);
    expect(asked.likely.map(({ text, contact }) => [text, contact.name])).toEqual([
      ['小明', '李明'],
      ['Bob', 'Robert Stone'],
    ]);
    expect(asked.writes).toEqual([]);
    const told = join(list, directory, {
      ...NOTHING,
      same: new Map([['李明', '小明']]),
      apart: new Set(['robertstone']),
    });
    expect(told.filled).toEqual([{ name: '小明', email: 'li@example.com' }]);
    expect(told.added.map(({ name }) => name)).toEqual(['Robert Stone']);
  });

  it('does the same with a name that only a task has', () => {
    const directory = [{ name: 'Bob Stone', email: 'bob@example.com' }];
    const list = 'Ann Miller <ann@example.com>';
    expect(join(list, directory, NOTHING, ['Ann']).likely).toMatchObject([{ text: 'Ann' }]);
    const told = join(list, directory, { ...NOTHING, same: new Map([['annmiller', 'Ann']]) }, ['Ann']);
    expect(told.added).toMatchObject([{ name: 'Ann', email: 'ann@example.com' }]);
  });

  it('asks where one name has two addresses, or an address no name', () => {
    const joined = join('Ann <a@example.com>\nAnn <b@example.com>\nc@example.com', [{ name: 'Bob', email: '' }]);
    expect(joined.several).toEqual([{ name: 'Ann', emails: ['a@example.com', 'b@example.com'] }]);
    expect(joined.nameless).toEqual(['c@example.com']);
    expect(joined.writes).toEqual([]);
  });
});

describe('a nickname', () => {
  it.each([
    ['小明', '李明'],
    ['阿明', '李明'],
    ['明明', '李明'],
    ['明哥', '李明'],
    ['老李', '李明'],
    ['小李', '李明'],
    ['李工', '李明'],
    ['李总', '李明'],
    ['李经理', '李明'],
    ['建国', '李建国'],
    ['建国哥', '李建国'],
    ['欧阳老师', '欧阳娜'],
    ['Ann', 'Ann Miller'],
    ['Miller', 'Ann Miller'],
    ['Ann M.', 'Ann Miller'],
    ['A. Miller', 'Ann Miller'],
    ['Bob', 'Robert Stone'],
    ['Liz Stone', 'Elizabeth Stone'],
  ])('%s may be %s', (text, name) => expect(mayMean(text, name)).toBe(true));

  it.each([
    ['李明', '李明'],
    ['小王', '李明'],
    ['李', '李明'],
    ['王工', '李明'],
    ['设计部', '李明'],
    ['A', 'Ann Miller'],
    ['Anna', 'Ann Miller'],
    ['Ann Stone', 'Ann Miller'],
    ['the team', 'Ann Miller'],
    ['', 'Ann Miller'],
  ])('%s is not %s', (text, name) => expect(mayMean(text, name)).toBe(false));

  it('is proposed where somebody writes it for an owner', () => {
    const { problems } = bookOf([{ name: '李明', email: 'li@example.com' }], ['小明']);
    expect(problems.find(({ code }) => code === 'unknown-person')).toMatchObject({
      facts: { text: '小明', near: '李明' },
    });
  });
});
