/** One message: a sentence with `{{named}}` gaps, or two where the language tells one from many by `count`. */
export type Message = string | { readonly one: string; readonly other: string };

/** A flat dictionary of one noun. */
export type Dictionary = Readonly<Record<string, Message>>;

type GapsOf<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | GapsOf<Rest> : never;

/** What a message needs filled in; nothing is demanded where the text is not known to the compiler. */
export type ParamsOf<Text> = { [Name in GapsOf<Text>]: string | number };

/** Names of the gaps of a message, sorted, for comparing languages. */
export function gapsOf(message: Message): string[] {
  const texts = typeof message === "string" ? [message] : [message.one, message.other];
  const names = texts.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ""));
  return [...new Set(names)].sort();
}
