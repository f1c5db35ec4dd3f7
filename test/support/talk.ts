import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { proposalOf } from '../../core/adopt/propose.ts';
import { type AdoptQuestion, nextQuestion, saidWith } from '../../core/adopt/questions.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Locale } from '../../sheet-templates/index.ts';

/** Everything that is asked of whoever adopts a workbook and types these answers, by the keys of questions (Enter where there is none), and what came of it. */
export const talkAbout = (
  raw: RawWorkbook,
  answers: Readonly<Record<string, string>> = {},
  locale: Locale = 'zh-CN',
) => {
  const questions: AdoptQuestion[] = [];
  const asked = new Set<string>();
  let said: ReadingChoices = {};
  for (;;) {
    const proposal = proposalOf(raw, said, locale);
    const question = nextQuestion(proposal, said, asked, locale);
    if (question === null) return { texts: questions.map(({ text }) => text), questions, said, proposal };
    const now = saidWith(said, question, answers[question.key] ?? '', proposal);
    if (now === null) throw new Error(`not understood: ${question.text}`);
    asked.add(question.key);
    questions.push(question);
    said = now;
  }
};
