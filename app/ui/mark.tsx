/** The mark of the house: an arch that joins two ends, and the water below it. */
export function Mark(props: { size?: number }) {
  const size = props.size ?? 28;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#0b6e6e" />
      <path
        d="M8.5 18.5a7.5 7.5 0 0 1 15 0"
        fill="none"
        stroke="#fff"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="8.5" cy="18.5" r="3" fill="#fff" />
      <circle cx="23.5" cy="18.5" r="3" fill="#fff" />
      <path d="M8 25.5h16" stroke="#bde6e5" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
