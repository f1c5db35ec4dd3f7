/** Findings about a workbook on Microsoft 365, tried step by step. */
import { locate } from '../../core/read/locate.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { CHECK, type Words, w } from '../../sheet-templates/index.ts';
import { type GraphExcelOptions, openGraphWorkbook } from '../adapters/graph-excel/store.ts';
import { tryApiWrite, tryIfMatch } from '../adapters/graph-excel/trial.ts';
import { BatonError } from '../errors.ts';
import { createGraphClient } from '../microsoft/client.ts';
import { createClientStates, driveOf } from '../microsoft/client-state.ts';
import { subscribedUntil } from '../microsoft/subscriptions.ts';
import type { Mailer } from '../ports.ts';
import type { Finding } from './finding.ts';
import { MAILBOX } from './sender.ts';

export interface GraphExamination {
  /** `graph:DRIVE/ITEM`. */
  readonly uri: string;
  readonly options?: GraphExcelOptions;
  /** Also tries a save that has to be refused. */
  readonly trial: boolean;
  /** The mailbox that mails are to leave from; null where they leave otherwise. */
  readonly mailer: (() => Promise<Mailer>) | null;
  /** Where changes are to be told of; null where nobody wants that. */
  readonly changes: { readonly url: string; readonly keys: readonly [string, ...string[]] } | null;
  /** Sees what was read, where it could be. */
  readonly onRead?: (raw: RawWorkbook) => void;
}

/**
 * Looks at all that a workbook on Microsoft 365 needs, one after the other, and claims what it tried. Sends nothing, and changes
 * nothing without `trial`.
 */
export const examineGraph = async (examination: GraphExamination): Promise<readonly Finding[]> => {
  const { uri, options = {}, trial, mailer, changes, onRead = () => {} } = examination;
  const address = uri.slice('graph:'.length);
  const store = openGraphWorkbook(address, options);
  const findings: Finding[] = [];
  const look = async (about: Finding['about'], work: () => Promise<Omit<Finding, 'about'>>): Promise<boolean> => {
    try {
      findings.push({ about, ...(await work()) });
      return true;
    } catch (error) {
      if (!(error instanceof BatonError)) throw error;
      findings.push({ code: error.code, about, state: 'mend', words: error.words });
      return false;
    }
  };

  let notes: string | undefined;
  let marks: Omit<Finding, 'about'> | undefined;
  const isRead = await look('read', async () => {
    // As a sweep reads it, which shows its way; archives are read as a file.
    const swept = await store.read();
    const raw = store.way().name === 'api' ? await store.read({ archives: true }) : swept;
    onRead(raw);
    const { tabs } = locate(raw);
    notes = tabs.get('_runs')?.sheet.title;
    marks = [...tabs.values()].some(({ check }) => check !== undefined) ? MARKED : UNMARKED;
    return tabs.size === 0 ? nothingOurs(raw.name) : readable(raw.name, tabs.size);
  });
  if (isRead) {
    const { name, why } = store.way();
    findings.push({ code: `way-${name}`, about: 'way', state: 'fine', words: wayWords(name, why, trial) });
    await look('write', async () => {
      const { session, single } = await tryIfMatch(address, trial, options);
      if (!session || single === false) return OVERWRITES;
      return single ? REFUSED_BOTH : trial ? UNCLEAR : WRITABLE;
    });
    if (trial && name === 'api' && notes !== undefined)
      await look('write', async () => {
        await tryApiWrite(address, notes!, options);
        return API_WRITES;
      });
    findings.push({ about: 'marks', ...marks! });
    if (changes)
      await look('changes', async () => {
        const { url, keys } = changes;
        const client = createGraphClient(options);
        const until = await subscribedUntil({ client, url, states: createClientStates(keys) }, driveOf(uri)!);
        return until === null ? UNSUBSCRIBED : subscribed(until);
      });
  }
  if (mailer)
    await look('mail', async () => {
      // A mail that was never sent: whoever may say so may read the mailbox.
      await (await mailer()).find('00000000000000000000000000000000', { to: '', since: '2000-01-01' });
      return MAILBOX;
    });
  return findings;
};

const readable = (name: string, tabs: number): Omit<Finding, 'about'> => ({
  code: 'readable',
  state: 'fine',
  words: w(`能读“${name}”，认出 ${tabs} 张表。`, `“${name}” can be read; ${tabs} of its sheets were recognised.`),
});

const nothingOurs = (name: string): Omit<Finding, 'about'> => ({
  code: 'nothing-recognised',
  state: 'look',
  words: w(
    `能读“${name}”，但没有认出任何一张表。请用 init 新建一本，或用 adopt 接管。`,
    `“${name}” can be read, but no sheet of it was recognised. Make a new one with init, or take it over with adopt.`,
  ),
});

const wayWords = (name: 'api' | 'file', why: Words, trial: boolean): Words => {
  if (name === 'file')
    return w(
      `整个文件下载、修改、上传：${why['zh-CN']}。`,
      `It is downloaded, patched and uploaded as a file: ${why.en}.`,
    );
  const untried = trial
    ? w('', '')
    : w(
        '能不能这样写入没有试过：请对复制件加 --trial 试一次，或看第一次检查。',
        ' Whether it can be written that way was not tried: --trial on a copy tries it, and so does the first sweep.',
      );
  return w(
    `通过 Excel 的接口读取：${why['zh-CN']}。${untried['zh-CN']}`,
    `It was read through Excel’s own API: ${why.en}.${untried.en}`,
  );
};

const WRITABLE = {
  code: 'writable',
  state: 'fine',
  words: w(
    '应用可以写入；分段上传（大文件）要覆盖别人更新的内容时，一开始就被拒绝。一次上传（4 MB 以内）是否也会被拒绝没有试过：请对复制件加 --trial 试一次。没有改动任何内容。',
    'The app may write, and an upload in parts (a large file) over a newer version was refused as it began. Whether one in a single request (up to 4 MB) is refused as well was not tried: --trial on a copy tries it. Nothing was changed.',
  ),
} as const;

const REFUSED_BOTH = {
  code: 'writable',
  state: 'fine',
  words: w(
    '应用可以写入；覆盖别人更新的内容会被拒绝：一次上传，和分段上传的开始，都试过了。没有改动任何内容。',
    'The app may write. A save over a newer version was refused, in a single request and at the beginning of an upload in parts. Nothing was changed.',
  ),
} as const;

const API_WRITES = {
  code: 'api-writable',
  state: 'fine',
  words: w(
    'Excel 的接口可以写入：取消并重新加上了接力一张表的保护，并把一个表头原样写了一遍。',
    'Excel’s API can write: a sheet of Baton’s was unprotected and protected again, and a header written over itself.',
  ),
} as const;

const OVERWRITES = {
  code: 'overwrites',
  state: 'mend',
  words: w(
    '能写入，但会覆盖别人更新的内容：这里不要用整个文件的方式。',
    'It can be written to, but a save over a newer one is not refused: do not use the way of the file here.',
  ),
} as const;

const UNCLEAR = {
  code: 'write-unclear',
  state: 'look',
  words: w(
    '能写入；是否会覆盖别人更新的内容没能看出，因为回答丢失了。请再运行一次。',
    'It can be written to; whether a save over a newer one is refused could not be seen, as the answer got lost. Run this again.',
  ),
} as const;

const MARKED = {
  code: 'marked',
  state: 'fine',
  words: w(
    `有“${CHECK.header['zh-CN']}”列，检查的结果写在各行旁边。`,
    `It has a column “${CHECK.header.en}”: what a check finds stands beside the row.`,
  ),
} as const;

const UNMARKED = {
  code: 'unmarked',
  state: 'look',
  words: w(
    `没有一张表有“${CHECK.header['zh-CN']}”列，检查的结果无处可写。请在表头的最后加上这一列。`,
    `No sheet has a column “${CHECK.header.en}”, so there is no place for what a check finds. Add this header beside the others.`,
  ),
} as const;

const subscribed = (until: string): Omit<Finding, 'about'> => ({
  code: 'subscribed',
  state: 'fine',
  words: w(`改动时会得到通知，订阅到 ${until}。`, `Changes are told of, by a subscription until ${until}.`),
});

const UNSUBSCRIBED = {
  code: 'unsubscribed',
  state: 'look',
  words: w(
    '还没有订阅这个驱动器的改动；下一次 dispatch 会订阅。如果一直没有，请看它的日志里的“not subscribed”。',
    'Changes in this drive are not told of yet; the next dispatch subscribes. If it stays so, look for “not subscribed” in its log.',
  ),
} as const;
