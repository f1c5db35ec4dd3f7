import { describe, expect, it } from 'vitest';
import { addressesFor } from '../../../core/contacts/addresses.ts';
import { isPlainList, listLines, listTitle, withListed } from '../../../core/contacts/list-lines.ts';
import { pastedContacts } from '../../../core/contacts/pasted.ts';
import { textContacts } from '../../../core/contacts/text.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';

/** A pasted list against the names in a sheet. */

const named = (text: string, person = '', hasAddress = false) => ({ text, person, hasAddress });
const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a list that is pasted beside the names of a sheet', () => {
  it('gives an address to whoever is named in full, however the list writes the name', () => {
    const { found, lacking, others } = addressesFor(
      pastedContacts('Miller, Ann <ann@example.com>\n王强\twang@example.com\nZoe Stone zoe@example.com'),
      [named('Ann Miller'), named('王强'), named('Bob Ray')],
    );
    expect(Object.fromEntries(found)).toEqual({ 'Ann Miller': 'ann@example.com', 王强: 'wang@example.com' });
    expect([lacking, others]).toEqual([['Bob Ray'], 1]);
  });

  it('gives it to whom a name of the sheet was said to mean, and leaves alone who has one', () => {
    const list = pastedContacts('王强 <wang@example.com>\n李娜 <li@example.com>');
    const { found, others } = addressesFor(list, [named('小王', '王强'), named('李娜', '李娜', true)]);
    expect([...found]).toEqual([['小王', 'wang@example.com']]);
    expect(others).toBe(1);
  });

  it('proposes a first name or a nickname where one person alone can be meant', () => {
    const list = pastedContacts('王小明 wang@example.com\nRobert Ray bob@example.com');
    const all = addressesFor(list, [named('小明'), named('Bob'), named('小李')]);
    expect([...all.likely].map(([text, { name }]) => [text, name])).toEqual([
      ['小明', '王小明'],
      ['Bob', 'Robert Ray'],
    ]);
    expect(all.found.size).toBe(0);
    expect(isPlainList(all)).toBe(false);
    const two = addressesFor(pastedContacts('王小明 a@example.com\n李小明 b@example.com'), [named('小明')]);
    expect([two.likely.size, two.lacking]).toEqual([0, ['小明']]);
  });

  it('takes none of several addresses of one name', () => {
    const { found, several, lacking } = addressesFor(
      pastedContacts('Ann Miller a@example.com\nAnn Miller b@example.com'),
      [named('Ann Miller')],
    );
    expect([found.size, several, lacking]).toEqual([
      0,
      [{ name: 'Ann Miller', emails: ['a@example.com', 'b@example.com'] }],
      ['Ann Miller'],
    ]);
  });

  it('does not take the place of what somebody has typed', () => {
    const list = addressesFor(pastedContacts('Ann Miller a@example.com\nBob Ray b@example.com'), [
      named('Ann Miller'),
      named('Bob Ray'),
    ]);
    const typed = new Map([
      ['Ann Miller', 'ann@example.com'],
      ['Bob Ray', ' '],
    ]);
    expect(Object.fromEntries(withListed(typed, list))).toEqual({
      'Ann Miller': 'ann@example.com',
      'Bob Ray': 'b@example.com',
    });
  });

  it('may be vCards as well', () => {
    const cards = 'BEGIN:VCARD\nVERSION:3.0\nFN:王强\nEMAIL:wang@example.com\nEND:VCARD';
    expect([...addressesFor(textContacts(cards, asText), [named('王强')]).found]).toEqual([
      ['王强', 'wang@example.com'],
    ]);
  });

  it('is told of in both languages: what was read, what is a guess, who lacks an address', () => {
    const list = addressesFor(
      pastedContacts('王小明 wang@example.com\nAnn Miller a@example.com\nZoe zoe@example.com\nnobody@'),
      [named('小明'), named('Ann Miller'), named('Bob Ray')],
    );
    const [en, zh] = [...LOCALES]
      .sort()
      .map((locale) => [listTitle(list, locale), ...listLines(list, locale)].join('\n'));
    expect(`${en}\n\n${zh}`).toMatchInlineSnapshot(`
      "2 addresses read from the list
      “小明” may be 王小明 <wang@example.com>. It stands below: change it if it is somebody else.
      No address could be read in “nobody@”.
      1 other person in the list isn’t named here or has an address already, and was left out.
      Still without an address: Bob Ray.

      从名单里读到 2 个邮箱
      “小明”可能是王小明 <wang@example.com>，已经填在下面；不是的话请改掉。
      “nobody@”里读不出邮箱。
      名单里另外 1 个人，这里没有提到或者已经有邮箱，没有用上。
      还没有邮箱：Bob Ray。"
    `);
  });
});
