/**
 * The parts of charts, which exceljs does not write: one drawing a sheet, one part a chart (ECMA-376 part 1, 20.5 and 21.2).
 * They keep no values of their own: the program that opens the file draws them from the cells.
 */
import { must } from '../../core/text/must.ts';
import { columnLetters } from '../../sheet-templates/index.ts';
import { PALETTE } from '../../sheet-templates/palette.ts';
import type { Chart, Strip } from '../../sheet-templates/views/grid.ts';
import type { Parts } from './parts.ts';

const NAMESPACES = {
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  xdr: 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
} as const;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const DRAWING = 'application/vnd.openxmlformats-officedocument.drawing+xml';
const CHART = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Adds the charts of sheets, by the number of their part. */
export const writeCharts = (parts: Parts, charts: ReadonlyMap<number, readonly Chart[]>): void => {
  let [drawings, count] = [0, 0];
  for (const [sheet, own] of charts) {
    if (own.length === 0) continue;
    const drawing = ++drawings;
    const first = count + 1;
    for (const chart of own) put(parts, `xl/charts/chart${++count}.xml`, chartXml(chart), CHART);
    put(parts, `xl/drawings/drawing${drawing}.xml`, drawingXml(own), DRAWING);
    own.forEach((_, i) => {
      relate(parts, `xl/drawings/_rels/drawing${drawing}.xml.rels`, 'chart', `../charts/chart${first + i}.xml`);
    });
    const id = relate(
      parts,
      `xl/worksheets/_rels/sheet${sheet}.xml.rels`,
      'drawing',
      `../drawings/drawing${drawing}.xml`,
    );
    edit(parts, `xl/worksheets/sheet${sheet}.xml`, (xml) =>
      // The schema's place for it: after what is printed, before notes and tables.
      xml.replace(/(?=<legacyDrawing |<tableParts |<\/worksheet>)/, `<drawing r:id="${id}"/>`),
    );
  }
};

const textOf = (parts: Parts, name: string): string => must(parts.get(name), name).toString();

const edit = (parts: Parts, name: string, change: (xml: string) => string): void => {
  parts.set(name, Buffer.from(change(textOf(parts, name))));
};

const put = (parts: Parts, name: string, xml: string, type: string): void => {
  parts.set(name, Buffer.from(HEAD + xml));
  edit(parts, '[Content_Types].xml', (types) =>
    types.replace('</Types>', `<Override PartName="/${name}" ContentType="${type}"/></Types>`),
  );
};

/** Adds a relationship and answers its id. */
const relate = (parts: Parts, name: string, type: string, target: string): string => {
  if (!parts.has(name)) {
    parts.set(name, Buffer.from(`${HEAD}<Relationships xmlns="${RELATIONSHIPS}"></Relationships>`));
  }
  const others = textOf(parts, name).match(/<Relationship /g) ?? [];
  const id = `rId${others.length + 1}`;
  edit(parts, name, (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="${id}" Type="${NAMESPACES.r}/${type}" Target="${target}"/></Relationships>`,
    ),
  );
  return id;
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const drawingXml = (charts: readonly Chart[]): string => {
  const anchors = charts.map(({ title, over: { top, left, bottom, right } }, i) => {
    const corner = (name: string, column: number, row: number) =>
      `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
    return (
      `<xdr:twoCellAnchor editAs="oneCell">${corner('from', left - 1, top - 1)}${corner('to', right, bottom)}` +
      `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${i + 2}" name="${escaped(title)}" descr="${escaped(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
      '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
      `<a:graphic><a:graphicData uri="${NAMESPACES.c}"><c:chart xmlns:c="${NAMESPACES.c}" xmlns:r="${NAMESPACES.r}" r:id="rId${i + 1}"/></a:graphicData></a:graphic>` +
      '</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
    );
  });
  return `<xdr:wsDr xmlns:xdr="${NAMESPACES.xdr}" xmlns:a="${NAMESPACES.a}">${anchors.join('')}</xdr:wsDr>`;
};

const CATEGORIES = 1;
const VALUES = 2;

const fill = (hex: string) => `<a:solidFill><a:srgbClr val="${hex.slice(1).toUpperCase()}"/></a:solidFill>`;
const NO_LINE = '<a:ln><a:noFill/></a:ln>';
const line = (hex: string, points: number, dashed = false) =>
  `<a:ln w="${points * 12_700}" cap="rnd">${fill(hex)}${dashed ? '<a:prstDash val="sysDash"/>' : ''}<a:round/></a:ln>`;
const shape = (inner: string) => `<c:spPr>${inner}</c:spPr>`;
/** Text of 9 points. */
const words = (hex: string) =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">${fill(hex)}</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;

const reference = ({ sheet, top, left, bottom, right }: Strip): string => {
  const cell = (column: number, row: number) => `$${columnLetters(column)}$${row}`;
  const range = top === bottom && left === right ? cell(left, top) : `${cell(left, top)}:${cell(right, bottom)}`;
  return `<c:f>${escaped(`'${sheet.replaceAll("'", "''")}'!${range}`)}</c:f>`;
};

const chartXml = (chart: Chart): string => {
  const plot = chart.kind === 'bars' ? bars(chart) : lines(chart);
  const legend =
    chart.series.length < 2
      ? ''
      : `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${words(PALETTE.quiet)}</c:legend>`;
  return (
    `<c:chartSpace xmlns:c="${NAMESPACES.c}" xmlns:a="${NAMESPACES.a}" xmlns:r="${NAMESPACES.r}"><c:roundedCorners val="0"/>` +
    `<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plot}</c:plotArea>${legend}` +
    // The cells it is drawn from stand in hidden columns. A week to come is #N/A, which Excel does not draw, and which
    // LibreOffice takes for 0 where blanks are gaps.
    `<c:plotVisOnly val="0"/><c:dispBlanksAs val="${chart.kind === 'lines' ? 'span' : 'gap'}"/></c:chart>${shape(`<a:noFill/>${NO_LINE}`)}${words(PALETTE.text)}</c:chartSpace>`
  );
};

const nameOf = (name: Strip) => `<c:tx><c:strRef>${reference(name)}</c:strRef></c:tx>`;

const bars = ({ stacked, categories, series }: Chart): string => {
  const all = series.map(({ name, values, colours: [colour, ...more] }, i) => {
    const points = more.map(
      (hex, n) =>
        `<c:dPt><c:idx val="${n + 1}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>${shape(fill(hex))}</c:dPt>`,
    );
    // No bar, no number.
    const labels =
      `<c:dLbls><c:numFmt formatCode="0;;;" sourceLinked="0"/>${shape(`<a:noFill/>${NO_LINE}`)}${words(PALETTE.text)}` +
      `<c:dLblPos val="${stacked ? 'ctr' : 'outEnd'}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>` +
      '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>';
    return (
      `<c:ser><c:idx val="${i}"/><c:order val="${i}"/>${nameOf(name)}${shape(fill(colour))}<c:invertIfNegative val="0"/>` +
      `${points.join('')}${labels}<c:cat><c:strRef>${reference(categories)}</c:strRef></c:cat>` +
      `<c:val><c:numRef>${reference(values)}</c:numRef></c:val></c:ser>`
    );
  });
  return (
    `<c:barChart><c:barDir val="bar"/><c:grouping val="${stacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${all.join('')}` +
    `<c:gapWidth val="45"/>${stacked ? '<c:overlap val="100"/>' : ''}<c:axId val="${CATEGORIES}"/><c:axId val="${VALUES}"/></c:barChart>` +
    // The first category at the top.
    `<c:catAx><c:axId val="${CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>` +
    `<c:numFmt formatCode="General" sourceLinked="0"/>${TICKS}${shape(line(PALETTE.rule, 1))}${words(PALETTE.text)}` +
    `<c:crossAx val="${VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
    `<c:valAx><c:axId val="${VALUES}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>` +
    `<c:numFmt formatCode="0" sourceLinked="0"/>${TICKS}<c:crossAx val="${CATEGORIES}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`
  );
};

const TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>';

const lines = ({ categories, series }: Chart): string => {
  const all = series.map(
    ({ name, values, colours: [colour], dashed }, i) =>
      `<c:ser><c:idx val="${i}"/><c:order val="${i}"/>${nameOf(name)}${shape(line(colour, 2, dashed))}` +
      `<c:marker><c:symbol val="none"/></c:marker><c:cat><c:numRef>${reference(categories)}</c:numRef></c:cat>` +
      `<c:val><c:numRef>${reference(values)}</c:numRef></c:val><c:smooth val="0"/></c:ser>`,
  );
  return (
    `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${all.join('')}<c:marker val="1"/><c:axId val="${CATEGORIES}"/><c:axId val="${VALUES}"/></c:lineChart>` +
    `<c:catAx><c:axId val="${CATEGORIES}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>` +
    `<c:numFmt formatCode="m/d" sourceLinked="1"/>${TICKS}${shape(line(PALETTE.rule, 1))}${words(PALETTE.quiet)}` +
    `<c:crossAx val="${VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
    `<c:valAx><c:axId val="${VALUES}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>` +
    `<c:majorGridlines>${shape(line(PALETTE.rule, 0.5))}</c:majorGridlines><c:numFmt formatCode="0" sourceLinked="0"/>${TICKS}${shape(NO_LINE)}${words(PALETTE.quiet)}` +
    `<c:crossAx val="${CATEGORIES}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/></c:valAx>`
  );
};
