/** The lines at the head of a package's first page. */
import type { Pack } from '../../core/pack/index.ts';
import { isoOf } from '../../core/time/day.ts';
import { wordsIn } from './text.ts';

export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Something that is not there yet. */
  readonly quiet?: true;
}

/** What stands at the head of the package's first page. */
export const factsOf = (pack: Pack): readonly Fact[] => {
  const { say } = wordsIn(pack.locale);
  const accepted = pack.acceptedOn === null ? say('passed') : `${say('passed')} · ${isoOf(pack.acceptedOn)}`;
  return [
    { label: say('request'), text: pack.id },
    { label: say('project'), text: pack.project },
    { label: say('initiator'), text: pack.initiatingDepartment },
    { label: say('contact'), text: pack.contact },
    { label: say('packedOn'), text: isoOf(pack.on) },
    pack.accepted
      ? { label: say('accepted'), text: accepted }
      : { label: say('accepted'), text: say('notAccepted'), quiet: true as const },
    { label: say('viewers'), text: pack.viewers },
  ].filter(({ text }) => text !== '');
};
