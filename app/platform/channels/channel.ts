/** One message as a channel carries it; the words are made already. `url` opens the app and needs a click and a sign-in. */
export type Message = { to: string; subject: string; text: string; url: string };

/** A channel out of the office: carries one message or throws with a sentence that says why not. */
export type Carrier = {
  /** Reaches a person at an address of their own (`Message.to`), or posts into a room. */
  personal: boolean;
  carry: (message: Message) => Promise<void>;
};

/** Longest a carrier waits for its server. */
export const CARRY_TIMEOUT_MS = 10_000;
