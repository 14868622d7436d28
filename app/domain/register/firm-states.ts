/** States of a firm 经营主体 in the register: at work, closed, moved away. */
export const FIRM_STATES = ["active", "closed", "moved"] as const;
export type FirmState = (typeof FIRM_STATES)[number];
