/** The command that puts the add-on into a spreadsheet: what it asks of clasp, and what it says where that fails. */
import { describe, expect, it } from 'vitest';
import { installAddOn, spreadsheetIdIn } from '../../functions/create/add-on.ts';

const host = (isSignedIn: boolean, fails = '') => {
  const done: string[] = [];
  const told: string[] = [];
  return {
    done,
    told,
    clasp: async (args: readonly string[]) => {
      done.push(args.join(' '));
      return args[0] === fails ? 1 : 0;
    },
    isSignedIn: async () => isSignedIn,
    copyFiles: async () => {
      done.push('copy');
    },
    tell: ({ en }: { en: string }) => told.push(en),
  };
};

describe('installing the add-on', () => {
  it('signs in where nobody is, makes the script in that spreadsheet, and pushes over its empty manifest', async () => {
    const fresh = host(false);
    await installAddOn('1AbC', fresh);
    expect(fresh.done).toEqual([
      'login',
      'create-script --parentId 1AbC --title Baton --rootDir .',
      'copy',
      'push --force',
    ]);
    expect(fresh.told[0]).toContain('who you are');
    const known = host(true);
    await installAddOn('1AbC', known);
    expect(known.done[0]).toMatch(/^create-script/);
  });

  it('stops at the step that fails, and says what most often is behind it', async () => {
    const broken = host(true, 'create-script');
    await expect(installAddOn('1AbC', broken)).rejects.toMatchObject({ code: 'add-on-failed', kind: 'backend' });
    expect(broken.done).toHaveLength(1);
  });

  it.each([
    ['https://docs.google.com/spreadsheets/d/1AbC-d_e/edit#gid=0', '1AbC-d_e'],
    ['https://docs.google.com/spreadsheets/u/1/d/1AbC/edit', '1AbC'],
    ['gsheet:1AbCdefghijklmnopqrstuvwxyz', '1AbCdefghijklmnopqrstuvwxyz'],
  ])('%s is the spreadsheet %s', (text, id) => expect(spreadsheetIdIn(text)).toBe(id));

  it('what is no spreadsheet is refused', () => {
    expect(() => spreadsheetIdIn('plan.xlsx')).toThrow(/not the address of a Google spreadsheet/);
  });
});
