/** What the command line says. */
export const cli = {
  "cli.unknownUser": "没有用户 {{user}}。请用手机号、代表证号或用户编号。",
  "cli.noDemo": "演示数据还没有建立，请先运行 npm run demo。",
  "cli.administrator": "安全管理员",
  "cli.inviteOnce": "此链接一天内有效，只能使用一次。",
  "cli.chainWhole": "审计链完整，共 {{count}} 条。",
  "cli.chainBroken": "审计链在第 {{auditId}} 条断开。",
  "cli.listening": "服务已启动：{{url}}",
  "cli.stopping": "正在停止，等待未完成的请求…",
  "cli.notBuilt": "还没有构建，请先运行 npm run build。",
  "cli.buildingWorld": "正在建立演示数据：{{step}} {{done}}/{{total}}",
  "cli.accounts": "可试用的账号（密码均为 {{password}}）：",
  "cli.worldReady": "演示数据已就绪。",
  "cli.worldKept": "沿用已有的演示数据。",
  "cli.swept": "检查 {{examined}} 项，提级 {{escalated}} 项。",
} as const;
