function quoteText(value: string): string {
  if (value.includes("\0")) throw new Error("a setting holds a NUL character");
  const doubled = value.replaceAll("'", "''");
  return doubled.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
}

const INSTANT = `to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as began`;

/** BEGIN, the settings (local to the transaction) and the instant of the beginning as `began`, in one message. */
export function beginText(mode: string, settings: Record<string, string>): string {
  const local = Object.entries(settings).map(([key, value]) => {
    if (!/^[a-z_]+(\.[a-z_]+)?$/.test(key)) throw new Error(`${key} can't be the name of a setting`);
    return `set_config('${key}', ${quoteText(value)}, true)`;
  });
  return `begin ${mode}; select ${[INSTANT, ...local].join(", ")}`;
}
