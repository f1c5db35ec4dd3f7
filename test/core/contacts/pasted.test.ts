import { describe, expect, it } from 'vitest';
import { pastedContacts } from '../../../core/contacts/pasted.ts';

/** Lists of people as they are pasted: from a mail's recipients, a sheet, a chat. */

const read = (text: string) =>
  pastedContacts(text).contacts.map(({ name, email, department }) => [name, email, department].join('|'));

describe('a list that is pasted', () => {
  it.each<[string, string[]]>([
    ['Ann Miller <ann@example.com>', ['Ann Miller|ann@example.com|']],
    [
      '"Miller, Ann" <ann@example.com>; Bob Stone <bob@example.com>',
      ['Miller, Ann|ann@example.com|', 'Bob Stone|bob@example.com|'],
    ],
    [
      'Ann Miller <ann@example.com>, Bob Stone <bob@example.com>,',
      ['Ann Miller|ann@example.com|', 'Bob Stone|bob@example.com|'],
    ],
    ['To: Ann Miller <ann@example.com>', ['Ann Miller|ann@example.com|']],
    ['李明 <li@example.com>；王丽<wang@example.com>', ['李明|li@example.com|', '王丽|wang@example.com|']],
    ['李明＜li@example.com＞', ['李明|li@example.com|']],
    ['Ann Miller ann@example.com', ['Ann Miller|ann@example.com|']],
    ['ann@example.com Ann Miller', ['Ann Miller|ann@example.com|']],
    ['ann@example.com', ['|ann@example.com|']],
    [
      '李明 li@example.com\n王丽\twang@example.com\r\n孙杰，sun@example.com',
      ['李明|li@example.com|', '王丽|wang@example.com|', '孙杰|sun@example.com|'],
    ],
    ['李明\t设计部\tli@example.com\t13800000000', ['李明|li@example.com|设计部']],
    ['1\t李明\tli@example.com\t设计部', ['李明|li@example.com|设计部']],
    ['1. 李明 li@example.com', ['李明|li@example.com|']],
    ['姓名：李明，邮箱：li@example.com，部门：设计部', ['李明|li@example.com|设计部']],
    ['李明（li@example.com）、王丽（wang@example.com）', ['李明|li@example.com|', '王丽|wang@example.com|']],
    ['- Ann Miller, Design, ann@example.com', ['Ann Miller|ann@example.com|Design']],
    ['ann@example.com; bob@example.com', ['|ann@example.com|', '|bob@example.com|']],
    ['Ann ann@example.com; Bob bob@example.com', ['Ann|ann@example.com|', 'Bob|bob@example.com|']],
    ['mailto:ann@example.com', ['|ann@example.com|']],
    ['Name,Email\nAnn Miller,ann@example.com', ['Ann Miller|ann@example.com|']],
    ['李明 li＠example.com', ['李明|li@example.com|']],
    ['Ann Miller <ann@example.com>.', ['Ann Miller|ann@example.com|']],
  ])('%j', (text, expected) => expect(read(text)).toEqual(expected));

  it('names the lines that look like somebody and are nobody', () => {
    const list = pastedContacts('Ann <ann@example>\nBob @ home\nno address here\nCarl <carl@example.com>');
    expect(list.contacts.map(({ name }) => name)).toEqual(['Carl']);
    expect(list.unread).toEqual(['Ann <ann@example>', 'Bob @ home']);
  });

  it('takes no longer for a long line of marks', () => {
    for (const text of [
      '<'.repeat(50_000),
      '@'.repeat(50_000),
      'a@'.repeat(25_000),
      `${' ,'.repeat(25_000)}@`,
      `${'a '.repeat(25_000)}@`,
    ]) {
      const begun = performance.now();
      pastedContacts(text);
      expect(performance.now() - begun).toBeLessThan(1500);
    }
  });
});
