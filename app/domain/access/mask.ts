/** A phone number as one may read it who needs to recognise it, not to call it: the middle digits hidden. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null;
  return phone.length < 7 ? "*".repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** A person's name with all but its first character hidden. */
export function maskName(name: string): string {
  const [first = ""] = name;
  return first === "" ? "" : `${first}${"*".repeat(Math.max(1, [...name].length - 1))}`;
}
