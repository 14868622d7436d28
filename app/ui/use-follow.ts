import { useLocation, useNavigate } from "@remix-run/react";
import type { MouseEvent } from "react";

/** Whether a click means "open here": the main button, and no key that asks for another tab or window. */
export function opensHere(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/**
 * What a plain `<a>` within the app calls on a click, so that it changes the page as a `Link` does. A `Link` asks for its address, place
 * and prefetching while it is rendered: twenty of them in the navigation cost a third of a list's rendering, this costs nothing there.
 */
export function useFollow(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return (event) => {
    if (!opensHere(event) || event.defaultPrevented) return;
    event.preventDefault();
    const to = event.currentTarget.getAttribute("href") ?? "";
    navigate(to, { replace: to === pathname + search });
  };
}
