import type { AnswerKind, Typed } from '../../core/answers/model.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { createAnswering, type Said } from '../../functions/answer/answer.ts';
import { createLinks } from '../../functions/answer/links.ts';
import type { WorkbookStore } from '../../functions/ports.ts';

/** What somebody answers with a link of theirs. */
export interface GivenAnswer {
  /** Name in the directory. */
  readonly by: string;
  readonly item: string;
  readonly kind: AnswerKind;
  readonly typed: Typed;
  /** Wall clock of the workbook's zone, `2026-03-06T09:00`. */
  readonly at: string;
  /** Of the workbook's zone, where that is not Shanghai: `:00+01:00`. */
  readonly offset?: string;
  /** And take it back at once. */
  readonly undone?: boolean;
}

const OFFSET = ':00+08:00';
const links = createLinks({ base: 'https://example.com/respond', keys: ['a key of thirty-two characters, for tests'] });

/** Opens the page behind the link, fills in its form and sends it, as a browser does. */
export const answerIn = async (
  store: WorkbookStore,
  { by, item, kind, typed, at, offset = OFFSET, undone }: GivenAnswer,
): Promise<Said> => {
  const now = at + offset;
  const snapshot = readSnapshot(await store.read(), { now });
  const person = snapshot.people.get(by);
  if (!person) throw new Error(`nobody is called ${by}`);
  const token = new URL(links.linkTo('here', snapshot)(person, item, kind)).searchParams.get('t')!;
  const link = links.open(token, now);
  if (typeof link === 'string') throw new Error(`the link is ${link}`);
  const answerer = createAnswering({ clock: () => now, wait: async () => {}, isEnding: () => false }).with(store, link);
  const { nonce, page } = await answerer.show({ item, kind, typed: null });
  const looked = page.form?.submit === '' ? await answerer.show({ item, kind, typed }) : null;
  // What has to be looked at first carries along that it was.
  const carried = (looked?.page.form?.fields ?? []).filter(({ type }) => type === 'hidden');
  const sent = { ...typed, ...Object.fromEntries(carried.map(({ key, value }) => [key, value])) };
  const said = await answerer.give({ item, kind, typed: sent }, nonce);
  if (said.outcome !== 'answered')
    throw new Error(`${kind} ${item}: ${said.outcome} ${JSON.stringify(said.page.form?.fields)}`);
  return undone ? answerer.takeBack(said.undo) : said;
};
