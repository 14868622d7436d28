import { useEffect } from "react";

/**
 * Keys of the desk beside those of every list (j, k, Enter): x ticks the row one is on, d opens its decision, r fetches the list anew.
 * Nothing happens while something is being typed.
 */
export function useDeskKeys(refresh: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
      if (typing !== null || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = document.activeElement?.closest("tbody tr");
      if (event.key === "x") row?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
      else if (event.key === "d") row?.querySelector<HTMLAnchorElement>("a[data-decide]")?.click();
      else if (event.key === "r") refresh();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [refresh]);
}
