/** The cast of the demonstration world, one for each role. */
export const personas = {
  "persona.deputy.name": "Deputy of Yidu",
  "persona.deputy.story":
    "Keeps contact with four firms: one has an overdue issue, one is due for a visit, one has just raised something. Log a visit, raise an issue.",
  "persona.firm_representative.name": "Representative of a firm",
  "persona.firm_representative.story":
    "The firm's issue lies overdue with the housing bureau; every step is visible, and the firm judges the answer.",
  "persona.county_supervisor.name": "Supervisor, Yidu People's Congress",
  "persona.county_supervisor.story":
    "Triages what the county's firms raise, accepts, transfers, and watches what is overdue.",
  "persona.county_dispatcher.name": "Dispatcher, Yidu inspection office",
  "persona.county_dispatcher.story":
    "Takes over what the congress transfers and assigns it to a unit, or hands it back with a reason.",
  "persona.handler.name": "Handler, Yidu housing bureau",
  "persona.handler.story": "Signs for issues, talks to the firm, drafts answers; one of them is already red.",
  "persona.department_head.name": "Head of the Yidu housing bureau",
  "persona.department_head.story":
    "Signs answers or sends them back; serious delays come to the head in person.",
  "persona.post_holder.name": "Deputy head of the Yidu housing bureau",
  "persona.post_holder.story": "Is told when an issue of the unit is escalated, reads it and acknowledges.",
  "persona.station_clerk.name": "Clerk of a deputies' station",
  "persona.station_clerk.story":
    "Receives firms at the station and records contacts and issues on a deputy's behalf.",
  "persona.township_officer.name": "Township congress officer",
  "persona.township_officer.story":
    "Chases visits in the township, looks into firms nobody could be met at, reissues access.",
  "persona.city_supervisor.name": "Supervisor, Yichang People's Congress",
  "persona.city_supervisor.story":
    "Sees all that is unresolved in the city, decides the upper levels, keeps deadlines and ladder.",
  "persona.city_dispatcher.name": "Dispatcher, Yichang inspection office",
  "persona.city_dispatcher.story": "Assigns what was transferred to the city to the city's own units.",
  "persona.system_administrator.name": "System administrator",
  "persona.system_administrator.story":
    "Imports registers, keeps calendar and channels; sees no contents of issues.",
  "persona.security_administrator.name": "Security administrator",
  "persona.security_administrator.story": "Keeps users, posts and roles; sees no contents of issues.",
  "persona.auditor.name": "Auditor",
  "persona.auditor.story": "Reads everything with identities masked, the audit log included.",
} as const;
