import { describe, expect, it } from 'vitest';
import { type AnswerFlags, answersKept } from '../../../functions/cli/setup-replies.ts';

/** What a set-up asks of replies, and what it keeps; the mailbox itself is in replies.test.ts. */

const PAGE = 'https://baton.example.com';

const keptBy = async (flags: AnswerFlags, way: string, answer: string | null, before: { links?: string } = {}) => {
  const asked: string[] = [];
  const listener = {
    print: (line: string) => void asked.push(line),
    ask: async () => answer ?? '',
    askHidden: async () => '',
  };
  const kept = await answersKept({
    flags,
    before: { workbooks: [], ...before },
    way,
    env: {},
    locale: 'en',
    listener: answer === null ? null : (listener as never),
  });
  return { ...kept, asked: asked.filter((line) => line.includes('reply')) };
};

describe('setup', () => {
  it('asks about a mailbox only where there is a page, and a mailbox that can be read; Enter is no', async () => {
    const asks = [expect.stringContaining('li.na@qq.com')];
    expect(await keptBy({ links: PAGE }, 'qq:li.na@qq.com', '')).toEqual({
      links: `${PAGE}/respond`,
      inbox: {},
      asked: asks,
    });
    expect((await keptBy({}, 'qq:li.na@qq.com', 'y')).asked).toEqual([]);
    expect((await keptBy({ links: PAGE }, 'feishu', 'y')).asked).toEqual([]);
    expect((await keptBy({ links: PAGE, replies: 'no' }, 'qq:li.na@qq.com', 'y')).asked).toEqual([]);
    expect((await keptBy({ links: PAGE }, 'qq:li.na@qq.com', null)).inbox).toEqual({});
  });

  it('keeps the page that was named before, and takes no address that is none', async () => {
    expect((await keptBy({}, 'qq:li.na@qq.com', '', { links: PAGE })).links).toBe(PAGE);
    await expect(keptBy({ links: 'our page' }, 'qq:li.na@qq.com', '')).rejects.toThrow('our page');
  });
});
