/** A yes or no from whoever sits at the terminal. */
import { BatonError } from '../errors.ts';
import { yesOrNo } from '../setup/questions.ts';
import { withListener } from './asking.ts';

/** Enter means `usual`; whoever stops has said no. */
export const confirmed = async (question: string, usual: boolean): Promise<boolean> => {
  try {
    return await withListener(async ({ ask }) => {
      for (;;) {
        const said = await ask(`${question} > `);
        const answer = said.trim() === '' ? usual : yesOrNo(said);
        if (answer !== null) return answer;
      }
    });
  } catch (error) {
    if (error instanceof BatonError && error.code === 'stopped') return false;
    throw error;
  }
};
