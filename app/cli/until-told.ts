/** Waits for SIGTERM or SIGINT; a second one ends the process at once. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    const told = () => {
      process.once("SIGTERM", () => process.exit(1));
      process.once("SIGINT", () => process.exit(1));
      resolve();
    };
    process.once("SIGTERM", told);
    process.once("SIGINT", told);
  });
}
