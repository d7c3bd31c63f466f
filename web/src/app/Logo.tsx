/** A track that parts in two, with the lever at the point where it does. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#12343b" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M6 22h20" stroke="#7d9aa0" />
        <path d="M6 22h4c6 0 6-12 12-12h4" stroke="#5ad1b8" />
      </g>
      <circle cx="10.5" cy="22" r="3" fill="#fff" />
    </svg>
  )
}
