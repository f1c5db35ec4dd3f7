/** The demo as writes to a workbook, in the words of one language and the dates of one day. */
import { listOf } from '../../core/messages/format.ts';
import type { Write, WriteValue } from '../../core/plan.ts';
import type { ReadContext } from '../../core/read/index.ts';
import type { Calendar } from '../../core/time/calendar.ts';
import { type Day, dayOf, isoOf, partsOf } from '../../core/time/day.ts';
import { append } from '../../core/writes/rows.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import type { Template } from '../../sheet-templates/views.ts';
import { settings } from '../create/make-workbook.ts';
import { demoEn } from './content.en.ts';
import type { DemoContent, RequestWords, TaskWords } from './content.ts';
import { demoZh } from './content.zh-CN.ts';
import {
  DEPARTMENTS,
  type DepartmentKey,
  type Move,
  PEOPLE,
  type PersonKey,
  personPart,
  type RequestPart,
  TASKS,
  type TaskKey,
  TYPED,
  type TypedKey,
  taskOf,
} from './scenario.ts';

export const CONTENT: Readonly<Record<Locale, DemoContent>> = { 'zh-CN': demoZh, en: demoEn };

export interface DemoDay {
  /** The full template's demo tells the process around the tasks too. */
  readonly template: Template;
  readonly locale: Locale;
  /** The workday the demo is made for; its own sweep has not happened yet. */
  readonly today: Day;
  readonly calendar: Calendar;
  readonly zone: string;
  /** Minutes after midnight. */
  readonly sweepTime: number;
  readonly official?: NonNullable<ReadContext['official']>;
}

/** Ids of keys in their order. */
export const idsOf = <K extends string>(prefix: string, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key, i) => [key, `${prefix}-${String(i + 1).padStart(4, '0')}`])) as Record<K, string>;
export const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as K[];

/** The requests of a demo and what belongs to them. */
export interface Plot {
  /** In the order of their ids. */
  readonly requests: Readonly<Record<string, RequestPart>>;
  readonly words: Readonly<Record<Locale, Readonly<Record<string, RequestWords>>>>;
  readonly requestOf: (task: TaskKey) => string;
}

/** The scenario in the words of one language and the dates of one day, as writes. */
export class DemoBook {
  readonly #demo: DemoDay;
  readonly #plot: Plot;
  readonly #words;
  readonly #requestIds;
  readonly #taskIds = idsOf('T', keysOf(TASKS));

  constructor(demo: DemoDay, plot: Plot) {
    this.#demo = demo;
    this.#plot = plot;
    this.#words = CONTENT[demo.locale];
    this.#requestIds = idsOf('Q', keysOf(plot.requests));
  }

  day(workdays: number): Day {
    const { today, calendar } = this.#demo;
    return workdays === 0 ? today : calendar.addWorkdays(today, workdays);
  }

  people(): Write[] {
    const { departments, project } = this.#words;
    return [
      ...settings({
        project,
        projectLead: this.name('lead'),
        keeper: this.name('keeper'),
        executive: this.name('executive'),
      }),
      ...keysOf(DEPARTMENTS).map((key) => {
        const { head, contact, leader } = DEPARTMENTS[key];
        return append('departments', departments[key], {
          name: departments[key],
          head: this.name(head),
          interfacePerson: this.name(contact),
          divisionLeader: this.name(leader),
        });
      }),
      ...keysOf(PEOPLE).map((key) => this.#person(key)),
    ];
  }

  #person(key: PersonKey): Write {
    const { department, foreign, inactive, delegate } = personPart(key);
    const [name, mailbox] = this.#words.people[key];
    return append('directory', name, {
      name,
      email: `${mailbox}@example.com`,
      department: department ? this.department(department) : null,
      language: foreign ? LOCALES.find((locale) => locale !== this.#demo.locale)! : this.#demo.locale,
      active: !inactive,
      delegate: delegate ? this.name(delegate.to as PersonKey) : null,
      delegateFrom: delegate?.from === undefined ? null : this.iso(delegate.from),
      delegateTo: delegate?.until === undefined ? null : this.iso(delegate.until),
    });
  }

  plan(): Write[] {
    return [
      ...keysOf(this.#plot.requests).map((key) => this.#request(key)),
      ...keysOf(TASKS).map((key) => this.#task(key)),
      ...keysOf(TASKS).map((key) => append('tracker', this.#taskIds[key], { id: this.#taskIds[key] })),
    ];
  }

  #request(key: string): Write {
    const { from, initiator, contact, departments, submitted, wanted, scenario } = this.#plot.requests[key]!;
    const id = this.#requestIds[key]!;
    return append('requests', id, {
      id,
      ...this.#plot.words[this.#demo.locale][key],
      initiatingDepartment: this.department(from),
      initiator: this.name(initiator),
      contact: this.name(contact),
      departments: this.departments(departments),
      wantedFinish: this.iso(wanted),
      scenario,
      submittedOn: submitted === null ? null : this.iso(submitted),
    });
  }

  #task(key: TaskKey): Write {
    const { department, r, a, s, c, i, start, due, after } = taskOf(key);
    const id = this.#taskIds[key];
    return append('raci', id, {
      id,
      ...this.#planned(this.#words.tasks[key]),
      request: this.#requestIds[this.#plot.requestOf(key)]!,
      department: this.department(department),
      responsible: this.name(r),
      accountable: this.name(a),
      supporting: this.names(s),
      consulted: this.names(c),
      informed: this.names(i),
      start: this.iso(start),
      due: this.iso(due),
      predecessors: (after ?? []).map((other) => this.#taskIds[other as TaskKey]).join('、'),
    });
  }

  typed(): Write[] {
    return keysOf(TYPED).map((key: TypedKey) => {
      const { request, department, r, a, start, due } = TYPED[key];
      const owners =
        r === 'stranger' ? [this.#words.stranger] : (typeof r === 'string' ? [r] : r).map((who) => this.name(who));
      return append('raci', '', {
        ...this.#planned(this.#words.typed[key]),
        request: this.#requestIds[request]!,
        department: this.department(department),
        responsible: listOf(owners, this.#demo.locale),
        accountable: this.name(a),
        start: this.iso(start),
        due: due === 'impossible' ? this.#impossibleDate() : this.iso(due),
      });
    });
  }

  /** What people wrote on the days that match. */
  moves(match: (on: number) => boolean): Write[] {
    return keysOf(TASKS).flatMap((key) =>
      (taskOf(key).moves ?? []).filter(({ on }) => match(on)).map((move) => this.#move(key, move)),
    );
  }

  #move(key: TaskKey, { on, status, progress, says, newDue, due, responsible }: Move): Write {
    const words: TaskWords = this.#words.tasks[key];
    const plan = {
      ...(due !== undefined && { due: this.iso(due) }),
      ...(responsible && { responsible: this.name(responsible) }),
    };
    const isPlan = Object.keys(plan).length > 0;
    const values: Record<string, WriteValue> = isPlan
      ? plan
      : {
          ...(status && { status }),
          ...(progress !== undefined && { progress }),
          ...Object.fromEntries((says ?? []).map((column) => [column, words[column] ?? ''])),
          ...(newDue !== undefined && { newDue: this.iso(newDue) }),
          updatedOn: this.iso(on),
        };
    return { tab: isPlan ? 'raci' : 'tracker', kind: 'set', item: this.#taskIds[key], values, expected: {} };
  }

  #planned({ name, deliverable, doneWhen }: TaskWords) {
    return { name, output: deliverable, doneWhen };
  }

  taskId(key: TaskKey): string {
    return this.#taskIds[key];
  }

  name(key: PersonKey): string {
    return this.#words.people[key][0];
  }

  names(keys: readonly PersonKey[] = []): string {
    return keys.map((key) => this.name(key)).join('、');
  }

  department(key: DepartmentKey): string {
    return this.#words.departments[key];
  }

  departments(keys: readonly DepartmentKey[]): string {
    return keys.map((key) => this.department(key)).join('、');
  }

  iso(workdays: number): string {
    return isoOf(this.day(workdays));
  }

  /** A day that the next month too short for it does not have, as people write dates. */
  #impossibleDate(): string {
    let { year, month } = partsOf(this.#demo.today);
    const beyond = () => (month === 2 ? 30 : 31);
    while (dayOf(year, month, beyond()) !== null) {
      month = (month % 12) + 1;
      if (month === 1) year++;
    }
    return `${year}/${month}/${beyond()}`;
  }
}
