/** A mail system in the middle of a sweep; the workbook stays in memory. */
import type { SystemKind, WiredMail } from '../../systems/system.ts';
import { createProcesses } from '../bench.ts';
import type { OpenBench } from '../run.ts';

export const mailBench =
  (kind: SystemKind<WiredMail>): OpenBench =>
  async (office) => {
    const { mailer, arm, arrived, ...rest } = await kind.open();
    const { process, victim } = createProcesses((life) => ({ store: office, mailer: mailer(life) }));
    return {
      ...rest,
      process,
      arm: (place, mishap) => arm(place, mishap, victim),
      raw: () => office.read(),
      delivered: arrived,
    };
  };
