/** A path of this site to go back to, or `fallback`: whatever could lead elsewhere is not followed. */
export function safePath(value: unknown, fallback = "/"): string {
  if (typeof value !== "string" || value.length > 2000) return fallback;
  const leadsElsewhere = !value.startsWith("/") || /^\/[/\\]/.test(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so "/\t/elsewhere" leaves the site
  if (leadsElsewhere || /[\u0000-\u0020\u007f\\]/.test(value)) return fallback;
  return value;
}
