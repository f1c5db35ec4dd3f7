/** In Chinese: what the command line says that puts the add-on into a spreadsheet, or lays its files out. */
import type { Language } from '../language.ts';

export const addOnInstall: Language['addOnInstall'] = {
  unknown: ({ text }) =>
    `插件不会“${text}”。请运行：npm run -s baton -- add-on install 网址，或者：npm run -s baton -- add-on files 文件夹`,
  noSpreadsheet: ({ text }) =>
    `“${text}”不是 Google 表格的网址。请从浏览器里复制整个网址：https://docs.google.com/spreadsheets/d/…`,
  notBuilt: '这里没有插件的文件。请先生成：npm run apps-script:build',
  notCopied: ({ folder }) => `写不进 ${folder}，请换一个文件夹。`,
  laidOut: ({ folder, names }) =>
    `插件的文件放在 ${folder}：${names.join('、')}。\n\n把它们粘贴到表格里：扩展程序 → Apps 脚本。先在项目设置里勾选显示 appsscript.json。然后各自按名字粘贴：appsscript.json；Code.js 贴进 Code.gs；每个 .html 建一个 HTML 文件，名字不带后缀。保存，刷新表格。`,
  failed: ({ step }) =>
    `“clasp ${step}”没有成功，它说的话在上面。多半是 Apps Script API 没有打开：在 https://script.google.com/home/usersettings 打开，再运行一次。`,
  signIn: 'Google 会在浏览器里请你登录，这是给 clasp 用的，它是 Google 自己的脚本工具。',
  make: '正在表格里建脚本……',
  push: '正在上传插件的文件……',
  done: ({ url }) =>
    `插件已经放进表格。剩下的只能由你来做：\n\n1. 打开 ${url}，刷新到“帮助”旁边出现菜单“接力”。\n2. 接力 → 设置这本工作簿。Google 会请你授权；个人账号会看到“未经验证”：高级 → 转至 Baton。\n3. 接力 → 现在会寄哪些信；看过觉得可以，就选：接力 → 每日检查：开或关。\n4. 想让信里有按钮：扩展程序 → Apps 脚本 → 部署 → 新建部署 → Web 应用，执行身份：我，谁可以访问：任何人。`,
};
