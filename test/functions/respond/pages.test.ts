import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { answersOf, openAnswer, PLAIN_REASONS, plainPage } from '../../../core/answer/index.ts';
import { ANSWERS, type Field, type Page } from '../../../core/answers/model.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { NOTHING_CARRIED, pageHtml } from '../../../functions/page/html.ts';
import { LOCALES } from '../../../sheet-templates/index.ts';
import { tempFolder } from '../../support/cli.ts';
import { linkFor, openSite, openSwept } from './site.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  // A task is called what it is called.
  rules: { 'long-title': 'off' },
});

const complaints = async (html: string) => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
};

const field = (more: Partial<Field> & Pick<Field, 'key' | 'type'>): Field => ({
  label: `Label of ${more.key}`,
  help: '',
  required: false,
  value: '',
  choices: [],
  min: '',
  max: '',
  error: null,
  ...more,
});

const CHOICES = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, label: `Choice ${key}` }));

/** Everything a page can have, at its most awkward. */
const FULL: Page = {
  locale: 'en',
  brand: 'BATON',
  title: 'New date: <script>alert(1)</script> & "co"',
  place: 'T-0001 · Launch',
  when: { text: '2 workdays late', tone: 'late' },
  message: { tone: 'late', title: 'Somebody changed it', lines: ['See below.', '</main>'] },
  lines: [['Plain ', { strong: 'strong' }, { struck: 'old' }, { quiet: 'quiet' }]],
  document: [{ title: 'What is signed', lines: [['First line'], ['<b>second</b>']] }],
  form: {
    kind: 'redate',
    fields: [
      field({ key: 'newDue', type: 'date', help: 'A workday', required: true, value: '2026-03-10', min: '2026-03-06' }),
      field({ key: 'why', type: 'option', choices: CHOICES, required: true, error: 'Choose one of the list.' }),
      field({
        key: 'few',
        type: 'option',
        choices: CHOICES.slice(0, 3),
        help: 'One of three',
        value: 'b',
        error: 'No.',
      }),
      field({ key: 'note', type: 'long-text', value: '\n</textarea><script>', help: 'For everyone' }),
      field({ key: 'share', type: 'percent', value: '40', error: 'Too much.' }),
      field({ key: 'name', type: 'text', value: '"><img src=x>' }),
      field({ key: 'read', type: 'check', required: true, help: 'The whole of it', error: 'Tick it.' }),
    ],
    preview: 'Show what it moves',
    submit: 'Set the date',
  },
  effects: { title: 'What moves', lines: [['Artwork: Tue 10 Mar → Thu 12 Mar']] },
  changes: [{ tab: 'tracker', where: 'Tracker · Due', from: '', to: '<i>x</i>' }],
  others: [{ kind: 'done', label: 'It is done' }],
  othersTitle: 'Or',
  back: 'Back',
  undo: null,
  still: {
    title: 'Still with you',
    items: [{ id: 'T-0002', name: 'Price <list>', when: 'Today' }],
    more: 'and one more',
  },
  notes: ['Answering as Li Na.'],
};
const CARRIED = {
  token: 'AB-_',
  nonce: 'ff',
  undo: 'body.sig',
  tokenFor: () => 'CD',
  again: [['detail', '"quoted"']],
} as const;

describe('a page', () => {
  it('is valid HTML with all that it can have, and shows texts as they are', async () => {
    const html = pageHtml(FULL, CARRIED);
    expect(await complaints(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<img|<b>|<i>/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<textarea');
    expect(/<textarea[^>]*>([^<]*)<\/textarea>/.exec(html)![1]).toBe('\n\n&lt;/textarea&gt;&lt;script&gt;');
  });

  it('ties every label, help and error to what is filled in, and opens at the first that is wrong', () => {
    const html = pageHtml(FULL, CARRIED);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, names] of html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)) {
      for (const id of names!.split(' ')) expect(ids).toContain(id);
    }
    for (const { key, error, help } of FULL.form!.fields) {
      const described = [help && `f-${key}-help`, error && `f-${key}-wrong`].filter(Boolean).join(' ');
      if (described) expect(html).toContain(`aria-describedby="${described}"`);
    }
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(4);
    expect(html.match(/ autofocus/g)).toHaveLength(1);
    expect(/<select[^>]*>/.exec(html)![0]).toContain(' autofocus');
  });

  it.each(LOCALES)('that says why there is nothing here is valid in %s, and has no way on', async (locale) => {
    for (const why of PLAIN_REASONS) {
      const html = pageHtml(plainPage(locale, why), NOTHING_CARRIED);
      expect([why, await complaints(html)]).toEqual([why, []]);
      expect(html).not.toMatch(/<form|<a /);
    }
  });

  it.each(LOCALES)(
    'of every answer that anybody may give in the whole process is small, and valid: %s',
    async (locale) => {
      const path = join(await tempFolder(), 'launch.xlsx');
      const now = '2026-03-06T04:00:00Z';
      await makeDemo({ path, locale, zone: 'Asia/Shanghai', country: null, now, template: 'full' });
      const facts = readFacts(readSnapshot(await openXlsxFile(path).read(), { now }));
      const kinds = new Set<string>();
      for (const person of facts.snapshot.people.values()) {
        for (const item of [...facts.items.keys(), ...facts.flow.matters.keys()]) {
          for (const kind of answersOf(facts, person, item)) {
            const { page } = openAnswer(facts, person, { item, kind, typed: null });
            const html = pageHtml(page, { ...NOTHING_CARRIED, token: 'T'.repeat(63) });
            expect([item, kind, Buffer.byteLength(html) < 20_000]).toEqual([item, kind, true]);
            if (!kinds.has(kind)) expect([item, kind, await complaints(html)]).toEqual([item, kind, []]);
            kinds.add(kind);
          }
        }
      }
      expect([...kinds]).toEqual(
        expect.arrayContaining(['done', 'progress', 'redate', 'help', 'assess', 'rule', 'ack']),
      );
    },
  );

  it('of every kind of answer to a real task is valid and under 20 KB', async () => {
    const store = await openSwept();
    const site = await openSite(store);
    for (const kind of [null, ...ANSWERS]) {
      const { html, status } = await site.open(await linkFor(store, 'Li Na', 'T-0001', kind));
      expect([kind, status, await complaints(html)]).toEqual([kind, 200, []]);
      expect(Buffer.byteLength(html)).toBeLessThan(20_000);
    }
    const form = await site.open(await linkFor(store, 'Li Na', 'T-0001', 'redate'));
    const wrong = await site.send(form, { newDue: 'soon' });
    const done = await site.send(form, { newDue: '2026-03-12', reason: 'resources', detail: '😀'.repeat(900) });
    const undone = await site.undo(done);
    for (const { html, status } of [wrong, done, undone]) {
      expect([status, await complaints(html)]).toEqual([status, []]);
      expect(Buffer.byteLength(html)).toBeLessThan(20_000);
    }
  });
});
