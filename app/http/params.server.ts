const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ROW_ID = /^[1-9]\d{0,9}$/;
const LARGEST_ID = 2_147_483_647;

/** A part of the address that must be a UUID; anything else names no page. */
export function uuidParam(value: string | undefined): string {
  if (value === undefined || !UUID.test(value)) throw new Response(null, { status: 404 });
  return value.toLowerCase();
}

/** A part of the address that must be a row's number; anything else names no page. */
export function idParam(value: string | undefined): number {
  if (value === undefined || !ROW_ID.test(value) || Number(value) > LARGEST_ID)
    throw new Response(null, { status: 404 });
  return Number(value);
}

/** The page of a list that an address asks for by its keys; whatever it can't read is left out. */
export function pageParams(params: URLSearchParams): { after?: number; before?: number; last?: boolean } {
  const id = (name: string) => {
    const value = Number(params.get(name));
    return Number.isSafeInteger(value) && value > 0 && value <= 2_147_483_647 ? value : undefined;
  };
  return { after: id("after"), before: id("before"), last: params.get("page") === "last" };
}
