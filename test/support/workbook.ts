import { type Packed, unzip, zipFile } from './zip.ts';

/** Workbooks written by hand, one oddity at a time, as real writers make them. */

const DIALECTS = {
  transitional: {
    main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  },
  strict: {
    main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
    relations: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
  },
} as const;

export const MAIN = DIALECTS.transitional.main;
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface SheetFixture {
  readonly title?: string;
  /** What stands within sheetData; or the whole part, when it begins with `<?xml` or `<worksheet`. */
  readonly xml: string;
  /** What follows sheetData. */
  readonly tail?: string;
  /** What precedes sheetData. */
  readonly head?: string;
  /** Tables: each the whole part. */
  readonly tables?: readonly string[];
}

export interface WorkbookFixture {
  readonly sheets: readonly SheetFixture[];
  /** The items of sharedStrings.xml; null leaves the part out. */
  readonly strings?: string | null;
  /** styles.xml; null leaves the part out. */
  readonly styles?: string | null;
  readonly strict?: boolean;
  /** Namespace prefix of the workbook's and the sheets' elements: `x:`. */
  readonly prefix?: string;
  readonly workbookPr?: string;
  /** What follows <sheets> in workbook.xml. */
  readonly afterSheets?: string;
  readonly absoluteTargets?: boolean;
  /** Further parts, or others in place of those above. */
  readonly parts?: Readonly<Record<string, string | Buffer>>;
  /** Further relations of the workbook: type and target. */
  readonly relations?: readonly (readonly [string, string])[];
  /** How an entry is packed. */
  readonly pack?: (name: string) => Partial<Packed>;
}

export const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="d/m/yy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="170" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" fontId="1" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const workbookFile = (fixture: WorkbookFixture): Buffer => {
  const { main, relations } = DIALECTS[fixture.strict ? 'strict' : 'transitional'];
  const p = fixture.prefix ?? '';
  const xmlns = p ? `xmlns:${p.slice(0, -1)}` : 'xmlns';
  const base = fixture.absoluteTargets ? '/xl/' : '';
  const linked: (readonly [string, string])[] = fixture.sheets.map((_, i) => [
    'worksheet',
    `worksheets/sheet${i + 1}.xml`,
  ]);
  const parts: Record<string, string | Buffer> = {};
  if (fixture.styles !== null) {
    linked.push(['styles', 'styles.xml']);
    parts['xl/styles.xml'] = fixture.styles ?? STYLES;
  }
  if (fixture.strings !== null) {
    linked.push(['sharedStrings', 'sharedStrings.xml']);
    parts['xl/sharedStrings.xml'] = `${DECLARATION}<${p}sst ${xmlns}="${main}">${fixture.strings ?? ''}</${p}sst>`;
  }
  linked.push(...(fixture.relations ?? []));
  let tables = 0;
  fixture.sheets.forEach((sheet, i) => {
    const whole = /^<(\?xml|worksheet)/.test(sheet.xml);
    parts[`xl/worksheets/sheet${i + 1}.xml`] = whole
      ? sheet.xml
      : `${DECLARATION}<${p}worksheet ${xmlns}="${main}" xmlns:r="${relations}">${sheet.head ?? ''}<${p}sheetData>${sheet.xml}</${p}sheetData>${sheet.tail ?? ''}</${p}worksheet>`;
    if (!sheet.tables) return;
    const links = sheet.tables.map((xml, j) => {
      parts[`xl/tables/table${++tables}.xml`] = xml;
      const target = fixture.absoluteTargets ? `/xl/tables/table${tables}.xml` : `../tables/table${tables}.xml`;
      return `<Relationship Id="rId${j + 1}" Type="${relations}/table" Target="${target}"/>`;
    });
    parts[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`] =
      `<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`;
  });
  const sheets = fixture.sheets.map(
    ({ title }, i) => `<${p}sheet name="${title ?? `Sheet${i + 1}`}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const types = Object.keys(parts).flatMap((name) => {
    const type = /(worksheet|styles|sharedStrings|table)s?(?:\/|\.xml)/.exec(name)?.[1];
    return type && !name.endsWith('.rels')
      ? `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
      : [];
  });
  const all: Record<string, string | Buffer> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="${fixture.absoluteTargets ? '/' : ''}xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${DECLARATION}<${p}workbook ${xmlns}="${main}" xmlns:r="${relations}">${fixture.workbookPr ?? ''}<${p}sheets>${sheets.join('')}</${p}sheets>${fixture.afterSheets ?? ''}</${p}workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${linked.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${base}${target}"/>`).join('')}</Relationships>`,
    ...parts,
    ...fixture.parts,
  };
  return zipFile(Object.entries(all).map(([name, content]) => ({ name, content, ...fixture.pack?.(name) })));
};

/** The text of one part. */
export const partOf = (workbook: Buffer, name: string): string | undefined =>
  unzip(workbook)
    .find((entry) => entry.name === name)
    ?.content.toString('utf8');

/** The entries whose bytes differ, that are new, or that are gone. */
export const changedParts = (before: Buffer, after: Buffer): string[] => {
  const old = new Map(unzip(before).map((entry) => [entry.name, entry]));
  const now = new Map(unzip(after).map((entry) => [entry.name, entry]));
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names
    .filter((name) => {
      const [a, b] = [old.get(name), now.get(name)];
      return !a || !b || !a.raw.equals(b.raw) || !a.record.equals(b.record);
    })
    .sort();
};
