/** A workbook in a library of the fake of Microsoft Graph; mails stay in memory. */
import { openGraphWorkbook } from '../../../../functions/adapters/graph-excel/store.ts';
import type { WayName } from '../../../../functions/adapters/graph-excel/way.ts';
import { createMemoryMailer } from '../../../../functions/adapters/memory/mailer.ts';
import { CLOUDS } from '../../../../functions/microsoft/clouds.ts';
import { patchWorkbook } from '../../../../functions/xlsx/patch.ts';
import { readWorkbook } from '../../../../functions/xlsx/read.ts';
import { xlsxOf } from '../../../../test/support/books.ts';
import { openGraph } from '../../../../test/support/graph/graph.ts';
import type { ApiName } from '../../../../test/support/graph/wire/script.ts';
import { delivered } from '../../../../test/support/office.ts';
import { setOf } from '../../../../test/support/starter.ts';
import { armWire, createPlaces, timeOf } from '../../systems/wire.ts';
import { createProcesses, type FaultPlace } from '../bench.ts';
import type { OpenBench } from '../run.ts';
import { noteIn } from '../stories.ts';

export const graphExcelBench =
  (way: WayName): OpenBench =>
  async (office) => {
    const graph = await openGraph();
    const { clock } = graph;
    const drive = graph.drive();
    const item = drive.file('Launch.xlsx', Buffer.alloc(0));
    const address = `${drive.id}/${item.id}`;
    await office.apply([setOf('settings', 'workbookHome', { value: `graph:${address}` })]);
    item.replace(await xlsxOf(office));
    item.rest();
    const mailer = createMemoryMailer({ batch: 2 });
    const secrets: string[] = [];
    const issued = () => {
      const token = graph.token();
      secrets.push(token);
      return token;
    };
    const raw = async () => ({
      name: 'Launch',
      location: `graph:${address}`,
      movedFrom: () => false,
      foundAt: async () => null,
      ...readWorkbook(item.bytes),
    });
    const { process, victim } = createProcesses((life) => {
      let token = issued();
      const store = openGraphWorkbook(address, {
        way,
        cloud: CLOUDS.global,
        rootUrl: graph.url,
        token: async (refused) => {
          if (refused === token) token = issued();
          return token;
        },
        time: timeOf(clock, life),
        random: () => 0.5,
      });
      return { store, mailer };
    });
    const { met, ahead } = createPlaces({ graph: graph.requests, storage: graph.storage.requests });
    const edit = async () => {
      const bytes = patchWorkbook(item.bytes, { edits: [noteIn(await raw())], addSheets: [] });
      if (way === 'file') item.replace(bytes);
      else item.coauthor(bytes);
    };
    /** What happens right before a request. */
    const before = (place: FaultPlace, act: () => void | Promise<void>): true => {
      graph.meanwhile({ api: place.api as ApiName, nth: ahead(place), act });
      return true;
    };
    return {
      process,
      now: clock.now,
      advance: clock.advance.bind(clock),
      met,
      arm: (place, mishap) => {
        if (mishap === 'changed') return before(place, edit);
        if (mishap === 'held') return before(place, () => item.lock());
        if (mishap === 'busy') {
          return before(place, () => {
            item.lock();
            clock.at(clock.now() + 30_000, () => item.release());
          });
        }
        return armWire(
          { stage: graph, ahead, victim },
          place,
          mishap === 'full' ? { status: 507, lasting: true } : mishap,
        );
      },
      calm: () => {
        graph.calm();
        item.release();
      },
      raw,
      delivered: async () => delivered(mailer),
      litter: async () => [],
      secrets,
      close: graph.close,
    };
  };
