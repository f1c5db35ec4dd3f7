/** A spreadsheet at the fake of Google; mails stay in memory. */
import { auth as authPlus } from 'googleapis/build/src/apis/sheets/index.js';
import { openGoogleSheet } from '../../../../functions/adapters/google-sheets/store.ts';
import { createMemoryMailer } from '../../../../functions/adapters/memory/mailer.ts';
import { fillSpreadsheet } from '../../../../test/support/books.ts';
import { rawOf } from '../../../../test/support/cloud.ts';
import { openGoogle } from '../../../../test/support/google/google.ts';
import { delivered } from '../../../../test/support/office.ts';
import { setOf } from '../../../../test/support/starter.ts';
import { armWire, createPlaces, timeOf } from '../../systems/wire.ts';
import { createProcesses } from '../bench.ts';
import type { OpenBench } from '../run.ts';
import { noteIn } from '../stories.ts';

const BATON = 'baton@example.com';

export const googleSheetsBench: OpenBench = async (office) => {
  const google = await openGoogle();
  const { clock } = google;
  const workbook = google.sheets.create({ title: 'Launch', people: { [BATON]: 'writer' } });
  await office.apply([setOf('settings', 'workbookHome', { value: `gsheet:${workbook.id}` })]);
  await fillSpreadsheet(office, workbook);
  const mailer = createMemoryMailer({ batch: 2 });
  const secrets: string[] = [];
  const signedIn = () => {
    const client = new authPlus.OAuth2({ forceRefreshOnFailure: true });
    const token = () => {
      const access_token = google.token(BATON);
      secrets.push(access_token);
      return { access_token, expiry_date: clock.now() + 3_600_000 };
    };
    client.setCredentials(token());
    client.refreshHandler = async () => token();
    return client;
  };
  const { process, victim } = createProcesses((life) => ({
    store: openGoogleSheet(workbook.id, {
      auth: signedIn(),
      rootUrl: google.sheets.url,
      time: timeOf(clock, life),
      random: () => 0.5,
    }),
    mailer,
  }));
  const { met, ahead } = createPlaces({ sheets: google.sheets.requests });
  const edit = () => {
    const { sheet, row, column, value } = noteIn(rawOf(workbook));
    workbook.set(sheet, row, column, value);
    workbook.insertRows(sheet, row);
  };
  return {
    process,
    now: clock.now,
    advance: clock.advance.bind(clock),
    met,
    arm: (place, mishap) => {
      if (mishap !== 'changed') return armWire({ stage: google, ahead, victim }, place, mishap);
      google.meanwhile({ api: 'sheets', nth: ahead(place), act: edit });
      return true;
    },
    calm: google.calm,
    raw: async () => rawOf(workbook),
    delivered: async () => delivered(mailer),
    litter: async () => [],
    secrets,
    close: google.close,
  };
};
