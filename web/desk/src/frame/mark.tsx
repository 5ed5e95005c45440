/** The mark: a voice, and what comes back. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="7" cy="16" r="3.4" fill="#f2b84b" />
      <g fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round">
        <path d="M13 10.5a8 8 0 0 1 0 11" />
        <path d="M18 7a13 13 0 0 1 0 18" opacity=".75" />
        <path d="M23 4.5a17.5 17.5 0 0 1 0 23" opacity=".45" />
      </g>
    </svg>
  )
}
