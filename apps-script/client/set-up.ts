/** The part of the sidebar that sets up a spreadsheet without sheets of Baton’s. */
import { ADD_ON_PAGES } from '../../core/messages/add-on-pages.ts';
import { LOCALES } from '../../sheet-templates/index.ts';
import type { SetUp, SetUpDone } from '../protocol.ts';
import { announcer, buttonElement, el, freshId, say } from './dom.ts';
import type { Sidebar } from './section.ts';
import { call } from './server.ts';
import { complain } from './start.ts';

/** The first thing in a workbook without Baton's sheets: which ones, in which language, and who is told what cannot be read. */
export const setUpSection = ({ status, words, refresh }: Sidebar): HTMLElement => {
  const text = words.setUp;
  const place = announcer();
  const radio = (name: string, value: string, label: string, checked: boolean) =>
    el('label', { class: 'choice' }, el('input', { type: 'radio', name, value, checked }), el('span', {}, label));
  const input = (type: string, label: string, value: string, help?: string) => {
    const [id, helpId] = [freshId(), freshId()];
    const field = el('input', { id, type, value, required: true, ...(help && { 'aria-describedby': helpId }) });
    const line = el(
      'div',
      { class: 'field' },
      el('label', { for: id }, label),
      help !== undefined && el('div', { class: 'help', id: helpId }, help),
      field,
    );
    return { field, line };
  };
  const name = input('text', text.keeper, '', text.keeperHelp);
  const email = input('email', text.email, status.user);

  const go = buttonElement(
    text.go,
    async () => {
      const keeper = { name: name.field.value.trim(), email: email.field.value.trim() };
      const missing = [name.field, email.field].find((field) => !field.checkValidity() || field.value.trim() === '');
      if (missing) {
        missing.setAttribute('aria-invalid', 'true');
        say(place, 'late', el('p', {}, text.need));
        missing.focus();
        return;
      }
      const chosen = new FormData(form);
      const wanted = { locale: chosen.get('locale'), template: chosen.get('template'), keeper } as SetUp;
      try {
        const { added, kept } = await call<SetUpDone>('batonSetUp', wanted);
        await refresh(text.done(added.length, kept.length));
      } catch (error) {
        complain(place, error, words);
      }
    },
    'primary',
  );
  const form = el(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        go.click();
      },
    },
    el(
      'fieldset',
      {},
      el('legend', {}, text.template),
      radio('template', 'starter', text.starter, true),
      radio('template', 'full', text.full, false),
    ),
    el(
      'fieldset',
      {},
      el('legend', {}, text.language),
      LOCALES.map((locale) => radio('locale', locale, ADD_ON_PAGES[locale].ownName, locale === status.locale)),
    ),
    name.line,
    email.line,
    el('p', { class: 'help' }, text.days),
    place,
    el('div', { class: 'buttons' }, go),
    // Enter in a field submits only where there is a button for it.
    el('button', { type: 'submit', hidden: true, tabindex: -1 }),
  );
  return el(
    'section',
    { 'aria-labelledby': 'set-up' },
    el('h2', { id: 'set-up' }, text.title),
    el('p', {}, text.lead),
    form,
  );
};
