import { OURS, SHARED } from '../sources.ts';
import { defineTab, w } from '../types.ts';

export const calendar = defineTab({
  key: 'calendar',
  title: w('工作日历', 'Calendar'),
  aliases: ['日历', '节假日', '假期', 'Holidays', 'Work calendar', 'Workdays'],
  help: w(
    '只写与“周一到周五上班”不同的日子。官方假期由接力补上，自己的行不会被改动。',
    'Only days that differ from Monday–Friday. Baton adds official days and never touches your own rows.',
  ),
  columns: {
    date: {
      header: w('日期', 'Date'),
      aliases: ['Day'],
      type: 'date',
      required: true,
      help: w('年月日。', 'A full date.'),
      width: 17,
    },
    kind: {
      header: w('类型', 'Kind'),
      aliases: ['休/班', '休息或上班', 'Type'],
      type: 'option',
      required: true,
      options: [
        {
          key: 'off',
          label: w('休息', 'Off'),
          aliases: ['休', '放假', '假期', '节假日', 'Holiday', 'Day off', 'Closed'],
        },
        { key: 'work', label: w('上班', 'Work'), aliases: ['班', '调休上班', '补班', '工作日', 'Workday', 'Working'] },
      ],
      help: w('休息或上班。', 'Off or work.'),
      width: 10,
    },
    source: {
      header: w('来源', 'Source'),
      aliases: ['出处', 'From'],
      type: 'option',
      options: [{ key: 'official', label: w('官方', 'Official'), aliases: ['法定', '国家'] }, SHARED, OURS],
      help: w(
        '空着就是“自定”。同一天有几种时，先看“自定”，再看“共享”。',
        'Empty means ours. Where several exist for a day, ours comes first, then what all teams share.',
      ),
      width: 10,
    },
    note: {
      header: w('说明', 'Note'),
      aliases: ['备注', '节日', 'Holiday', 'Name', 'Reason'],
      type: 'text',
      help: w('例如：春节、公司年会。', 'For example: Spring Festival, company day.'),
      width: 44,
    },
  },
});
