import { type Column, type ColumnType, defineTab, inEach, type SheetText, w } from '../types.ts';

/** A column only Baton reads: its header is its key in every language. */
const field = <const T extends ColumnType>(
  key: string,
  type: T,
  zh: string,
  en: SheetText,
  width = 14,
): Column & { readonly type: NoInfer<T> } => ({ header: inEach(() => key), aliases: [], type, help: w(zh, en), width });

const BATON_ONLY = w('由接力读写，请勿改动。', 'Read and written by Baton. Please leave it as it is.');

/** What Baton remembers of an item between two sweeps. */
export const state = defineTab({
  key: '_state',
  title: w('_state', '_state'),
  aliases: [],
  help: BATON_ONLY,
  machine: true,
  columns: {
    id: field('id', 'id', '事项编号', 'Item id', 12),
    tab: field('tab', 'text', '所在表', 'Tab of the item', 10),
    seenOn: field('seenOn', 'date', '首次看到', 'First seen'),
    fingerprint: field('fingerprint', 'text', '进展列的指纹', 'Fingerprint of the progress columns', 16),
    changedOn: field('changedOn', 'date', '最近一次进展', 'Last meaningful change'),
    court: field('court', 'text', '现在轮到谁', 'Whose move it is', 14),
    since: field('since', 'date', '从何时起没有变化', 'The day its clock counts from'),
    level: field('level', 'number', '已升级到', 'Escalated to level', 8),
    levelOn: field('levelOn', 'date', '升级日期', 'Told on'),
    next: field('next', 'text', '下一步', 'What happens next if nothing moves', 36),
    due: field('due', 'date', '生效的截止日期', 'Due date in force'),
    owner: field('owner', 'text', '负责人', 'Responsible', 14),
    scope: field('scope', 'text', '范围指纹', 'Fingerprint of name, output and criteria', 16),
    status: field('status', 'text', '状态', 'Status', 12),
    revision: field('revision', 'number', '第几次变更', 'How often due, owner, scope or delay changed', 8),
    standing: field('standing', 'text', '目前情况', 'Where it stands', 20),
    courts: field('courts', 'text', '各部门从哪天起接手', 'Which departments held it, from which day', 20),
    letters: field('letters', 'text', '谁已经知道自己的角色', 'Who knows of their letter in it', 20),
    slot: field(
      'slot',
      'text',
      '是哪个例会、哪个重复任务的哪一次',
      'Which day of which regular meeting or repeated task it is',
      20,
    ),
  },
});

/** One notice to one person, or one answer of theirs; each row carries the hash of the one before. */
export const ledger = defineTab({
  key: '_ledger',
  title: w('_ledger', '_ledger'),
  aliases: [],
  help: BATON_ONLY,
  machine: true,
  columns: {
    seq: field('seq', 'number', '序号', 'Running number', 8),
    key: field('key', 'text', '通知或答复的幂等键', 'Idempotency key of the notice or the answer', 40),
    to: field('to', 'text', '收件人，或答复的人', 'Address it went to, or was answered from', 26),
    mail: field('mail', 'text', '邮件编号', 'Id of the mail that carried it', 30),
    status: field(
      'status',
      'text',
      'sending、sent、held 或 unsent；答复是 answered 或 undone',
      'sending, sent, held or unsent; of an answer answered or undone',
      10,
    ),
    day: field('day', 'date', '检查日期', 'Date of the sweep'),
    at: field('at', 'time', '时刻', 'Instant of this row', 26),
    run: field('run', 'text', '检查编号', 'Sweep that wrote it', 22),
    receipt: field(
      'receipt',
      'text',
      '邮件系统的编号，或答复的内容',
      'The provider’s message id, or what was answered',
      36,
    ),
    hash: field('hash', 'text', '与上一行相连的哈希', 'SHA-256 over the hash before and this row', 66),
  },
});

/** One sweep, or whatever else works under a claim: that claim at first, its result afterwards (core/record/run.ts). */
export const runs = defineTab({
  key: '_runs',
  title: w('_runs', '_runs'),
  aliases: [],
  help: BATON_ONLY,
  machine: true,
  columns: {
    run: field('run', 'text', '检查编号', 'Sweep id', 22),
    day: field('day', 'date', '检查日期', 'Date of the sweep'),
    startedAt: field('startedAt', 'time', '开始', 'Start', 26),
    until: field('until', 'time', '占用到', 'The claim expires', 26),
    status: field('status', 'text', 'claimed、done、aside、left 或 failed', 'claimed, done, aside, left or failed', 10),
    notices: field('notices', 'number', '通知数', 'Notices', 9),
    mails: field('mails', 'number', '邮件数', 'Mails', 8),
    problems: field('problems', 'number', '问题数', 'Problems', 10),
    finishedAt: field('finishedAt', 'time', '结束', 'End', 26),
    note: field('note', 'text', '说明', 'Note', 40),
  },
});
