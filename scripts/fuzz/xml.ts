/** XML with one or more things wrong: what people's programs never write, and what somebody might. */
import fc from 'fast-check';
import words from './words.json' with { type: 'json' };

const VALUES = [...words.xmlValues, ' '.repeat(500), 'x'.repeat(40_000), '(('.repeat(2000), '::'.repeat(50)];
const PIECES = [
  ...words.xmlPieces,
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
interface PartWrong {
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
