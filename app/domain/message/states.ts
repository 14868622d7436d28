/** Where a message 来信 stands on its own small axis, before it is an issue. Source: product rules, section 5. */
export const MESSAGE_STATES = ["received", "asked_back", "held", "passed_on", "closed"] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** How a message ended without becoming an issue. */
export const MESSAGE_CLOSINGS = ["declined", "unsupplied", "withdrawn"] as const;
export type MessageClosing = (typeof MESSAGE_CLOSINGS)[number];

/** States in which somebody of the office or the firm owes the next step. */
export const OPEN_MESSAGE_STATES: readonly MessageState[] = ["received", "asked_back", "held"];

/** By which code a message came. */
export const MESSAGE_CHANNELS = ["deputy_code", "station_code"] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** Who owes the message its next step. */
export const MESSAGE_OWNERS = ["deputy", "clerk", "county_supervisor", "city_supervisor"] as const;
export type MessageOwner = (typeof MESSAGE_OWNERS)[number];

/** Whom the holder may hand a message to: another deputy, or whoever finds the right place for it. */
export const HAND_ON_TARGETS = ["deputy", "clerk", "county_supervisor"] as const;
export type HandOnTarget = (typeof HAND_ON_TARGETS)[number];

/** With 请为我保密 a message is sealed: known to the city supervisor alone. */
export const MESSAGE_CONFIDENTIALITIES = ["open", "sealed"] as const;
export type MessageConfidentiality = (typeof MESSAGE_CONFIDENTIALITIES)[number];

/** Why a message is held back for somebody to look at first. It is never lost. */
export const HOLD_REASONS = ["trap_filled", "too_fast", "same_words", "too_many"] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** By what the sender's firm was recognised; null = unknown. */
export const FIRM_MATCHES = ["phone", "uscc", "name", "office"] as const;
export type FirmMatch = (typeof FIRM_MATCHES)[number];
