import { describe, expect, it } from 'vitest';
import { optionsIn } from '../../../core/text/options.ts';

describe('options that an escalation names', () => {
  it.each<[string, readonly string[]]>([
    ['研发部出资；或两部门各半', ['研发部出资', '两部门各半']],
    ['1. Matt paper\n2. Glossy paper', ['1. Matt paper', '2. Glossy paper']],
    ['A. the catalogue first B. the stand outside', ['A. the catalogue first', 'B. the stand outside']],
    ['方案一：自己做，方案二：外包。', ['方案一：自己做', '方案二：外包']],
  ])('%s', (text, options) => expect(optionsIn(text)).toEqual(options));

  it.each(['', 'Pay 1.5 million', 'A second opinion, perhaps'])('are none in: %s', (text) => {
    expect(optionsIn(text)).toEqual([]);
  });
});
