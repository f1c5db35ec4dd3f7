/** The part of the sidebar that shows who would get which mail at the next sweep. */
import { digestOf } from '../../core/mail/index.ts';
import type { Card, Digest, Section } from '../../core/mail/model.ts';
import { FORMAT, formatClock, formatDay } from '../../core/messages/format.ts';
import { sayBecause, sayFinding } from '../../core/messages/index.ts';
import type { PageWords } from '../../core/messages/language.ts';
import type { Mail, Notice } from '../../core/plan.ts';
import { planOf } from '../../core/planning/make-plan.ts';
import type { Facts } from '../../core/process/facts.ts';
import { standsIn } from '../../core/rules/index.ts';
import { type Line, plain } from '../../core/text/span.ts';
import { factsAtNextSweep } from './book.ts';
import { type Child, el } from './dom.ts';
import type { Sidebar } from './section.ts';

/** Who gets which mail at the next sweep and why: the plan itself, made from the sheets as they are. */
export const mailsSection = (sidebar: Sidebar): HTMLElement => {
  const { status, book, words } = sidebar;
  const say = words.mails;
  const inside = (): Child => {
    if (status.copy) return el('p', {}, say.copy);
    const facts = factsAtNextSweep(book);
    const { policy, today } = facts.snapshot;
    const { mails } = planOf(facts);
    if (mails.length === 0) return el('p', {}, say.none);
    const when = say.when(formatDay(today, book.locale, book.snapshot.today), formatClock(policy.sweepTime));
    return [el('p', { class: 'quiet' }, when), mails.map((mail) => mailDetails(mail, facts, words))];
  };
  return el('section', { 'aria-labelledby': 'mails' }, el('h2', { id: 'mails' }, say.title), inside());
};

const mailDetails = (mail: Mail, facts: Facts, words: PageWords): HTMLElement => {
  const { policy } = facts.snapshot;
  const why = mail.notices.map((notice) => el('li', {}, reasonOf(notice, facts)));
  const details = el(
    'details',
    {},
    el('summary', {}, el('b', {}, mail.to.name), el('br'), mail.subject),
    el('h3', {}, words.mails.why),
    el('ul', { class: 'list' }, ...why),
    el('h3', {}, words.mails.text),
  );
  // Most are never opened, and writing one takes longer than listing them all.
  details.addEventListener(
    'toggle',
    () => details.append(letter(digestOf(facts, mail), mail.to.locale !== policy.locale)),
    { once: true },
  );
  return details;
};

/** What led to the notice, in the reader's language and not in that of the mail. */
const reasonOf = (notice: Notice, { snapshot, items, flow }: Facts): string => {
  const { locale } = snapshot.policy;
  if (standsIn('mend', notice)) return sayFinding(notice.facts, locale, snapshot.today);
  const name = items.get(notice.item)?.name ?? flow.matters.get(notice.item)?.name;
  const said = sayBecause(notice.because, locale, snapshot.today);
  return name === undefined ? said : `${name}${FORMAT[locale].colon}${said}`;
};

/** A mail as it would be read, without its frame. */
const letter = (digest: Digest, isForeign: boolean): HTMLElement =>
  el(
    'article',
    { class: 'mail', ...(isForeign && { lang: digest.locale }) },
    el('h4', {}, digest.headline),
    digest.subline !== '' && el('p', { class: 'quiet' }, digest.subline),
    digest.sections.map(sectionOf),
    digest.where !== null && el('p', { class: 'quiet' }, digest.where),
  );

const sectionOf = ({ title, figures, note, cards, entries, lists, more }: Section): Child => [
  el('h5', {}, title),
  note !== null && el('p', {}, note),
  figures.length > 0 && el('p', {}, figures.map(({ count, label }) => `${count} ${label}`).join(' · ')),
  cards.map(cardOf),
  entries.length > 0 && el('ul', {}, ...entries.map(({ text }) => el('li', {}, lineOf(text)))),
  lists.map(({ label, rows, more: rest }) => [
    el('p', { class: 'quiet' }, label),
    el(
      'ul',
      {},
      ...rows.map(({ text, value, note: remark }) =>
        el('li', {}, lineOf(text), value !== '' && ` · ${value}`, remark !== null && [el('br'), lineOf(remark)]),
      ),
    ),
    rest !== null && el('p', { class: 'quiet' }, rest),
  ]),
  more !== null && el('p', { class: 'quiet' }, more),
];

const cardOf = ({ tone, when, title, lines, ask }: Card): HTMLElement =>
  el(
    'div',
    { class: 'card' },
    el('p', { class: `when ${tone}` }, when),
    el('p', {}, el('b', {}, title)),
    lines.map((line) => el('p', { class: 'quiet' }, lineOf(line))),
    ask !== null && el('p', {}, ask.text),
  );

const lineOf = (line: Line): Child =>
  line.map((span) => {
    if (typeof span === 'string') return span;
    if ('strong' in span) return el('b', {}, span.strong);
    return el('span', { class: 'struck' in span ? 'struck' : 'quiet' }, plain(span));
  });
