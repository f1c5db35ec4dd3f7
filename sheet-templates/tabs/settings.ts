import { defineTab, w } from '../types.ts';

export const settings = defineTab({
  key: 'settings',
  title: w('设置', 'Settings'),
  aliases: ['参数', '配置', 'Config', 'Configuration', 'Policy'],
  help: w(
    '一行是一个设置。空着或写错就按默认值，并告诉专人。',
    'One row is one setting. Empty or wrong values fall back to the default, and the keeper is told.',
  ),
  columns: {
    key: {
      header: w('设置项', 'Setting'),
      aliases: ['键', '参数', 'Key', 'Name'],
      type: 'text',
      required: true,
      help: w('接力认的名字，请勿改动。', 'By this Baton knows the setting. Leave it as it is.'),
      width: 20,
    },
    called: {
      header: w('名称', 'What it is'),
      aliases: [],
      type: 'text',
      help: w('这个设置叫什么。', 'What the setting is called.'),
      width: 26,
      since: 7,
    },
    value: {
      header: w('值', 'Value'),
      aliases: ['取值', '设置值'],
      type: 'text',
      help: w('在这里填写。', 'Write here.'),
      width: 26,
    },
    unit: {
      header: w('单位', 'Unit'),
      aliases: [],
      type: 'text',
      help: w('值的单位。', 'The unit of the value.'),
      width: 14,
    },
    help: {
      header: w('说明', 'Help'),
      aliases: ['备注', 'Description', 'Note'],
      type: 'long-text',
      help: w('这个设置管什么。', 'What this setting decides.'),
      width: 74,
    },
  },
});
