import type { RawCell, RawWorkbook } from '../../core/workbook.ts';
import { newWorkbook } from '../../functions/xlsx/new-workbook.ts';
import type { Locale, TabKey } from '../../sheet-templates/index.ts';
import { type TypedRow, workbookOf } from './scenario.ts';

/** A request from its form to its retrospective, and beside it another whose every text says SECRET. */
export const archiveBook = (locale: Locale, change: Partial<Record<TabKey, readonly TypedRow[]>> = {}): RawWorkbook =>
  workbookOf({ locale, tabs: { ...tabsIn(locale), ...change } });

const tabsIn = (locale: Locale): Partial<Record<TabKey, readonly TypedRow[]>> => {
  const w = (zh: string, en: string) => (locale === 'zh-CN' ? zh : en);
  const li = w('李明', 'Li Ming');
  const wang = w('王芳', 'Wang Fang');
  const chen = w('陈洁', 'Chen Jie');
  const sun = w('孙丽', 'Sun Li');
  const zhou = w('周总', 'Zhou Zong');
  const wu = w('吴凯', 'Wu Kai');
  const design = w('设计部', 'Design');
  const market = w('市场部', 'Marketing');
  const secret = (text: string) => `SECRET ${text}`;
  const ledger = (seq: number, key: string, to: string) => ({
    seq,
    key,
    to,
    mail: `mail-${seq}`,
    status: 'sent',
    day: '2026-02-10',
    at: '2026-02-10T09:00:00+08:00',
    run: 'run-1',
    receipt: `<${seq}@example.com>`,
    hash: `${seq}`.padStart(64, '0'),
  });
  return {
    requests: [
      {
        id: 'Q-0001',
        name: w('新品上市包装', 'Launch packaging'),
        initiatingDepartment: market,
        initiator: wang,
        contact: sun,
        contactPhone: '010-5555 0100',
        goal: w('3月20日前 12 款包装全部制版', 'Plates for all 12 packages by 20 March'),
        background: w('春季新品。\n包装要换。', 'The spring range.\nPackaging has to change.'),
        departments: design,
        wantedFinish: '2026-03-20',
        submittedOn: '2026-02-02',
        sharing: w('仅涉及部门', 'Departments involved'),
        reviewComplete: w('是', 'Yes'),
        reviewResult: w('通过', 'Passed'),
        reviewedBy: sun,
        reviewedOn: '2026-02-03',
      },
      { id: 'Q-0002', name: secret('merger'), initiatingDepartment: 'Legal', initiator: zhou, goal: secret('goal') },
    ],
    confirmations: [
      {
        id: 'C-0001',
        request: 'Q-0001',
        department: design,
        answer: w('可以完成', 'Can do'),
        lead: li,
        answeredOn: '2026-02-04',
      },
      { id: 'C-0002', request: 'Q-0002', department: 'Legal', adjustment: secret('adjustment') },
    ],
    consensus: [
      {
        id: 'K-0001',
        request: 'Q-0001',
        item: w('终稿', 'Final draft'),
        standard: w('印厂确认', 'The printer agrees'),
      },
      { id: 'K-0002', request: 'Q-0002', item: secret('item'), standard: secret('standard') },
    ],
    stages: [
      { id: 'N-0001', request: 'Q-0001', name: w('启动', 'Kick-off'), due: '2026-02-09', doneOn: '2026-02-09' },
      { id: 'N-0002', request: 'Q-0002', name: secret('stage'), due: '2026-02-09' },
    ],
    raci: [
      {
        id: 'T-0001',
        request: 'Q-0001',
        name: w('包装设计终稿', 'Final packaging design'),
        department: design,
        responsible: li,
        accountable: li,
        consulted: wang,
        due: '2026-03-04',
        output: w('终稿文件', 'The final files'),
      },
      {
        id: 'T-0002',
        request: ' q-0001 ',
        name: w('渠道物料', 'Channel material'),
        responsible: wang,
        accountable: sun,
        informed: li,
        due: '2026-03-10',
      },
      { id: 'T-0003', request: 'Q-0002', name: secret('task'), responsible: zhou, due: '2026-03-10' },
      // A copy of an id under another request: the first row is the item.
      { id: 'T-0001', request: 'Q-0002', name: secret('copy'), responsible: zhou },
    ],
    tracker: [
      {
        id: 'T-0001',
        status: w('已完成', 'Done'),
        progress: 1,
        output: 'https://example.com/final',
        updatedOn: '2026-03-04',
      },
      { id: 'T-0002', status: w('进行中', 'In progress'), progress: 0.5, newDue: w('下周', 'next week') },
      { id: 'T-0003', status: w('进行中', 'In progress'), note: secret('note') },
      { id: 'A-0001', status: w('已完成', 'Done'), output: w('已寄出', 'sent') },
      { id: 'A-0002', risk: secret('risk') },
    ],
    meetings: [
      {
        id: 'M-0001',
        name: w('启动会', 'Kick-off'),
        request: 'Q-0001',
        date: '2026-02-09',
        start: '14:00',
        end: '15:30',
        host: sun,
        minutes: w('议定了分工。', 'The division of work was agreed.'),
      },
      { id: 'M-0002', name: secret('meeting'), request: 'Q-0002', date: '2026-02-10', minutes: secret('minutes') },
      { id: 'M-0003', name: secret('weekly'), request: '', date: '2026-02-10', minutes: secret('weekly minutes') },
    ],
    topics: [
      { id: 'P-0001', meeting: 'M-0001', name: w('谁做什么', 'Who does what'), minutes: 30 },
      { id: 'P-0002', meeting: 'M-0002', name: secret('topic') },
    ],
    actions: [
      { id: 'A-0001', meeting: 'M-0001', name: w('寄样', 'Send samples'), owner: li, due: '2026-02-12' },
      { id: 'A-0002', meeting: 'M-0002', name: secret('action'), owner: zhou, due: '2026-02-12' },
    ],
    communications: [
      { id: 'L-0001', date: '2026-02-11', people: li, request: 'Q-0001', settled: w('用哑光纸', 'Matt paper') },
      { id: 'L-0002', date: '2026-02-11', people: zhou, request: 'Q-0002', settled: secret('talk') },
      { id: 'L-0003', date: '2026-02-11', people: zhou, request: '', settled: secret('talk without a request') },
    ],
    escalations: [
      {
        id: 'E-0001',
        item: 'T-0001',
        issue: w('纸张没有定', 'The paper is not chosen'),
        parties: li,
        decision: w('用哑光纸', 'Matt paper'),
      },
      { id: 'E-0002', item: 'T-0003', issue: secret('issue') },
      { id: 'E-0003', item: '', issue: secret('issue of nothing') },
      { id: 'E-0004', item: 'S-0001', issue: w('还没有签字', 'Not signed yet') },
    ],
    acceptance: [
      {
        id: 'V-0001',
        request: 'Q-0001',
        round: 1,
        result: w('需整改', 'Rework'),
        acceptedOn: '2026-03-06',
        findings: w('两款偏色', 'Two are off colour'),
      },
      { id: 'V-0002', request: 'Q-0001', round: 2, result: w('通过', 'Pass'), acceptedOn: '2026-03-12' },
      { id: 'V-0003', request: 'Q-0002', round: 1, result: w('通过', 'Pass'), findings: secret('finding') },
    ],
    retrospective: [
      { id: 'R-0001', request: 'Q-0001', finding: w('早定纸张', 'Choose the paper early'), cause: '=1+1' },
      { id: 'R-0002', request: 'Q-0002', finding: secret('lesson') },
    ],
    signoffs: [
      { id: 'S-0001', document: 'C-0001', signer: chen, signedOn: '2026-02-05', fingerprint: 'f1' },
      { id: 'S-0002', document: 'C-0002', signer: zhou, note: secret('signature') },
    ],
    archive: [],
    _ledger: [
      ledger(1, 'task.due:T-0001:2026-03-04:1', 'li@example.com'),
      ledger(2, 'task.due:T-0003:2026-03-10:1', 'zhou@example.com'),
      ledger(3, 'request.review:Q-0001:2026-02-03:1', 'sun@example.com'),
      ledger(4, 'update.weekly:Legal:2026-02-06:1', 'secret@example.com'),
      ledger(5, 'digest.keeper::-:1', `${wu === 'Wu Kai' ? 'wu' : 'kai'}@example.com`),
    ],
  };
};

/** The same as a file that Baton reads. */
export const fileOf = ({ sheets }: RawWorkbook): Buffer =>
  newWorkbook(
    sheets.map(({ title, rows }) => {
      const last = rows.at(-1)?.at ?? 0;
      const byRow = new Map(rows.map(({ at, cells }) => [at, cells]));
      const headerRow = rows.findIndex(({ cells }) => cells.length > 1) + 1;
      return {
        title,
        hidden: false,
        protect: false,
        widths: [],
        headerRow,
        rows: Array.from({ length: last }, (_, i) => (byRow.get(i + 1) ?? []).map((cell) => ({ value: plain(cell) }))),
      };
    }),
  );

const plain = (cell: RawCell) => (typeof cell === 'object' ? null : cell);
