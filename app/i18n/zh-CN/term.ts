/** Words of a change of term. */
export const term = {
  "term.title": "换届",
  "term.lead": "导入新名单，起草新一届联系安排；新方案发布之前，原有联系关系不变，空缺由乡镇街道人大代管。",
  "term.step1": "一、导入新名单",
  "term.import": "按“代表”导入换届名单，名单中写明连任、新任或卸任；没有列入名单的代表不会被删除，只会列出。",
  "term.importElsewhere": "换届名单由各县市区在“数据导入”中导入，写明连任、新任或卸任。",
  "term.toImports": "去导入",
  "term.step2": "二、核对结果",
  "term.leaving": "卸任而仍有联系企业",
  "term.leavingFirms": "{{count}} 家企业由乡镇街道代管",
  "term.free": "在任而未联系企业",
  "term.freeNote": "新任代表在此",
  "term.unsettled": "卸任待办理",
  "term.unsettledNote": "起草时一并办理",
  "term.step3": "三、起草新一届安排",
  "term.draftHint":
    "一次办理：登记名单中卸任的日期，通知各乡镇街道代管的企业数，卸任代表保留登录两个月以便交接，并生成草案。",
  "term.draft": "办理卸任并起草",
  "term.step4": "四、发布",
  "term.publishHint":
    "看过前后对比后发布：一次开通新任代表等尚无账号者的账号，通知新老代表、企业和乡镇街道，请双方写交接说明；激活卡由乡镇街道打印，当面交给本人。",
  "term.cards": "激活卡：{{count}} 名有联系企业的代表尚未启用账号",
  "term.published": "方案已发布，已开通 {{count}} 名代表的账号，请打印激活卡",
  "term.begun": "已办理 {{left}} 名代表卸任，{{firms}} 家企业转为代管",
} as const;
