/** Looks at a workbook on Microsoft 365 for `doctor`, step by step. */
import { locate } from '../../../core/read/locate.ts';
import { CHECK, type Words, w } from '../../../sheet-templates/index.ts';
import type { AddFindings, Examiner, Looking } from '../../backend.ts';
import { type About, type Found, fine, look, mend } from '../../base/finding.ts';
import { BatonError } from '../../errors.ts';
import { createGraphClient } from '../../microsoft/client.ts';
import { createClientStates } from '../../microsoft/client-state.ts';
import { subscribedUntil } from '../../microsoft/subscriptions.ts';
import { type GraphExcelOptions, openGraphWorkbook, parsed } from './store.ts';
import { tryApiWrite, tryIfMatch } from './trial.ts';

/**
 * All that a workbook on Microsoft 365 needs, one after the other. Changes nothing without `trial`. What it takes shows with the way
 * that a reading takes, and so is found with it, also where no sheet is Baton's.
 */
export const examineGraphFile = (address: string, looking: Looking, options: GraphExcelOptions): Examiner => ({
  read: async (add) => {
    const { trial, changes } = looking;
    const store = openGraphWorkbook(address, options);
    // As a sweep reads it, which shows its way; archives are read as a file.
    const swept = await store.read();
    const raw = store.way().name === 'api' ? await store.read({ archives: true }) : swept;
    const { name, why } = store.way();
    add('way', [fine(`way-${name}`, wayWords(name, why, trial))]);
    const tried = trying(add);
    await tried('write', async () => {
      const { session, single } = await tryIfMatch(address, trial, options);
      if (!session || single === false) return OVERWRITES;
      return single ? REFUSED_BOTH : trial ? UNCLEAR : WRITABLE;
    });
    const tabs = locate(raw).tabs;
    const notes = tabs.get('_runs')?.sheet.title;
    if (trial && name === 'api' && notes !== undefined)
      await tried('write', async () => {
        await tryApiWrite(address, notes, options);
        return API_WRITES;
      });
    add('marks', [[...tabs.values()].some(({ check }) => check !== undefined) ? MARKED : UNMARKED]);
    if (changes)
      await tried('changes', async () => {
        const { url, keys } = changes;
        const client = createGraphClient(options);
        const until = await subscribedUntil(
          { client, url, states: createClientStates(keys) },
          parsed(address).address.drive,
        );
        return until === null ? UNSUBSCRIBED : subscribed(until);
      });
    return raw;
  },
  nothingOurs,
  beside: async () => {
    const at = await looking.timeOf(createGraphClient(options).cloud.graph);
    return { times: at === null ? [] : [{ at, of: w('服务器', 'the server’s'), exact: true }], unprotected: null };
  },
});

/** Adds what work finds, or why it cannot be done. */
const trying =
  (add: AddFindings) =>
  async (about: About, work: () => Promise<Found>): Promise<void> => {
    const found = await work().catch((error) => {
      if (!(error instanceof BatonError)) throw error;
      return mend(error.code, error.words);
    });
    add(about, [found]);
  };

const nothingOurs = (name: string): Found =>
  look(
    'nothing-recognised',
    w(
      `能读“${name}”，但没有认出任何一张表。请用 init 新建一本，或用 adopt 接管。`,
      `“${name}” can be read, but no sheet of it was recognised. Make a new one with init, or take it over with adopt.`,
    ),
  );

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

const WRITABLE = fine(
  'writable',
  w(
    '应用可以写入；分段上传（大文件）要覆盖别人更新的内容时，一开始就被拒绝。一次上传（4 MB 以内）是否也会被拒绝没有试过：请对复制件加 --trial 试一次。没有改动任何内容。',
    'The app may write, and an upload in parts (a large file) over a newer version was refused as it began. Whether one in a single request (up to 4 MB) is refused as well was not tried: --trial on a copy tries it. Nothing was changed.',
  ),
);

const REFUSED_BOTH = fine(
  'writable',
  w(
    '应用可以写入；覆盖别人更新的内容会被拒绝：一次上传，和分段上传的开始，都试过了。没有改动任何内容。',
    'The app may write. A save over a newer version was refused, in a single request and at the beginning of an upload in parts. Nothing was changed.',
  ),
);

const API_WRITES = fine(
  'api-writable',
  w(
    'Excel 的接口可以写入：取消并重新加上了接力一张表的保护，并把一个表头原样写了一遍。',
    'Excel’s API can write: a sheet of Baton’s was unprotected and protected again, and a header written over itself.',
  ),
);

const OVERWRITES = mend(
  'overwrites',
  w(
    '能写入，但会覆盖别人更新的内容：这里不要用整个文件的方式。',
    'It can be written to, but a save over a newer one is not refused: do not use the way of the file here.',
  ),
);

const UNCLEAR = look(
  'write-unclear',
  w(
    '能写入；是否会覆盖别人更新的内容没能看出，因为回答丢失了。请再运行一次。',
    'It can be written to; whether a save over a newer one is refused could not be seen, as the answer got lost. Run this again.',
  ),
);

const MARKED = fine(
  'marked',
  w(
    `有“${CHECK.header['zh-CN']}”列，检查的结果写在各行旁边。`,
    `It has a column “${CHECK.header.en}”: what a check finds stands beside the row.`,
  ),
);

const UNMARKED = look(
  'unmarked',
  w(
    `没有一张表有“${CHECK.header['zh-CN']}”列，检查的结果无处可写。请在表头的最后加上这一列。`,
    `No sheet has a column “${CHECK.header.en}”, so there is no place for what a check finds. Add this header beside the others.`,
  ),
);

const subscribed = (until: string): Found =>
  fine(
    'subscribed',
    w(`改动时会得到通知，订阅到 ${until}。`, `Changes are told of, by a subscription until ${until}.`),
  );

const UNSUBSCRIBED = look(
  'unsubscribed',
  w(
    '还没有订阅这个驱动器的改动；下一次 dispatch 会订阅。如果一直没有，请看它的日志里的“not subscribed”。',
    'Changes in this drive are not told of yet; the next dispatch subscribes. If it stays so, look for “not subscribed” in its log.',
  ),
);
