/** What the command line says. */
export const cli = {
  "cli.unknownUser": "There is no user {{user}}. Use a phone, a deputy's card number or a user id.",
  "cli.noDemo": "There is no demonstration world yet. Run npm run demo first.",
  "cli.administrator": "Security administrator",
  "cli.inviteOnce": "The link is valid for one day and works once.",
  "cli.chainWhole": {
    one: "The audit chain is whole: {{count}} entry.",
    other: "The audit chain is whole: {{count}} entries.",
  },
  "cli.chainBroken": "The audit chain is broken at entry {{auditId}}.",
  "cli.listening": "Serving on {{url}}",
  "cli.stopping": "Stopping; waiting for running requests…",
  "cli.notBuilt": "Nothing is built yet. Run npm run build first.",
  "cli.buildingWorld": "Making the demonstration world: {{step}} {{done}}/{{total}}",
  "cli.accounts": "Accounts to try (password for all: {{password}}):",
  "cli.worldReady": "The demonstration world is ready.",
  "cli.worldKept": "Keeping the demonstration world that is there.",
  "cli.swept": "Examined {{examined}}, raised {{escalated}}.",
  "cli.planDrafted": "Draft {{planId}} is ready; publish it with pair publish {{planId}} --reason …",
  "cli.publishUsage": "Usage: pair publish PLAN --reason TEXT",
  "cli.planPublished": "Plan {{planId}} is in force: {{started}} begun, {{ended}} ended.",
} as const;
