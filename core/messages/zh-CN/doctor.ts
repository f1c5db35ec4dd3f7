/** In Chinese: what `doctor` finds, and what to do about it. */
import { SETTING_NAMES } from '../../../sheet-templates/setting-names.ts';
import type { doctor as inEnglish } from '../en/doctor.ts';
import { dayText, listOf, someOf, spaced, titled } from './format.ts';

const named = (columns: readonly { readonly title: string; readonly header: string }[]) =>
  someOf(
    columns.map(({ title, header }) => `“${title}”的“${header}”`),
    12,
  );

const NAMED = 5;
/** 命令后面不加句号，以免一起复制。 */
const isCommand = (next: string) => next.includes('npm run');

export const doctor: typeof inEnglish = {
  environment: '环境变量齐全。',
  noLinks: '没有设链接：信里没有按钮，要打开工作簿才能答复。',
  noLinksThen: '请管理员设置 BATON_LINK_KEY 和 BATON_RESPOND_URL。',
  links: ({ count }) => `信里的链接走 https，密钥够长${count > 1 ? `（${count} 把，旧的到链接过期就可以去掉）` : ''}。`,
  registryEmpty: '名册里一本工作簿也没有。',
  registryEmptyThen: '请管理员写上。',
  registry: ({ workbooks, paused }) => `名册里有 ${workbooks} 本工作簿，暂停 ${paused} 本。`,

  copy: ({ workbookHome }) => `这是另一本工作簿的复制件（原件：${workbookHome}），不会寄信。`,
  copyThen: /* @__PURE__ */ (() =>
    `要单独使用它，请管理员运行 npm run -s baton -- adopt 文件，或清空“设置”里的“${SETTING_NAMES.workbookId['zh-CN']}”和“${SETTING_NAMES.workbookHome['zh-CN']}”；不用就删去它。`)(),
  unbound: '它还没有自己的编号，第一次检查时会写上。',
  inPlace: '它在自己的位置上，不是复制件。',
  template: '表和列都与现在的模板相符。',
  sheetsAbsent: ({ titles }) => `没有这些工作表，与它们有关的事都不提醒：${titles.join('、')}。`,
  sheetsAbsentThen: '不用它们就不必管；若是改了名称和表头，请专人把名称改回来。',
  tabsMissing: ({ titles }) => `缺少工作表：${titles.join('、')}。没有它们，检查不了。`,
  tabsMissingThen:
    '请从版本历史或较早的文件里恢复它们。若从来没有过，.xlsx 文件请运行 npm run -s baton -- adopt 文件；补上的“设置”都是默认值。',
  byFix: '--fix 会补上，不动别的内容。',
  byHand: '请由能编辑的人从版本历史里恢复，或新建一本后把内容复制过去。',
  notesMissing: ({ titles }) => `缺少记事的工作表：${titles.join('、')}。`,
  columnsMissing: ({ columns }) => `这本工作簿出自较早的模板，缺少 ${columns.length} 列：${named(columns)}。`,
  headersByHand: ({ cells }) =>
    `请由能编辑的人照样写上表头：${cells.map(({ title, header, cell }) => `“${title}”${cell} 写 ${header}`).join('；')}。`,
  settingsMissing: ({ settings }) => `“设置”里缺少 ${settings.length} 行，按默认值处理：${someOf(settings)}。`,
  settings: '设置都读得懂。',
  badSettingThen: '请专人改正。',
  daysMissing: ({ count }) => `“工作日历”里缺少 ${count} 个官方假日或调休日；已经照它们计算，只是表里看不到。`,
  daysMissingThen: '--fix 或下一次检查会补上。',
  noCountry: '没有选国家，也没有官方假日：只按周一到周五。',
  noCountryThen: /* @__PURE__ */ (() =>
    `请在“设置”的“${SETTING_NAMES.country['zh-CN']}”里写国家或地区，例如 CN 或 中国。`)(),
  calendar: ({ country }) => `假日按 ${country} 的规则计算，不限年份。`,
  calendarUntil: ({ until, today }) => `假日已知，到 ${dayText(until, today)} 为止。`,
  listMissing: ({ year }) => `这里还不知道 ${year} 年的官方假日。`,
  listMissingThen: '放假安排公布以后，换用新版的接力，或者把日子写进工作日历：日期，休息还是上班。',
  protected: '记事的工作表受保护。',
  unprotected: ({ titles }) => `记事的工作表没有保护，容易误改：${titles.join('、')}。`,
  unprotectedThen: '请在表格程序里保护并隐藏它们，不必设密码。',

  outbox: '信只放进一个文件夹，没有人收到。',
  noSender: '没有发件人，寄不了信。',
  noSenderThen: '请管理员设置 BATON_FROM 或加上 --from。',
  sender: ({ address, domain }) =>
    `发件人是 ${address}。${domain} 的 DNS 要允许这台服务器代寄（SPF、DKIM、DMARC），否则信会进垃圾箱；这里不查。`,
  outboxThen: '要真的寄出，请设置 BATON_MAIL，或加上 --mail smtp://…、gmail 或 graph。',
  mailbox: '能查看发信的邮箱。能不能发信、邮件头是否都保留，寄出第一封才知道；没有寄任何信。',
  mailQuota: ({ mails, way, limit }) => `今天已寄 ${mails} 封，${way.toLowerCase()} 邮箱一天最多 ${limit} 封。`,
  mailQuotaThen: '寄不出的由以后的检查寄。请管理员换成专门的邮件服务器（smtp），或把工作簿分给几个发件邮箱。',

  readable: ({ name, tabs }) => `能读“${name}”，认出 ${tabs} 张表。`,
  graphNothingRecognised: ({ name }) => `能读“${name}”，但没有认出任何一张表。请用 init 新建一本，或用 adopt 接管。`,
  wayFile: ({ why }) => `整个文件下载、修改、上传：${why}。`,
  wayApi: ({ why }) => `通过 Excel 的接口读取：${why}。`,
  wayApiUntried: ({ why }) =>
    `通过 Excel 的接口读取：${why}。能不能这样写入没有试过：请对复制件加 --trial 试一次，或看第一次检查。`,
  graphWritableInParts:
    '应用可以写入；分段上传（大文件）要覆盖别人更新的内容时，一开始就被拒绝。一次上传（4 MB 以内）是否也会被拒绝没有试过：请对复制件加 --trial 试一次。没有改动任何内容。',
  graphWritable: '应用可以写入；覆盖别人更新的内容会被拒绝：一次上传，和分段上传的开始，都试过了。没有改动任何内容。',
  apiWritable: 'Excel 的接口可以写入：取消并重新加上了接力一张表的保护，并把一个表头原样写了一遍。',
  overwrites: '能写入，但会覆盖别人更新的内容：这里不要用整个文件的方式。',
  writeUnclear: '能写入；是否会覆盖别人更新的内容没能看出，因为回答丢失了。请再运行一次。',
  marked: ({ header }) => `有“${header}”列，检查的结果写在各行旁边。`,
  unmarked: ({ header }) => `没有一张表有“${header}”列，检查的结果无处可写。请在表头的最后加上这一列。`,
  subscribed: ({ until }) => `改动时会得到通知，订阅到 ${until}。`,
  unsubscribed: '还没有订阅这个驱动器的改动；下一次 dispatch 会订阅。如果一直没有，请看它的日志里的“not subscribed”。',

  webhook: '大家收到的事也会告诉另一个程序：走安全的通道，带签名。',
  eventsTaken: ({ last, today }) => `接收事件的程序都收下了，最后一次是${dayText(last, today)}。`,
  eventsGone: '接收事件的程序说不再接收（410），已经不往那里发了。',
  eventsWaiting: ({ count, since, today, said }) =>
    spaced`有 ${count} 个事件从 ${dayText(since, today)} 起还没有被接收的程序收下${said && `：“${said}”`}。`,
  eventsThen: '请管理员看一下 BATON_WEBHOOK 后面的程序，或换一个地址。',
  letter: {
    subject: '接力的测试信',
    first: ({ address }) => `这是一封写给 ${address} 的测试信：正在设置接力的人想看看信到不到得了，不用做什么。`,
    next: '每天的信也这样来，只写轮到你的事。',
  },
  letterNoWay: '没有说信怎么发。请加上 --mail，或设置 BATON_MAIL，或先运行 npm run -s baton -- setup',
  letterTaken: ({ address, way }) => `给 ${address} 的一封测试信已由 ${way} 收下。`,
  letterTakenThen: '请看一下到了没有（邮件也看看垃圾箱）、写明了是谁发的没有、在手机上好不好读。',
  letterLies: ({ address, way }) => `给 ${address} 的一封测试信在 ${way} 里，没有寄给任何人。`,
  letterNotHere: ({ way, words }) => `测试信没有走 ${way}：${words}`,
  letterFailed: ({ way, words }) => `走 ${way} 的测试信：${words}`,
  letterNowhere: ({ address }) => `哪种方式都到不了 ${address}，什么也没有发。`,
  nobodyOwed: '大家都收到了该收到的信。',
  owed: ({ names, count, since, today, why }) => {
    const who = listOf(names.slice(0, NAMED)) + (names.length > NAMED ? '等人' : '');
    return spaced`${who}还有 ${count} 件没有收到，${dayText(since, today)} 起：${why}。`;
  },
  owedThen: ({ next }) => `${next}${isCommand(next) ? '' : '。'}`,
  peopleUnknown: ({ cells, directory, names, places }) => {
    const where = places.map(({ title, header, rows }) => `“${title}”的“${header}”第 ${someOf(rows)} 行`);
    return `${cells} 处写的人不在“${directory}”里：${someOf(names)}（${listOf(where)}）。他们收不到任何信。`;
  },

  peopleUnknownThen: '请专人把他们加进去，或改正名字。',
  directoryMissing: '没有通讯录，谁都收不到信。',
  directoryMissingThen: '请运行 npm run -s baton -- adopt 文件，然后由专人填写。',
  directoryEmpty: ({ sheet }) => `“${sheet}”里还没有人，谁都收不到信。`,
  directoryEmptyThen: '请专人填写姓名和邮箱。',
  directory: ({ count }) => `通讯录里 ${count} 个人都有邮箱，表里写到的人都在其中。`,
  noAddress: ({ sheet, names }) => `“${sheet}”里 ${names.length} 个人没有可用的邮箱：${someOf(names)}。`,
  noAddressThen: '请专人补上。',
  hourNotKept: ({ directory, names }) =>
    `“${directory}”里有 ${names.length} 个人想在某个时间以后才收信，可那以后当天不再检查：${someOf(names)}。信仍随当天的检查寄出。`,
  hourNotKeptThen: '让检查跑得勤一些，例如每小时一次；或告诉他们做不到。',
  inactiveHead: ({ sheets, names }) =>
    `${titled(sheets)}里的 ${someOf(names)} 已停用，也没有人代理，该由他们处理的事没有人收到。`,
  inactiveHeadThen: '请专人换人，或在通讯录里写明代理人。',
  rolesEmpty: ({ sheet, roles }) => `“${sheet}”里还没有写：${roles.join('、')}。`,
  rolesEmptyThen: '请写上通讯录里的姓名。',

  ledgerBroken: ({ row }) => `寄信记录从第 ${row} 条起与前面对不上：有人改过、删过或插过。`,
  ledgerBrokenThen: '请管理员用备份比对 _ledger 表（npm run -s baton -- verify 说是哪一条）。',
  mailsOpen: ({ count, to }) => `检查中断时有 ${count} 封信正在寄，不知道寄出没有：${someOf(to)}。`,
  mailsOpenThen: '下一次检查会向邮件系统查问；问不到的就暂扣，并告诉专人。',
  ledgerLong: ({ rows, year }) => `寄信记录和检查记录里有 ${rows} 行是 ${year} 年以前的，每次检查都要读它们。`,
  ledgerLongThen: ({ shown }) => `请管理员把它们移出去：npm run -s baton -- rollover ${shown}`,
  ledger: ({ entries, open }) =>
    `寄信记录 ${entries} 条，前后相符，${open > 0 ? `${open} 封信正在寄` : '没有去向不明的信'}。`,

  neverSwept: '还没有检查过。',
  neverSweptThen: ({ shown }) => `请运行 npm run -s baton -- sweep ${shown}，或把它写进名册。`,
  swept: ({ last, today }) => `每个工作日都检查了，最近一次是 ${dayText(last, today)}。`,
  whoLooks: '请管理员看看计划任务是否还在运行、名册里是否还有它，以及 _runs 表最后几行的说明。',
  notSwept: ({ last, today }) => `从 ${dayText(last, today)} 起没有再检查过，没有人收到提醒。`,
  sweepsMissed: ({ workdays, missed, last, today }) =>
    `最近 ${workdays} 个工作日里有 ${missed.length} 天没有检查：${listOf(missed.map((day) => dayText(day, today)))}。最近一次是 ${dayText(last, today)}，落下的已由它补上。`,
  sweepsFailed: ({ count, last, today, why }) =>
    `最近 7 天有 ${count} 次检查没有做完，最后一次在 ${dayText(last, today)}${why && `（${why}）`}。`,
  sweepsFailedThen: '没做完的由下一次接着做；若每天都有，请管理员看日志。',
  deadClaims: ({ count }) => `${count} 次中断的检查在 _runs 里还写着正在进行，已不再占着工作簿。`,
  deadClaimsThen: '--fix 或下一次检查会把它们标为没有做完。',
  atWork: ({ who }) => `有一次运行正占着工作簿：${who}。`,
  atWorkThen: '还在做就不用管；确知它已经断了，可用 sweep --take-over 接手。',
  triggers: ({ last, today }) => `触发器在 ${dayText(last, today)} 报到过。`,
  noTriggers: '没有触发器：改动要到下一次检查才看得到。',
  noTriggersThen: '要马上检查，请在表格的“接力”菜单里设置触发器；不需要的话不用管。',
  latestSweep: '_runs 里最近一次检查',
  clock: '这台机器的时钟是准的。',
  clockDiffers: ({ of, minutes }) => `这台机器的时钟比${of}${minutes > 0 ? '慢' : '快'} ${Math.abs(minutes)} 分钟。`,
  clockDiffersThen: '请管理员打开这台机器的网络对时；在那之前，两次检查可能互相看不到对方的占用。',

  nothingRecognised: ({ name }) => `能读“${name}”，但没有认出任何一张表。`,
  nothingRecognisedThen: ({ shown }) => `要接管它，请运行 npm run -s baton -- adopt ${shown}`,
  fileWritable: '文件和文件夹都可以写；没有改动任何内容。',
  cellWritable: '可以写入：把 _runs 的第一格原样写了一遍，内容没有变。',
  writeUntried: '能不能写入没有试：它是复制件、还没有 _runs 表，或正在被检查。',
  lastSave: '文件最近的保存时刻',
  serverClock: '服务器',

  tabsAdded: ({ titles }) => `补上了工作表 ${titles.join('、')}。`,
  columnsAdded: ({ columns }) => `补上了 ${columns.length} 列：${named(columns)}。`,
  settingsAdded: ({ settings }) => `“设置”补上了 ${settings.length} 行，填的是默认值：${someOf(settings, 12)}。`,
  daysAdded: ({ count, first, last }) => `“工作日历”补上了 ${count} 个官方假日或调休日，${first} 到 ${last}。`,
  claimsBuried: ({ dead }) => `${dead.length} 次中断的检查标为没有做完：${someOf(dead)}。`,
  marksWritten: ({ written }) => `${written} 行旁边的检查标记改成了现在的样子。`,

  fleetQuota: ({ counted, perMinute, least, most }) =>
    `${counted} 本 Google 表格，每分钟 ${perMinute} 次请求：一轮检查要 ${least} 到 ${most} 分钟。`,
  fleetQuotaThen: '请管理员提高配额和 BATON_PER_MINUTE，或分给几个服务账号（docs/fleet.md）。',
  bookReadable: ({ book, count }) => `共享通讯录 ${book} 能读，${count} 本工作簿用它。`,
  sameId: ({ id, uris }) => `${uris.length} 本工作簿有同一个编号 ${id}：${uris.join('、')}。`,
  sameIdThen: '请管理员只留原件；复制件用 adopt 独立出来，或从名册里去掉。',
};
