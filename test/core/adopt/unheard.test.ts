import { describe, expect, it } from 'vitest';
import { proposalOf } from '../../../core/adopt/propose.ts';
import { type Column, inRows, on, sheet, strangers } from '../../support/strangers.ts';

/** Meaning → header of a sheet with these columns. */
const readAs = (...columns: readonly Column[]): Readonly<Record<string, string>> => {
  const rows = inRows(columns);
  const own = proposalOf(strangers([sheet('Sheet1', 1, rows)]), {}, 'en').sheets.find(({ chosen }) => chosen);
  return Object.fromEntries(
    (own?.columns ?? []).flatMap(({ meaning, header }) => (meaning ? [[meaning, header]] : [])),
  );
};

const days = (...texts: readonly (string | null)[]): (number | null)[] => texts.map((day) => (day ? on(day) : null));
const WORK = [
  'Clear the gutter over the porch',
  'Mend the fence by the gate',
  'Replace the lamp in the hall',
  'Paint the gate green',
  'Oil the hinges of both doors',
  'Order sand for the path',
  'Prune the old pear tree',
];
const TASK: Column = ['Task', ...WORK];
const ENDS = days('2026-03-10', '2026-03-12', '2026-03-20', '2026-03-25', '2026-04-02', '2026-04-03', '2026-04-09');
const DUE: Column = ['Due date', ...ENDS];
const STATES = ['Done', 'In progress', 'Open', 'Open', 'Open', 'Done', 'Open'];
const STATUS: Column = ['Status', ...STATES];
const NAMES = ['Ann Carter', 'Ben Osei', 'Ann Carter', 'Mei Lin', 'Ben Osei', 'Mei Lin', 'Ann Carter'];

describe('under a header that nobody knows, behind the task, who does it is', () => {
  it('somebody named together with where they work or what they are', () => {
    const zh = ['财务处 贝', '收发 小卞', '模具课 夏雨', '科长 许敏', '安全 阙工', '方案组 仇建', '工程课 闫冬'];
    expect(readAs(TASK, ['Blorp', ...zh], DUE).responsible).toBe('Blorp');
    const en = [
      'Crew 2 - Dale',
      'Ops - Ahmed',
      'Mech - Bruno',
      'Crew 1 - Marisol',
      'Ops - Yuki',
      'Elec - Dale',
      'Office',
    ];
    expect(readAs(TASK, ['Blorp', ...en], DUE).responsible).toBe('Blorp');
  });

  it('somebody who comes again only beside others', () => {
    const beside = ['Bo / Ines', 'Femi', 'Ines', 'Bo / Femi', 'Ines / Femi', 'Bo', 'Femi / Bo / Ines'];
    expect(readAs(TASK, ['Blorp', ...beside], DUE).responsible).toBe('Blorp');
    const stones = ['Granite', 'Basalt', 'Marble', 'Slate', 'Gneiss', 'Flint', 'Chalk'];
    expect(readAs(TASK, ['Blorp', ...stones], DUE)).not.toHaveProperty('responsible');
  });

  it('whoever is called as they are called in headers', () => {
    const roles = [
      'Listing agent',
      'site foreman',
      'secretary',
      'Listing agent',
      'paralegal',
      'secretary',
      'night nurse',
    ];
    expect(readAs(TASK, ['Blorp', ...roles], DUE).responsible).toBe('Blorp');
    const zh = ['网格员', '城管中队', '九堡街道', '施工员', '网格员', '城管中队', '业务员'];
    expect(readAs(TASK, ['晗栩', ...zh], DUE).responsible).toBe('晗栩');
  });

  it('a contact by name, and none by number', () => {
    expect(readAs(TASK, ['Technical contact', ...NAMES], DUE).responsible).toBe('Technical contact');
    const numbers = NAMES.map((_, i) => `+44 20 7946 000${i}`);
    expect(readAs(TASK, ['Technical contact', ...numbers], DUE)).not.toHaveProperty('responsible');
  });

  it('a crew where nothing is due and it is known how far each row is', () => {
    const crews = ['Crew 1', 'Crew 2', 'Crew 1', 'Crew 3', 'Crew 2', 'Crew 1', 'Crew 3'];
    expect(readAs(TASK, STATUS, ['Crew', ...crews]).responsible).toBe('Crew');
  });

  it('no state in the initials of people', () => {
    const initials = ['RKM', 'TSV', 'RKM', 'TSV', 'RKM', 'KD', 'KD'];
    expect(readAs(TASK, ['Owner', ...NAMES], DUE, ['Blorp', ...initials])).not.toHaveProperty('status');
  });

  it('a department at work, which is no state', () => {
    const at = ['Engineering', 'Dev', 'Engineering / Dev', 'Purchasing', 'Dev', 'Engineering', 'Purchasing'];
    expect(readAs(TASK, ['Blorp', ...at], DUE).responsible).toBe('Blorp');
  });
});

describe('how far it is', () => {
  it('is said in short words of which some sound like states, each another one', () => {
    const zh = ['有效', '续期准备', '已受理', '待评审', '已预约', '换证审核12月3日', '未办'];
    expect(readAs(TASK, ['Owner', ...NAMES], DUE, ['晗栩', ...zh]).status).toBe('晗栩');
  });

  it('is no task where its words come again', () => {
    const states = ['Scheduled', 'Overdue', 'Upcoming', 'Scheduled', 'Overdue', 'Upcoming', 'Scheduled'];
    const read = readAs(['Service type', ...WORK], ['Owner', ...NAMES], DUE, ['Blorp', ...states]);
    expect(read.task).not.toBe('Blorp');
  });

  it('is said by words that sound like it before others under a word for it', () => {
    const said = ['Callback', 'Left voicemail', 'Closed', 'Pending', 'Pending', 'Closed', 'Not interested'];
    const where = ['Bay', 'Hill', 'Bay', 'Hill', 'Bay', 'Bay', 'Hill'];
    expect(readAs(TASK, ['Owner', ...NAMES], ['State', ...where], DUE, ['Disposition', ...said]).status).toBe(
      'Disposition',
    );
  });

  it('is said outright by its header, whatever sentences stand below', () => {
    const told = WORK.map((text, i) => `${NAMES[i]} began, and it is half way: ${text.toLowerCase()}`);
    expect(readAs(TASK, ['Owner', ...NAMES], DUE, ['Status', ...told]).status).toBe('Status');
  });
});

describe('when it is due', () => {
  it('may be said by a day of the week, an event, or how long it takes', () => {
    const owner: Column = ['Owner', ...NAMES];
    const week = ['Thu 6 pm', 'Fri noon', 'Sat', 'by Monday', 'Fri', 'Wed', 'Thu'];
    expect(readAs(TASK, owner, ['When', ...week]).due).toBe('When');
    const zh = ['周四', '周六早7点', '当天', '开学前', '周三', '尽快', '周五'];
    expect(readAs(TASK, owner, ['什么时候前', ...zh]).due).toBe('什么时候前');
    const spans = ['30 days', '15 days', '2 weeks', '30 days', '15 days', '3 months', '30 days'];
    expect(readAs(TASK, owner, ['Due date', ...spans]).due).toBe('Due date');
    expect(readAs(TASK, owner, STATUS, ['Time', ...spans])).not.toHaveProperty('due');
  });

  it('is counted from some day, also where the header says nothing', () => {
    const before = ['T-9天', 'T-8天', 'T-7天', 'T-5天', 'T-4天', 'T-2天', 'T-1天'];
    expect(readAs(TASK, ['Owner', ...NAMES], ['晗栩', ...before]).due).toBe('晗栩');
  });

  it('is rather the later day under a word that nobody knows than one of which none says more', () => {
    const raised = ENDS.map((day) => (day ?? 0) - 20);
    expect(readAs(['Date', ...raised], TASK, ['Owner', ...NAMES], ['Blorp', ...ENDS]).due).toBe('Blorp');
  });

  it('is not the day on which it was over, in some rows beside days in each', () => {
    const over = days('2026-03-09', '2026-03-14', null, null, '2026-04-01', null, null);
    const read = readAs(TASK, ['Owner', ...NAMES], ['Blorp', ...ENDS], ['Completion date', ...over]);
    expect(read.due).toBe('Blorp');
  });

  it('is not a date behind the status in no more rows than are over', () => {
    const over = days('2026-03-09', null, null, null, null, '2026-04-03', null);
    expect(readAs(TASK, ['Owner', ...NAMES], STATUS, ['Date', ...over])).not.toHaveProperty('due');
  });
});

describe('what is to be done', () => {
  it('is a project or a place of which each row has another one', () => {
    const towns = [
      '418 Juniper Court',
      '77 Old Mill Road',
      '2209 West Ninth',
      '15 Lantern Hill',
      '9 Hatch Avenue',
      '12 Cove Road',
      '65 Tanager Lane',
    ];
    const clients = ['Okafor', 'Bauer', 'Salas', 'Whitcomb', 'Nguyen', 'Okafor', 'Salas'];
    const read = readAs(['Property address', ...towns], ['Client', ...clients], ['Agent', ...NAMES], DUE, STATUS);
    expect(read.task).toBe('Property address');
    const projects = readAs(['Project name', ...WORK], ['Client name', ...clients], ['Owner', ...NAMES], DUE, STATUS);
    expect(projects.task).toBe('Project name');
  });

  it('is what each row says, and not what stands over several', () => {
    const risks = ['Storm', null, 'Loss of power', null, null, 'Late permit', null];
    const read = readAs(['Risk', ...risks], ['Risk response activity', ...WORK], ['Owner', ...NAMES], DUE, STATUS);
    expect(read.task).toBe('Risk response activity');
  });
});
