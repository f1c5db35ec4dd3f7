/** Asks whoever adopts a workbook, one question after the other, until nothing is unsure. */
import type { Proposal, ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import { type AdoptQuestion, nextQuestion, saidWith, wantsNone } from '../../core/adopt/questions.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { ASKING } from '../../core/messages/languages.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';

const say = inAll('asking');

/** Somebody who is asked. */
export interface Listener {
  readonly print: (line: string) => void;
  /** What is typed behind the prompt; throws where they stop. */
  readonly ask: (prompt: string) => Promise<string>;
}

/**
 * What somebody says of a workbook that is not adopted yet, with the guesses that they did not speak against. Null where
 * nothing is unsure: nobody was asked.
 * @throws BatonError 'call': none-followed where none of the sheets is the one
 */
export const askAbout = async (
  raw: RawWorkbook,
  given: ReadingChoices,
  spoken: Locale,
  { print, ask }: Listener,
): Promise<ReadingChoices | null> => {
  const asked = new Set<string>();
  let said = given;
  let shown: number | null = null;
  for (;;) {
    const proposal = withMoved(proposalOf(raw, said, spoken), shown);
    const question = nextQuestion(proposal, said, asked, spoken);
    if (question === null) return asked.size === 0 ? null : acceptedIn(proposal, said);
    if (asked.size === 0) print(ASKING[spoken].begin({ name: raw.name }));
    asked.add(question.key);
    if (question.key === 'sheet') shown = proposal.sheets.find(({ chosen }) => chosen)?.headerRow ?? null;
    print('');
    for (const line of linesOf(question, spoken)) print(line);
    said = await answerOf(question, proposal, said, spoken, { print, ask });
    if (wantsNone(said)) throw new BatonError('call', 'none-followed', say.noneFollowed({ name: raw.name }));
  }
};

/** Whoever said yes to a sheet has seen its header: where what they said since makes another row likelier, that is asked. */
const withMoved = (proposal: Proposal, shown: number | null): Proposal => ({
  ...proposal,
  sheets: proposal.sheets.map((sheet) =>
    sheet.chosen && shown !== null && sheet.headerRow !== shown ? { ...sheet, otherHeader: shown } : sheet,
  ),
});

const linesOf = ({ text, choices, typed }: AdoptQuestion, spoken: Locale): string[] => [
  text,
  ...(typed === 'row' ? [] : choices.map(({ label }, index) => `  ${index + 1}  ${label}`)),
  ...(typed !== null && typed !== 'row' ? [`     ${ASKING[spoken].otherColumn}`] : []),
];

const answerOf = async (
  question: AdoptQuestion,
  proposal: Proposal,
  before: ReadingChoices,
  spoken: Locale,
  { print, ask }: Listener,
): Promise<ReadingChoices> => {
  const { prompt, notUnderstood } = ASKING[spoken];
  for (;;) {
    const said = saidWith(before, question, await ask(prompt({ usual: usualOf(question) })), proposal);
    if (said !== null) return said;
    const { typed } = question;
    print(notUnderstood[typed === 'row' ? 'row' : typed === null ? 'number' : 'column']);
  }
};

const usualOf = ({ usual, typed, choices }: AdoptQuestion): string => {
  if (usual === null) return '';
  return typed === 'row' ? String(choices[usual]?.said.headerRow ?? '') : String(usual + 1);
};
