/** The mark of the house: a bridge with its arch over the water. */
export function Mark(props: { size?: number }) {
  const size = props.size ?? 28;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0b6e6e" />
      <path
        d="M5.5 16c3.5-3.7 7-5.5 10.5-5.500S23 12.3 26.5 16M9.5 24a6.5 6.5 0 0 1 13 0"
        fill="none"
        stroke="#fff"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path d="M5.5 24h21" stroke="#99d4d3" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
