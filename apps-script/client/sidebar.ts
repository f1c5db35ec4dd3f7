/** The sidebar: its parts, by what the workbook is. */
import type { Status } from '../protocol.ts';
import { readBook } from './book.ts';
import { announcer, buttonElement, el, fill } from './dom.ts';
import { leftSection } from './left.ts';
import { mailsSection } from './mails.ts';
import { mendPanel } from './mend.ts';
import { repairSection } from './repair.ts';
import type { Sidebar } from './section.ts';
import { call } from './server.ts';
import { setUpSection } from './set-up.ts';
import { complain, main, speak, start } from './start.ts';
import { statusSection } from './status.ts';

const dialogs = ({ words }: Pick<Sidebar, 'words'>): HTMLElement => {
  const place = announcer();
  const open = (label: string, dialog: string) =>
    buttonElement(label, async () => {
      await call(dialog).catch((error) => complain(place, error, words));
    });
  return el(
    'section',
    { 'aria-labelledby': 'do' },
    el('h2', { id: 'do' }, words.tasks.title),
    el(
      'div',
      { class: 'stack' },
      open(words.tasks.request, 'batonShowRequest'),
      open(words.tasks.meeting, 'batonShowMeeting'),
      open(words.tasks.sign, 'batonShowSign'),
      open(words.tasks.split, 'batonShowTask'),
    ),
    place,
  );
};

/** For a spreadsheet that has its tasks already. */
const followOffer = ({ words }: Pick<Sidebar, 'words'>): HTMLElement => {
  const place = announcer();
  const open = async () => {
    await call('batonShowFollow').catch((error) => complain(place, error, words));
  };
  return el(
    'section',
    { 'aria-labelledby': 'follow' },
    el('h2', { id: 'follow' }, words.follow.title),
    el('p', {}, words.follow.offer),
    buttonElement(words.follow.title, open),
    place,
  );
};

const show = async (done?: string): Promise<void> => {
  const [status, book] = await Promise.all([call<Status>('batonStatus'), readBook()]);
  const words = speak(status.locale, ({ brand }) => brand);
  const place = announcer();
  const refresh = async (what?: string) => {
    await show(what).catch((error) => complain(place, error, words));
  };
  const sidebar: Sidebar = { status, book, words, refresh };
  const isSetUp = status.tabs.includes('settings') && status.tabs.includes('directory');
  const rest = isSetUp
    ? [
        statusSection(sidebar),
        ...(globalThis.batonSection === 'set-up' ? [setUpSection(sidebar)] : []),
        repairSection(sidebar),
        mendPanel(sidebar),
        mailsSection(sidebar),
        leftSection(sidebar),
        dialogs(sidebar),
      ]
    : [setUpSection(sidebar), followOffer(sidebar)];
  fill(
    main,
    el(
      'header',
      {},
      el(
        'div',
        { class: 'bar' },
        el('span', { class: 'brand' }, words.brand),
        buttonElement(words.refresh, () => refresh(), 'link'),
      ),
      el('h1', {}, book.raw.name),
    ),
    place,
    ...rest,
  );
  // After the place is on the page, or nobody hears it.
  const section = document.querySelector(`#${globalThis.batonSection ?? 'none'}`);
  if (section && !done) {
    section.scrollIntoView();
    section.closest('section')?.querySelector<HTMLElement>('input, summary, button')?.focus();
  }
  if (done) place.append(el('div', { class: 'said fine' }, el('p', {}, done)));
};

void start(() => show());
