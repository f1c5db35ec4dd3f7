import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbox } from '../../../functions/adapters/outbox/outbox.ts';
import { MAIL, mailerContract, TRACE } from '../../contracts/mailer.ts';

const FROM = { name: '接力 Baton', address: 'baton@example.com' };
let location = '';
beforeAll(async () => {
  location = await mkdtemp(join(tmpdir(), 'baton-outbox-'));
});
afterAll(() => rm(location, { recursive: true }));

const open = async () => {
  const folder = join(await mkdtemp(join(location, 'box-')), 'outbox');
  const files = async () => (await readdir(folder).catch(() => [])).sort();
  const emls = async () => (await files()).filter((file) => file.endsWith('.eml'));
  return {
    folder,
    files,
    mailer: createOutbox({ folder, from: FROM, locale: 'zh-CN' }),
    arrived: async () => Promise.all((await emls()).map((file) => readFile(join(folder, file)))),
    page: () => readFile(join(folder, 'index.html'), 'utf8'),
  };
};

describe('outbox', () => {
  mailerContract(open);

  it('names a file by day, recipient and mail, and keeps nothing else', async () => {
    const { mailer, files } = await open();
    await mailer.send(MAIL);
    await mailer.flush?.();
    expect(await files()).toEqual([
      expect.stringMatching(/^2026-03-06-li@example\.com-[0-9a-f]{8}\.eml$/),
      'index.html',
    ]);
  });

  it('writes the same bytes when the same mail is sent again', async () => {
    const { mailer, arrived } = await open();
    await mailer.send(MAIL);
    const [first] = await arrived();
    await mailer.send(MAIL);
    expect(await arrived()).toEqual([first]);
  });

  it('knows whether a mail of a dead sweep was written', async () => {
    const { mailer, folder } = await open();
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
    await mailer.send(MAIL);
    const later = createOutbox({ folder, from: FROM, locale: 'zh-CN' });
    expect(await later.find(MAIL.id, TRACE)).toBe('sent');
    expect(await later.find('another', TRACE)).toBe('unsent');
  });

  it('takes half a file for none', async () => {
    const { mailer, files, folder } = await open();
    await mailer.send(MAIL);
    const [eml] = await files();
    const whole = await readFile(join(folder, eml!));
    await writeFile(join(folder, eml!), whole.subarray(0, whole.length - 200));
    const later = createOutbox({ folder, from: FROM, locale: 'zh-CN' });
    expect(await later.find(MAIL.id, TRACE)).toBe('unsent');
  });

  it('shows a letter whose lines are short and plain as it is, which goes without base64', async () => {
    const { mailer, arrived, page } = await open();
    await mailer.send({ ...MAIL, text: 'Two lines,\nand no more.', html: '<p>Two lines</p>' });
    await mailer.flush?.();
    expect(String((await arrived())[0])).toContain('Content-Transfer-Encoding: 7bit');
    const [, letters = ''] = /<script type="application\/json" id="letters">(.*?)<\/script>/.exec(await page()) ?? [];
    const [letter] = Object.values(JSON.parse(letters) as Record<string, { text: string; html: string }>);
    expect(letter).toMatchObject({ text: 'Two lines,\nand no more.', html: '<p>Two lines</p>' });
  });

  it('makes its page once for all mails of a delivery, since it holds all of them', async () => {
    const { mailer, files, page } = await open();
    for (let i = 0; i < 5; i++) await mailer.send({ ...MAIL, id: `mail-${i}`, subject: `No. ${i}!` });
    expect(await files()).not.toContain('index.html');
    await mailer.flush?.();
    for (let i = 0; i < 5; i++) expect(await page()).toContain(`No. ${i}!`);
  });

  it('makes it once for all deliveries that follow one another', async () => {
    const { mailer, files, page } = await open();
    for (let i = 0; i < 3; i++) {
      await mailer.send({ ...MAIL, id: `mail-${i}`, subject: `No. ${i}!` });
      await mailer.flush?.(true);
    }
    expect(await files()).not.toContain('index.html');
    await mailer.flush?.();
    for (let i = 0; i < 3; i++) expect(await page()).toContain(`No. ${i}!`);
  });

  it('shows a mail whose page a crash left out, at the end of the next delivery, be there mails in it or not', async () => {
    const { mailer, folder, page } = await open();
    await mailer.send(MAIL);
    const later = () => createOutbox({ folder, from: FROM, locale: 'zh-CN' });
    await later().flush?.();
    expect(await page()).toContain(MAIL.subject);
    await mailer.send({ ...MAIL, id: 'next', subject: '下一封' });
    await later().flush?.();
    expect(await page()).toContain('下一封');
    await rm(join(folder, 'index.html'));
    await later().flush?.();
    expect(await page()).toContain('下一封');
  });

  it('leaves a page alone that shows all there is, and makes none where there is no mail', async () => {
    const { mailer, folder, files } = await open();
    await mailer.flush?.();
    expect(await files()).toEqual([]);
    await mailer.send(MAIL);
    await mailer.flush?.();
    const { ino } = await stat(join(folder, 'index.html'));
    await createOutbox({ folder, from: FROM, locale: 'zh-CN' }).flush?.();
    expect((await stat(join(folder, 'index.html'))).ino).toBe(ino);
  });

  it('counts its page for nothing where it cannot be written: the mails are there', async () => {
    const { mailer, folder, arrived } = await open();
    await mkdir(join(folder, 'index.html', 'in the way'), { recursive: true });
    await mailer.send(MAIL);
    await mailer.flush?.();
    expect(await arrived()).toHaveLength(1);
    await rm(join(folder, 'index.html'), { recursive: true });
    await mailer.flush?.();
    expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain(MAIL.subject);
  });

  it('takes many mails at once', async () => {
    const { mailer, arrived, page } = await open();
    const ids = Array.from({ length: 40 }, (_, i) => `mail-${i}`);
    await Promise.all(ids.map((id) => mailer.send({ ...MAIL, id, subject: `No. ${id}!` })));
    await Promise.all([mailer.flush?.(), mailer.flush?.()]);
    expect(await arrived()).toHaveLength(40);
    for (const id of ids) expect(await page()).toContain(`No. ${id}!`);
  });

  it('keeps long and strange subjects and names whole on its page', async () => {
    const { mailer, page } = await open();
    const subject = `${'包装设计终稿与渠道物料'.repeat(6)} & <b>“A_B = ?”</b>`;
    await mailer.send({
      ...MAIL,
      subject,
      to: { name: '阿依古丽·买买提江与一个很长的名字 Müller', address: 'a@example.com' },
    });
    await mailer.flush?.();
    expect(await page()).toContain(`${'包装设计终稿与渠道物料'.repeat(6)} &amp; &lt;b&gt;“A_B = ?”&lt;/b&gt;`);
    expect(await page()).toContain('阿依古丽·买买提江与一个很长的名字 Müller');
  });

  it('leaves a stranger’s files in the folder alone', async () => {
    const { mailer, folder, files, page } = await open();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'notes.eml'), 'Subject: mine\r\n\r\nhello');
    await mailer.send(MAIL);
    await mailer.flush?.();
    expect(await files()).toContain('notes.eml');
    expect(await page()).not.toContain('mine');
  });

  it('says what to do when the folder cannot be written', async () => {
    const { folder } = await open();
    await writeFile(folder, 'a file stands where the folder should be');
    const mailer = createOutbox({ folder, from: FROM, locale: 'en' });
    await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: 'outbox-unwritable', kind: 'backend' });
    expect(await mailer.find(MAIL.id, TRACE)).toBe('unsent');
  });
});
