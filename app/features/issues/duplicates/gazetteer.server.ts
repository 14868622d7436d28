import { type Gazetteer, gazetteerOf } from "#app/domain/text/places.ts";
import { COUNTIES, TOWNSHIPS } from "#db/seed/reference/divisions.ts";

let known: Gazetteer | undefined;

/** The places of the shipped divisions. */
export function shippedGazetteer(): Gazetteer {
  known ??= gazetteerOf(
    ["宜昌市", ...COUNTIES.map((county) => county.name)],
    TOWNSHIPS.map((township) => township.name),
  );
  return known;
}
