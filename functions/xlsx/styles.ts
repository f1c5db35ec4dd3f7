/** Reads a workbook's styles.xml, and adds the looks that are lacking. */
import { ensure } from '../../core/text/maps.ts';
import type { CellFormat } from '../../core/workbook.ts';
import type { Look } from '../../sheet-templates/views/grid.ts';
import { attribute, escapeXml, findTag, prefixOf, splice, type Tag, tagsOf, withAttribute } from './xml.ts';
import { brokenPart } from './zip.ts';

/** How Baton shows a day: sorts by eye, means the same in every locale. */
const DATE_FORMAT = 'yyyy-mm-dd';
/** Built-in number formats (ECMA-376 part 1, 18.8.30). */
const PERCENT = '9';
const CLOCK = '20';
/** General, and text, which shows a number as it is stored. */
const PLAIN = new Set(['0', '49']);
const FIRST_CUSTOM = 164;

/** Dark ink, the colour of headers. */
const INK = 'FF12324A';
const GREY = 'FF667085';

/**
 * The parts of styles.xml that cells and conditions point into, in the order the schema asks for, each with the entries that must
 * come first (index 0 is everybody's default; the first two fills are reserved).
 */
const SECTIONS = {
  numFmts: '',
  fonts: '<font><sz val="11"/><name val="Calibri"/></font>',
  fills: '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  borders: '<border><left/><right/><top/><bottom/><diagonal/></border>',
  cellStyleXfs: '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
  cellXfs: '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  cellStyles: '',
  dxfs: '',
} as const;
type Section = keyof typeof SECTIONS;
const ORDER = Object.keys(SECTIONS) as Section[];

interface Child {
  readonly tag: Tag;
  readonly text: string;
}

interface SectionPart {
  readonly open: Tag;
  readonly children: readonly Child[];
  readonly close: number;
}

/** A section's own children, with where a further one goes. */
const sectionOf = (xml: string, section: Section): SectionPart | null => {
  let open: Tag | null = null;
  let first: Tag | null = null;
  let depth = 0;
  const children: Child[] = [];
  for (const tag of tagsOf(xml)) {
    if (!open) {
      if (tag.local === section && tag.kind !== 'close') {
        open = tag;
        if (tag.kind === 'empty') return { open, children, close: -1 };
      }
      continue;
    }
    if (tag.kind === 'close') {
      if (depth === 0) return { open, children, close: tag.start };
      depth--;
    } else {
      if (depth === 0) first = tag;
      if (tag.kind === 'open') depth++;
    }
    if (depth === 0 && first) children.push({ tag: first, text: xml.slice(first.start, tag.end) });
  }
  return null;
};

/** The workbook's styles. What Baton needs is looked for first and appended only when nobody has it yet. */
export class StyleBook {
  #xml: string;
  readonly #part: string;
  readonly #prefix: string;
  #sections: { readonly of: string; readonly found: Map<Section, SectionPart | null> } = { of: '', found: new Map() };
  readonly #wraps = new Map<number, boolean>();
  /** Answers of `shown`, for the many cells of one column. */
  readonly #known = new Map<string, number>();
  changed = false;

  /**
   * @param xml styles.xml as text; '' with the namespace to use when the workbook has none
   * @param part its name. BatonError broken-part comes where a style that is lacking has no place in it.
   */
  constructor(xml: string, namespace: string, part: string) {
    this.#part = part;
    this.#xml =
      xml || `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${namespace}"></styleSheet>`;
    const root = findTag(this.#xml, 'styleSheet');
    this.#prefix = root ? prefixOf(root.name) : '';
  }

  get text(): string {
    return this.#xml;
  }

  /** Gone through once for each state of the styles: every column that is written asks. */
  #section(section: Section): SectionPart | null {
    if (this.#sections.of !== this.#xml) this.#sections = { of: this.#xml, found: new Map() };
    return ensure(this.#sections.found, section, () => sectionOf(this.#xml, section));
  }

  /** `base` where it shows a date, time of day or percentage, as one; else a style like it that does. */
  shown(base: number, format: CellFormat | undefined): number {
    if (format !== 'date' && format !== 'clock' && format !== 'percent') return base;
    const key = `${format} ${base}`;
    const known = this.#known.get(key) ?? this.#showing(base, format);
    this.#known.set(key, known);
    return known;
  }

  #showing(base: number, format: 'date' | 'clock' | 'percent'): number {
    const xfs = this.#section('cellXfs')?.children ?? [];
    const xf = xfs[base] ?? xfs[0];
    const has = (xf && attribute(xf.tag, 'numFmtId')) ?? '0';
    if (format === 'date' ? this.#isDateFormat(has) : !PLAIN.has(has)) return base;
    const number = format === 'percent' ? PERCENT : format === 'clock' ? CLOCK : this.#dateFormat();
    const text = xf?.text ?? this.#prefixed(SECTIONS.cellXfs);
    const end = xf ? xf.tag.text.length : text.length;
    const tag = withAttribute(withAttribute(text.slice(0, end), 'numFmtId', number), 'applyNumberFormat', '1');
    return this.#add('cellXfs', tag + text.slice(end));
  }

  /** Whether a long text breaks into lines in cells of this style. */
  wraps(style: number): boolean {
    return ensure(this.#wraps, style, () =>
      /\swrapText\s*=\s*["'](?:1|true)["']/.test(this.#section('cellXfs')?.children[style]?.text ?? ''),
    );
  }

  header(): number {
    const font = this.#own('fonts', '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>');
    const fill = this.#own(
      'fills',
      `<fill><patternFill patternType="solid"><fgColor rgb="${INK}"/><bgColor indexed="64"/></patternFill></fill>`,
    );
    return this.#own(
      'cellXfs',
      `<xf numFmtId="0" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`,
    );
  }

  /** Lines break, and cells of a row begin at its top left, numbers too: they are read beside texts. */
  wrapped(): number {
    return this.#own(
      'cellXfs',
      '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left" vertical="top" wrapText="1"/></xf>',
    );
  }

  title(): number {
    return this.#font(`<font><b/><sz val="14"/><color rgb="${INK}"/><name val="Calibri"/></font>`);
  }

  help(): number {
    return this.#font(`<font><sz val="10"/><color rgb="${GREY}"/><name val="Calibri"/></font>`);
  }

  /** What a condition changes: the colours of text and ground. */
  conditional({ font, fill }: Look): number {
    const ink = font?.color ? `<font><color rgb="${font.color.argb}"/></font>` : '';
    const ground = fill?.bgColor
      ? `<fill><patternFill patternType="solid"><bgColor rgb="${fill.bgColor.argb}"/></patternFill></fill>`
      : '';
    return this.#own('dxfs', `<dxf>${ink}${ground}</dxf>`);
  }

  #font(xml: string): number {
    const font = this.#own('fonts', xml);
    return this.#own('cellXfs', `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="0" xfId="0" applyFont="1"/>`);
  }

  #isDateFormat(id: string): boolean {
    const n = Number(id);
    if (n < FIRST_CUSTOM) return (n >= 14 && n <= 22) || (n >= 27 && n <= 36) || (n >= 45 && n <= 47) || n >= 50;
    const formats = this.#section('numFmts')?.children ?? [];
    const code = formats.find((format) => attribute(format.tag, 'numFmtId') === id);
    // What is quoted, escaped or bracketed (a colour, a locale) is no part of the pattern.
    const pattern = (code && attribute(code.tag, 'formatCode'))?.replace(/"[^"]*"|\\.|_.|\[[^[\]]*\]/g, '') ?? '';
    return /[ymd]/i.test(pattern);
  }

  #dateFormat(): string {
    const known = this.#section('numFmts')?.children ?? [];
    const same = known.find((format) => attribute(format.tag, 'formatCode') === DATE_FORMAT);
    const usual = same && attribute(same.tag, 'numFmtId');
    if (usual !== undefined) return usual;
    const ids = known.map((format) => Number(attribute(format.tag, 'numFmtId')));
    const id = Math.max(FIRST_CUSTOM - 1, ...ids) + 1;
    this.#own('numFmts', `<numFmt numFmtId="${id}" formatCode="${escapeXml(DATE_FORMAT)}"/>`);
    return String(id);
  }

  /** As #add, for an entry written here: it gets the part's prefix. */
  #own(section: Section, xml: string): number {
    return this.#add(section, this.#prefixed(xml));
  }

  /** Index of the entry in its section, appended when it is not there yet. */
  #add(section: Section, entry: string): number {
    let place = this.#section(section);
    if (!place || place.close < 0) {
      this.#create(section, place?.open ?? null);
      place = this.#section(section);
      if (!place) throw brokenPart(this.#part);
    }
    const known = place.children.findIndex((child) => child.text === entry);
    if (known >= 0) return known;
    this.changed = true;
    this.#xml = splice(this.#xml, place.close, place.close, entry);
    if (attribute(place.open, 'count') !== undefined) {
      const open = withAttribute(place.open.text, 'count', String(place.children.length + 1));
      this.#xml = splice(this.#xml, place.open.start, place.open.end, open);
    }
    return place.children.length;
  }

  /** Makes a section that is missing, or fills one that stands empty, together with those it depends on. */
  #create(section: Section, empty: Tag | null): void {
    const whole = this.#prefixed(`<${section}>${SECTIONS[section]}</${section}>`);
    this.changed = true;
    if (empty) {
      this.#xml = splice(this.#xml, empty.start, empty.end, whole);
      return;
    }
    const before = ORDER.slice(0, ORDER.indexOf(section));
    let at = findTag(this.#xml, 'styleSheet')?.end ?? 0;
    for (const tag of tagsOf(this.#xml)) {
      if (tag.kind !== 'open' && before.includes(tag.local as Section)) at = Math.max(at, tag.end);
    }
    this.#xml = splice(this.#xml, at, at, whole);
    // Cell styles point into all the others.
    if (section === 'cellXfs') {
      for (const other of before) {
        if (SECTIONS[other] && !this.#section(other)) this.#create(other, null);
      }
    }
  }

  #prefixed(xml: string): string {
    return this.#prefix ? xml.replace(/<(\/?)(?=\w)/g, `<$1${this.#prefix}`) : xml;
  }
}
