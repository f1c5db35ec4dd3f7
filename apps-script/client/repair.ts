/** The part of the sidebar that mends headers. */
import type { Repair } from '../protocol.ts';
import { announcer, buttonElement, el, fill } from './dom.ts';
import type { Sidebar } from './section.ts';
import { call } from './server.ts';
import { complain } from './start.ts';

/** Columns that are missing or there twice, each with what may be done about it. Asked for where a tab is left alone. */
export const repairSection = ({ status, words, refresh }: Sidebar): HTMLElement | null => {
  if (status.readOnlyTabs.length === 0 && globalThis.batonSection !== 'repair') return null;
  const say = words.repair;
  const place = announcer();
  const list = el('div', { class: 'stack' });

  const sentence = ({ kind, sheet, found, proposal }: Repair) =>
    kind === 'add' ? say.add(sheet, proposal) : say[kind](sheet, found, proposal);
  const work = (label: string, repair: Repair) =>
    buttonElement(label, async () => {
      try {
        await call('batonRepair', { apply: [repair] });
        await refresh(say.done);
      } catch (error) {
        complain(place, error, words);
      }
    });
  const offer = (repair: Repair) => {
    const { kind, proposal } = repair;
    const choices =
      kind === 'rename'
        ? [work(say.doRename(proposal), repair), work(say.doBind, { ...repair, kind: 'bind' })]
        : [work({ bind: say.doBind, add: say.doAdd, number: say.doNumber }[kind], repair)];
    return el('div', {}, el('p', {}, sentence(repair)), el('div', { class: 'buttons' }, ...choices));
  };
  call<readonly Repair[]>('batonRepair')
    .then((repairs) => fill(list, repairs.length === 0 ? el('p', {}, say.none) : repairs.map(offer)))
    .catch((error) => complain(place, error, words));
  return el('section', { 'aria-labelledby': 'repair' }, el('h2', { id: 'repair' }, say.title), list, place);
};
