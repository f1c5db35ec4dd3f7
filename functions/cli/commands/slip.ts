/** `slip`: what moves, what can no longer be kept and who is told if a task is late. */
import type { Command } from 'commander';
import type { Item } from '../../../core/item.ts';
import { formatDay, listOf } from '../../../core/messages/format.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { type Facts, readFacts } from '../../../core/process/facts.ts';
import { isoOf } from '../../../core/time/day.ts';
import { type Move, type NodeMove, type Slip, slipOf } from '../../../core/what-if/slip.ts';
import { BatonError } from '../../errors.ts';
import { MOST_DAYS } from '../../sweep/forecast.ts';
import { itemNamed } from '../item-named.ts';
import { NAME, shortText } from '../plain.ts';
import { command, option } from '../program.ts';
import { openReading, workbookAnd } from '../reading.ts';
import { terminalSection } from '../section.ts';
import type { Terminal } from '../terminal.ts';
import { unknownItem } from '../unknown-item.ts';
import { mustBeWorkdays } from '../workdays.ts';

const say = inAll('calls');

export const slip = (terminal: Terminal): Command =>
  command(terminal, 'slip')
    .usage('[workbook] <item> <days>')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .argument('[item]', terminal.say.help.argument.task)
    .argument('[days]', terminal.say.help.argument.days)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (first?: string, second?: string, third?: string, { now }: { now?: string } = {}) => {
      const [workbook, name, more] = workbookAnd(terminal, [first, second, third], ['item', 'days']);
      const days = mustBeWorkdays(more, MOST_DAYS);
      const { snapshot } = await openReading(workbook, now);
      const facts = readFacts(snapshot);
      const item = mustHaveDate(name, facts);
      const { calendar, today } = snapshot;
      // What is late ends today at the earliest.
      const late = item.late ? slipOf(facts, item, calendar.addWorkdays(today, 0)) : null;
      const found = slipOf(facts, item, calendar.addWorkdays(late?.to ?? item.due!, days));
      const already = new Map(late?.moves.map((move) => [move.item.id, daysMoved(move, facts)]));
      if (terminal.json) terminal.printJson(slipJson(found, days, already, facts));
      else terminal.print(...slipLines(terminal, found, days, already, facts));
    });

/** The task as it was named. Throws BatonError `item-unknown` or `no-date-to-miss` (data). */
const mustHaveDate = (name: string, facts: Facts): Item => {
  const id = itemNamed(name, facts);
  if (id === null) throw unknownItem(name, facts);
  const item = facts.items.get(id);
  if (item?.open && item.due !== null) return item;
  throw new BatonError('data', 'no-date-to-miss', say.noDateToMiss({ name }));
};

/** Workdays, by item, that what waits for a late task has to move even if that ends today. */
type Already = ReadonlyMap<string, number>;

const daysMoved = ({ from, to }: Move, { snapshot }: Facts): number => snapshot.calendar.workdaysBetween(from, to);

const falls = ({ from, to }: NodeMove): boolean => to > from;
const isBroken = ({ from, planned }: NodeMove): boolean => planned > from;

const slipJson = ({ item, from, to, moves, nodes, told }: Slip, days: number, already: Already, facts: Facts) => ({
  workbook: facts.snapshot.workbook.id,
  at: facts.snapshot.at,
  item: item.id,
  name: item.name,
  days,
  late: item.daysLate,
  from: isoOf(from!),
  to: isoOf(to),
  moves: moves.map((move) => ({
    item: move.item.id,
    name: move.item.name,
    responsible: move.item.responsible?.name ?? null,
    from: isoOf(move.from),
    to: isoOf(move.to),
    days: daysMoved(move, facts),
    daysAlready: already.get(move.item.id) ?? 0,
  })),
  nodes: nodes.map((node) => ({
    kind: node.kind,
    request: node.request,
    name: node.name,
    from: isoOf(node.from),
    planned: isoOf(node.planned),
    to: isoOf(node.to),
    falls: falls(node),
  })),
  told: told.map(({ email }) => email),
});

const slipLines = (terminal: Terminal, found: Slip, days: number, already: Already, facts: Facts): string[] => {
  const { say, paint, locale } = terminal;
  const { item, from, to, moves, nodes, told } = found;
  const { today } = facts.snapshot;
  const day = (d: number) => formatDay(d, locale, today);
  return [
    paint('strong', shortText(`${item.id}  ${item.name}`, NAME)),
    item.late
      ? say.slip.lateAlready(item.daysLate, days, day(from!), day(to))
      : say.slip.late(days, day(from!), day(to)),
    ...(moves.length === 0 ? ['', say.slip.nothingMoves] : []),
    ...terminalSection(
      terminal,
      say.slip.moves,
      moves.map((move) => [
        move.item.name,
        move.item.responsible?.name ?? '',
        day(move.from),
        say.slip.by(day(move.to), daysMoved(move, facts), already.get(move.item.id) ?? 0),
      ]),
      [say.slip.name, say.explain.owner, say.explain.due, say.slip.earliest],
    ),
    ...terminalSection(
      terminal,
      say.slip.nodes,
      nodes.map((node) => [
        facts.flow.requests.get(node.request)?.values.name ?? node.request,
        say.slip.node(node.kind, node.name),
        day(node.from),
        falls(node)
          ? paint('late', say.slip.falls(day(node.to), isBroken(node) ? day(node.planned) : ''))
          : say.slip.holds,
      ]),
    ),
    ...terminalSection(terminal, say.slip.told, [
      [
        listOf(
          told.map((person) => person.name),
          locale,
        ) || say.explain.none,
      ],
    ]),
  ];
};
