import { useEffect } from "react";

/**
 * Keys of an issue's page: e goes to what one may do, t to the timeline, p prints. Nothing happens while something is being typed.
 */
export function useIssueKeys(): void {
  useEffect(() => {
    const go = (selector: string) => {
      const target = document.querySelector<HTMLElement>(selector);
      target?.scrollIntoView({ block: "nearest" });
      target?.focus();
    };
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (target.closest("input, textarea, select, [contenteditable]")) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "e")
        go(
          "#actions input:not([type=hidden]), #actions textarea, #actions select, #actions button, #actions summary",
        );
      else if (event.key === "t") go("#timeline a, #timeline");
      else if (event.key === "p") window.print();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
