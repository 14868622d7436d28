export const time = {
  "time.left": "还剩 {{count}} 个工作日（{{day}}）",
  "time.today": "今天到期（{{day}}）",
  "time.overdue": "已超期 {{count}} 个工作日（应于 {{day}}）",
  "time.provisional": "{{day}}，暂定",
  "time.workingDays": "{{count}} 个工作日",
  "time.days": "{{count}} 天",
  "time.justNow": "刚刚",
} as const;
