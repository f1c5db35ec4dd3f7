import fc from 'fast-check';

/** XML with one or more things wrong: what people's programs never write, and what somebody might. */

const VALUES = [
  ...[
    '',
    '0',
    '-1',
    '1',
    '4294967296',
    '9007199254740993',
    '1e9',
    'nan',
    'ZZZ9999999',
    'XFE1',
    'XFD1048577',
    'A0',
    'A-1',
    'a1',
    '$A$1',
    'A1:',
    'A1:A1048576',
    'B2:A1',
    'A1:XFD1048576',
    'Sheet1!A1',
  ],
  ...[
    'true',
    'shared',
    's',
    'str',
    'inlineStr',
    'array',
    'dataTable',
    'e',
    'd',
    'rId1',
    'rId99',
    '../../../etc/passwd',
    'file:///etc/passwd',
    'http://example.com/x',
    '%2e%2e/x',
    'worksheets/sheet1.xml',
    'xl/workbook.xml',
    '/xl/workbook.xml',
  ],
  ...[
    '&amp;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&#999999999999;',
    '&e;',
    '&lol9;',
    '_x0000_',
    '_xD800_',
    '<',
    '"',
    '𠮷',
    '\u202e',
    '\u0000',
    ' '.repeat(500),
    'x'.repeat(40_000),
    '(('.repeat(2000),
    '::'.repeat(50),
  ],
];
const PIECES = [
  '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY lol "lol"><!ENTITY lol9 "&lol;&lol;">]>',
  '<!DOCTYPE',
  '<![CDATA[ ]]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<!-- -- -->',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<?',
  ']]>',
  '<',
  '>',
  '</',
  '/>',
  '"',
  "'",
  '&e;',
  '</row>',
  '</c>',
  '<c>',
  '<row>',
  '<row r="0">',
  '<row r="1048577"><c/></row>',
  '<row r="5"><c r="XFD5"><v>1</v></c></row>',
  '<c r="A1" t="s"><v>99999999</v></c>',
  '<c r="A1" t="s"><v>-1</v></c>',
  '<c r="A1" t="s"><v>1.5</v></c>',
  '<c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>',
  '<c r="B2" s="99999"><v>1e400</v></c>',
  '<c r="B2"><f t="shared" si="0" ref="B2:B9">A2</f><v>1</v></c>',
  '<c r="B3"><f t="shared" si="0"/><v>1</v></c>',
  '<c r="B2"><f t="array" ref="B2:B9">A2</f><v>1</v></c>',
  '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
  '<autoFilter ref="A1:XFD1"/>',
  '<sheetData>',
  '</sheetData>',
  '<sheetData/>',
  '<si/>',
  '<si><t>',
  '<x:c xmlns:x="y"/>',
  '<a>'.repeat(3000),
  '<a/>'.repeat(3000),
  `<a ${'b="c" '.repeat(2000)}>`,
  `<a b="${'&amp;'.repeat(5000)}"/>`,
];

interface Wrong {
  readonly how: 'attribute' | 'name' | 'text' | 'drop' | 'double' | 'swap' | 'insert' | 'open' | 'cut';
  readonly at: number;
  readonly to: number;
  readonly value: string;
  readonly piece: string;
}
const wrong = fc.record<Wrong>({
  how: fc.constantFrom(
    'attribute',
    'attribute',
    'attribute',
    'name',
    'text',
    'text',
    'drop',
    'double',
    'swap',
    'insert',
    'insert',
    'open',
    'cut',
  ),
  at: fc.nat(0xffffff),
  to: fc.nat(0xffffff),
  value: fc.constantFrom(...VALUES),
  piece: fc.constantFrom(...PIECES),
});

const PLACES: Readonly<Record<'attribute' | 'name' | 'text' | 'tag', RegExp>> = {
  attribute: /(?<==")[^"]*/g,
  name: /(?<=[<\s])[\w:]+(?==|[\s/>])/g,
  text: /(?<=>)[^<>]*(?=<)/g,
  tag: /<[^<>]*>/g,
};

const changed = (xml: string, { how, at, to, value, piece }: Wrong): string => {
  const pick = (what: keyof typeof PLACES, n: number) => {
    const all = [...xml.matchAll(PLACES[what])];
    const found = all[n % Math.max(1, all.length)];
    return found
      ? { start: found.index, end: found.index + found[0].length, text: found[0] }
      : { start: 0, end: 0, text: '' };
  };
  const put = ({ start, end }: { start: number; end: number }, by: string) => xml.slice(0, start) + by + xml.slice(end);
  switch (how) {
    case 'attribute':
    case 'name':
    case 'text':
      return put(pick(how, at), value);
    case 'drop':
      return put(pick('tag', at), '');
    case 'double': {
      const tag = pick('tag', at);
      return put(tag, tag.text.repeat(2 + (to % 5)));
    }
    case 'swap': {
      const [a, b] = [pick('tag', at), pick('tag', to)];
      return a.end <= b.start
        ? xml.slice(0, a.start) + b.text + xml.slice(a.end, b.start) + a.text + xml.slice(b.end)
        : xml;
    }
    case 'insert':
      return put({ start: pick('tag', at).end, end: pick('tag', at).end }, piece);
    case 'open':
      return put({ start: at % (xml.length + 1), end: at % (xml.length + 1) }, piece);
    case 'cut':
      return xml.slice(0, at % (xml.length + 1));
  }
};

/** As bytes: sometimes in another encoding than it says, or in none. */
const encoded = (xml: string, how: number): Buffer => {
  if (how === 0) return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
  if (how === 1) return Buffer.from(xml, 'latin1');
  if (how === 2) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(xml)]);
  if (how === 3)
    return Buffer.concat([
      Buffer.from(xml.slice(0, xml.length >> 1)),
      Buffer.from([0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf8]),
      Buffer.from(xml.slice(xml.length >> 1)),
    ]);
  return Buffer.from(xml);
};

/** What is done to one part of a package. */
export interface PartWrong {
  /** Which part, counted around. */
  readonly part: number;
  readonly wrongs: readonly Wrong[];
  readonly encoding: number;
}
export const partWrong: fc.Arbitrary<PartWrong> = fc.record({
  part: fc.nat(50),
  wrongs: fc.array(wrong, { minLength: 1, maxLength: 4 }),
  encoding: fc.oneof({ weight: 12, arbitrary: fc.constant(9) }, { weight: 1, arbitrary: fc.nat(3) }),
});

export const wrongXml = (xml: string, { wrongs, encoding }: Pick<PartWrong, 'wrongs' | 'encoding'>): Buffer =>
  encoded(wrongs.reduce(changed, xml), encoding);
