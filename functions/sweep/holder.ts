/** Who holds a workbook, in words for whoever has to wait. */
import type { RunRow } from '../../core/snapshot.ts';
import { type Words, w } from '../../sheet-templates/index.ts';
import { isHere, ownerIn } from '../base/owner.ts';
import { BatonError } from '../errors.ts';

/** Whoever holds a workbook, for those who found it held. */
export interface Holder {
  /** Id in `_runs`. */
  readonly run: string;
  /** Null where its claim does not say. `isHere`: the process is one of this machine, which can tell whether it lives. */
  readonly where: { readonly host: string; readonly pid: number; readonly isHere: boolean } | null;
  /** ISO 8601 with offset; '' where its claim does not say. */
  readonly since: string;
  /** When it is over unless it goes on writing; ISO 8601 with offset. */
  readonly until: string;
}

export const aboutHolder = ({ run, note, startedAt, until }: RunRow): Holder => {
  const owner = ownerIn(note);
  const where = owner && { host: owner.host, pid: owner.pid, isHere: isHere(owner) };
  return { run, where, since: startedAt, until };
};

/** `2026-03-06-1a2b3c4d, on this machine (process 4711), since 2026-03-06 09:02, until 09:17 and longer while it goes on`. */
export const sayHolder = ({ run, where, since, until }: Holder): Words => {
  const end = until.slice(0, 10) === since.slice(0, 10) ? minuteOf(until).slice(11) : minuteOf(until);
  const zh = [
    run,
    where && `${where.isHere ? '在本机' : `在机器 ${where.host} 上`}（进程 ${where.pid}）`,
    since && `${minuteOf(since)} 开始`,
    `占用到 ${end}，还在写就顺延`,
  ];
  const en = [
    run,
    where && `on ${where.isHere ? 'this machine' : `the machine ${where.host}`} (process ${where.pid})`,
    since && `since ${minuteOf(since)}`,
    `until ${end} and longer while it goes on`,
  ];
  return w(zh.filter(Boolean).join('，'), en.filter(Boolean).join(', '));
};

/** `2026-03-06 09:02`, where the workbook is. */
const minuteOf = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** What somebody is told who found the workbook held, and did nothing. */
export const heldWords = (holder: Holder): Words => {
  const who = sayHolder(holder);
  return w(
    `另一次运行正占着这本工作簿：${who['zh-CN']}。这一次什么都没有做，请等它结束后再运行；确知它已经断了，可以接手：npm run -s baton -- sweep 文件 --take-over`,
    `Another run holds this workbook: ${who.en}. This one did nothing; run it again when that is over. If you know that it is dead, take the workbook over: npm run -s baton -- sweep FILE --take-over`,
  );
};

/**
 * BatonError `sweep-at-work` (backend): for whoever needs the workbook to itself, and found it claimed. `holder`: null where another
 * took it over in the middle of the work.
 */
export const sweepAtWork = (holder: Holder | null): BatonError =>
  new BatonError('backend', 'sweep-at-work', holder ? heldWords(holder) : TAKEN_OVER);

const TAKEN_OVER = w(
  '另一次运行接手了这本工作簿，这一次没有做完。请过几分钟再运行一次。',
  'Another run has taken this workbook over, and this one did not finish. Run again in a few minutes.',
);
