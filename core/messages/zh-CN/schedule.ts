/** In Chinese: what `baton schedule` shows and says, and the daily run itself. */
import type { Language } from '../language.ts';

export const schedule: Language['schedule'] = {
  noConfig: '还没有设置过。请先运行：npm run -s baton -- setup',
  whatUnknown: ({ text }) => `没有“schedule ${text}”。请写 install（安装）、remove（删除）或 status（查看）。`,
  kindUnknown: ({ text, kinds }) => `没有“${text}”这种定时方式。可以是：${kinds.join('、')}。`,
  noneHere: ({ call }) => `这个用户没有 systemd，也没有 cron。请用这台机器上能定时的办法，每天运行一次：\n${call}`,
  notHere: ({ kind }) => `这台机器没有 ${kind}。不写 --kind，就会自己选。`,
  failed: ({ call, said }) => `没有做成：${call}${said ? `\n${said}` : ''}`,
  notWritten: ({ path }) => `写不了 ${path}。请检查文件夹的权限。`,

  kind: {
    systemd: '你自己的 systemd 定时器',
    cron: '你的 crontab',
    launchd: 'launchd',
    windows: 'Windows 任务计划程序',
    container: '容器',
  },
  will: ({ kind, at, zone }) =>
    `每天 ${at}（${zone}），由${kind}运行。哪天休息、哪天调休上班，接力自己知道，休息日不寄信。`,
  otherClock: ({ there, zone, here, machine }) =>
    `这台机器的时区是 ${machine}：${zone} 的 ${there}，在这里是 ${here}。`,
  drifts: '两边的夏令时不一样：换时间的时候，请再运行一次 npm run -s baton -- schedule install。',
  writes: ({ path }) => `写入 ${path}：`,
  crontab: 'crontab 会变成：',
  calls: '然后运行：',
  container: ({ call }) =>
    `这里是容器，里面什么都不用装：什么时候运行，由管容器的人定。请把设置所在的文件夹放在卷里，再让容器一直运行这一条，它每个工作日自己检查：\nnpm run -s baton -- serve --daily\n或者每天从外面（docker exec、CronJob）运行一次这一条：\n${call}\n哪天没有检查成，两种都会写信告诉专人。`,
  ask: '这样做吗？',
  notDone: '什么都没有改。要装就加上 --yes。',
  done: ({ next }) => `装好了。下次运行：${next}。`,
  fromCache: '现在用的是 npx 缓存里的接力，随时可能被清掉。请先安装（npm install -g），再装定时。',
  session: {
    systemd: '你登录着这台机器时才会运行。要一直运行：loginctl enable-linger',
    cron: '',
    launchd: '你登录着这台 Mac 时才会运行；睡眠时错过的，醒来就补。',
    windows: '你登录着 Windows 时才会运行；错过的，登录后马上补。',
    container: '',
  },
  told: ({ address }) => `哪天没有运行成，会告诉 ${address}；同一个原因一天最多一封。`,

  removed: '已经删除：',
  nothingToRemove: '这里没有接力的定时，什么都没有改。',
  status: {
    none: '这里没有每天的定时。要装就运行：npm run -s baton -- schedule install',
    kind: '方式',
    place: '位置',
    next: '下次',
    last: '上次',
    log: '日志',
    never: '还没有',
    unknownHour: '看不出来：装好以后被改过',
    inactive: '被停用了：请再运行一次 npm run -s baton -- schedule install',
    ended: ({ at, exit }) => `${at}，${exit === 0 ? '一切正常' : `退出码 ${exit}`}`,
    running: ({ at }) => `${at}，还没有结束`,
  },
  untilThen:
    '在那之前，这本工作簿不会寄出提醒；其他工作簿不受影响。下次什么时候运行、上次怎样、日志在哪里：npm run -s baton -- schedule status',
  untilServed:
    '在那之前，这本工作簿不会寄出提醒；其他工作簿不受影响。每个工作日都会自动再试，重新启动 serve 也会再试。要看哪里不对：npm run -s baton -- doctor',
  again: ({ minutes }) => `没有全部检查成，${minutes} 分钟后再试。`,
  notReported: ({ address, why }) => `没能告诉 ${address}：${why}`,
  reported: ({ address }) => `已经告诉 ${address}。`,
};
