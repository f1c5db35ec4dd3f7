/** The part of the sidebar that says who keeps watch over the workbook. */
import { formatClock, formatDay } from '../../core/messages/format.ts';
import { sayProblem } from '../../core/messages/index.ts';
import { factOf } from '../../core/problem.ts';
import { localTime } from '../../core/time/calendar.ts';
import { announcer, buttonElement, type Child, el } from './dom.ts';
import type { Sidebar } from './section.ts';
import { call } from './server.ts';
import { complain } from './start.ts';

/** Who keeps watch, since when, and what Baton leaves alone. */
export const statusSection = ({ status, book, words, refresh }: Sidebar): HTMLElement => {
  const { triggers, owner, heartbeat, copy, readOnlyTabs } = status;
  const { snapshot, locale } = book;
  const say = words.status;
  const place = announcer();
  const work = (label: string, name: string, done: string) =>
    buttonElement(
      label,
      async () => {
        try {
          await call(name);
          await refresh(done);
        } catch (error) {
          complain(place, error, words);
        }
      },
      'primary',
    );

  const reported = heartbeat === '' ? null : localTime(heartbeat, snapshot.policy.zone);
  const watch: Child = copy
    ? [
        el('div', { class: 'said soon' }, el('p', {}, say.copy)),
        el('div', { class: 'buttons' }, work(say.adopt, 'batonAdopt', say.adopted)),
      ]
    : [
        el('p', {}, triggers === 'ours' ? say.ours : triggers === 'others' ? say.others(owner) : say.none),
        triggers === 'none' && owner !== '' && el('p', {}, say.silent(owner)),
        reported &&
          el(
            'p',
            { class: 'quiet' },
            say.heartbeat(`${formatDay(reported.day, locale, snapshot.today)} ${formatClock(reported.minute)}`),
          ),
        triggers === 'none' && el('div', { class: 'buttons' }, work(say.takeOver, 'batonTakeOver', say.tookOver)),
      ];
  const alone = readOnlyTabs.map((doubt) =>
    el(
      'div',
      { class: 'said late' },
      el(
        'p',
        {},
        el('b', {}, say.readOnly(book.located.tabs.get(doubt.tab)?.sheet.title ?? factOf(doubt.facts, 'title') ?? '')),
      ),
      el('p', {}, sayProblem(doubt, locale, snapshot.today)),
    ),
  );
  return el('section', { 'aria-labelledby': 'status' }, el('h2', { id: 'status' }, say.title), watch, alone, place);
};
