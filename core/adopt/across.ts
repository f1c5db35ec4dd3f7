/** Who stands over the columns of a RACI matrix: a person, a role, a department, or nobody yet. */
import { textOf } from '../read/headers.ts';
import { only } from '../text/maps.ts';
import { oneLine } from '../text/width.ts';
import { normal, splitNames } from '../text/words.ts';
import { FULL_NAME, type NameLook, nameLookOf } from './guess/names.ts';
import type { Across } from './matrix.ts';
import { columnAt, columnPlace, type RecognisedSheet } from './recognise.ts';

/** Who stands over a column of letters. A role without a name (TPM, 产品经理) counts as a department. */
export type Actor =
  | { readonly at: number; readonly kind: 'person'; readonly name: string; readonly department: string }
  | { readonly at: number; readonly kind: 'department'; readonly name: string }
  /** `Name or Role`, 姓名, or nothing at all: nobody yet. */
  | { readonly at: number; readonly kind: 'placeholder'; readonly name: string };

/** Whom a workbook's own sheets know. */
export interface Known {
  /** By name and address, normalised → the name as the directory has it. */
  readonly people: ReadonlyMap<string, string>;
  /** By name, normalised. */
  readonly departments: ReadonlyMap<string, { readonly name: string; readonly head: string }>;
}

export const knownIn = (directory: RecognisedSheet | null, departments: RecognisedSheet | null): Known => {
  const people = new Map<string, string>();
  if (directory) {
    const nameAt = columnPlace(directory.mapping, 'directory', 'name');
    const emailAt = columnPlace(directory.mapping, 'directory', 'email');
    for (const { cells } of directory.rows) {
      const name = textOf(cells[nameAt - 1]);
      for (const text of [name, textOf(cells[emailAt - 1])]) if (name && text) people.set(normal(text), name);
    }
  }
  const known = new Map<string, { name: string; head: string }>();
  if (departments) {
    const nameAt = columnPlace(departments.mapping, 'departments', 'name');
    const headAt = columnAt(departments.mapping, 'departments', 'head');
    for (const { cells } of departments.rows) {
      const name = textOf(cells[nameAt - 1]);
      const head = headAt === undefined ? '' : textOf(cells[headAt - 1]);
      if (name && !known.has(normal(name))) known.set(normal(name), { name, head });
    }
  }
  return { people, departments: known };
};

const PLACEHOLDER =
  /^(?:(?:insert|enter|add|type|your)*(?:name|role|title|person|teammember|nameorrole|roleorname|name\/role|role\/name|nameandrole)s?(?:here)?|(?:请?(?:填写|输入|填))?(?:姓名|名字|角色|岗位|职务|人员|成员|姓名(?:或|\/|、)(?:角色|岗位|职务)|(?:角色|岗位|职务)(?:或|\/|、)姓名)|某某|x+)(?:\d+|[a-z])?$/;
const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(normal(text).replace(/[<>[\](){}【】《》#_.…]/g, ''));

/** Within a header: a line for the role and one for the name, 项目经理：李明, Li Ming (PM). */
const PARTS = /[\n:：()（）[\]【】]+/;

interface Reading {
  readonly name: string;
  readonly look: NameLook;
  readonly department: string;
}

/** The name among what stands over a column: beside a role it is the one that is no role. */
const nameAmong = (texts: readonly string[], band: string): Reading => {
  const [first = ''] = texts;
  const parts = first.split(PARTS).map(oneLine).filter(Boolean);
  const all = parts.length > 1 ? parts : texts.map(oneLine);
  const roles = all.filter((part) => nameLookOf(part) === 'role');
  const others = all.filter((part) => nameLookOf(part) !== 'role');
  const own = roles.length > 0 ? only(others) : undefined;
  const name = own ?? oneLine(first);
  const around = [...(own === undefined ? [] : roles), band].find((text) => DEPARTMENT.test(oneLine(text)));
  return { name, look: own === undefined ? nameLookOf(name) : 'person', department: around ? oneLine(around) : '' };
};

const DEPARTMENT = /(?:部|部门|科|处|室|中心|车间|公司)$|\b(?:dept|department|team|office|division)\b/i;

/**
 * Who stands across. The directory and the departments' sheet are sure; then what looks like a role, or like a Chinese
 * name. A name that may be either (Privacy, Carter) is what most of the others are. Two people over one column are two.
 */
export const actorsOf = (across: readonly Across[], { people, departments }: Known): Actor[] => {
  const readings = across.map(({ at, names, band }): Actor | (Reading & { readonly at: number }) => {
    const said = names.flatMap((name) => [name, ...name.split(PARTS)]).map(normal);
    const person = said.map((text) => people.get(text)).find((name) => name !== undefined);
    const known = departments.get(normal(band))?.name;
    if (person !== undefined) return { at, kind: 'person', name: person, department: known ?? '' };
    const department = said.map((text) => departments.get(text)).find((entry) => entry !== undefined);
    const parts = only(names)?.split(PARTS);
    if (department && parts && !parts[1]) {
      return { at, kind: 'department', name: department.name };
    }
    const real = names.filter((name) => !isPlaceholder(name));
    if (real.length === 0) return { at, kind: 'placeholder', name: oneLine(names[0] ?? '') };
    const reading = nameAmong(real, band);
    return { at, ...reading, department: known ?? reading.department };
  });
  const count = (is: (reading: (typeof readings)[number]) => boolean) => readings.filter(is).length;
  const roles = count((one) => ('kind' in one ? one.kind === 'department' : one.look === 'role'));
  const persons = count((one) => ('kind' in one ? one.kind === 'person' : one.look === 'person'));
  const open = count((one) => 'look' in one && one.look === 'open');
  const areRoles = roles > persons && roles >= open;
  return readings.flatMap((one): Actor[] => {
    if ('kind' in one) return [one];
    const { at, name, look, department } = one;
    if (look === 'role' || (look === 'open' && areRoles)) return [{ at, kind: 'department', name }];
    const several = splitNames(name, (part) => people.has(normal(part)));
    const areNames = several.every(
      (part) => people.has(normal(part)) || nameLookOf(part) === 'person' || FULL_NAME.test(part),
    );
    return (areNames ? several : [name]).map((own) => ({
      at,
      kind: 'person',
      name: people.get(normal(own)) ?? own,
      department,
    }));
  });
};
