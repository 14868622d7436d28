import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { DeskFigures } from "../get-desk.query.server.ts";

/** How often an open desk asks for its figures. */
const EVERY_MS = 30_000;

/**
 * Figures that stay current while the desk is being read. Only numbers change in place; rows stay where they are until the reader
 * asks for them with `refresh`, and `changed` says that it would be worth it.
 */
export function useLiveFigures(first: DeskFigures): {
  figures: DeskFigures;
  changed: boolean;
  refresh: () => void;
} {
  const asked = useFetcher<{ figures: DeskFigures }>();
  const page = useRevalidator();
  const [shown, setShown] = useState(first);
  useEffect(() => setShown(first), [first]);
  useEffect(() => {
    if (asked.data) setShown(asked.data.figures);
  }, [asked.data]);
  const { load } = asked;
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") load("/desk/figures");
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [load]);
  const changed = JSON.stringify(shown) !== JSON.stringify(first);
  return { figures: shown, changed, refresh: page.revalidate };
}
