/** In Chinese: backups, restoring them, and archiving years that are over. */
import type { Language } from '../language.ts';

export const keep: Language['keep'] = {
  backupPurpose:
    '接力对这本工作簿的记忆：各事项的时钟、寄过的每一封信、每一次检查。工作簿被换成旧版、这几张表被删或缺了行时，用 restore 命令补回。内有收件人的地址，请像工作簿一样保管。',
  backupUnreadable: '这个文件不是接力的备份。请给出 backup 命令写的文件。',
  backupChanged: '这份备份写成之后被改过或不完整，没有用它。请换另一份备份。',
  backupNewer: ({ version }) => `这份备份是更新版本的接力写的（格式 ${version}）。请先更新接力。`,

  backupInTheWay: ({ path, typed }) =>
    `${path} 已经存在，里面有这本工作簿现在没有的东西，没有替换它。请换一个文件名；若工作簿被换成了旧版，请用它恢复：npm run -s baton -- restore 工作簿 ${typed}`,

  restoreNoTabs: ({ tabs, headers }) =>
    `工作簿里缺少 ${tabs.join('、')}。请先补上空表，在下一次检查之前恢复。.xlsx 文件请运行：npm run -s baton -- adopt 文件。其他工作簿请新建同名的表，第一行依次写上表头（${headers}）。`,
  restoreOther: ({ id }) =>
    `这份备份属于另一本工作簿${id === '' ? '' : `（这本的编号是 ${id}）`}，没有改动。若这本要接替那一本，请加 --adopt，并不要再检查那一本。`,
  backupBroken: ({ row }) => `这份备份里的寄信记录从第 ${row} 条起就对不上，是在记录损坏之后备份的。请换更早的一份。`,
  restoreDiverged: ({ row }) =>
    `从寄信记录的第 ${row} 条起，工作簿和备份各走各的：备份之后有人用旧版继续检查过。没有改动。请换一份这之后的备份；没有的话就照现在的记录继续，之前寄过的信可能会再寄一次，请先用 sweep --dry-run 看一看。`,
  restoreInserted: ({ row }) =>
    `工作表 _ledger 的第 ${row} 条不是接力写的，或出现了两次。请删去这一行，再恢复。没有改动。`,

  rolloverTooEarly: ({ year, quietDays, last }) =>
    `${year} 年还不能转入归档：一年过去 ${quietDays} 天之后才可以，到那时其中的链接和答复都已了结。现在最晚可写 --year ${last}。`,
  rolloverCopy: '这是另一本工作簿的复制件，没有改动。要单独使用它，请先运行：npm run -s baton -- adopt 文件',
  rolloverUnable: '这种工作簿不能转移行，没有改动。检查照常进行，什么都不用做。',
};
