/** A county with one of its units, in words: units of a county mostly bear its name already. */
export function unitOfCounty(county: string, unit: string | null): string {
  if (unit === null) return county;
  return unit.startsWith(county) ? unit : `${county} ${unit}`;
}
