import type { ReactNode } from 'react'

/** Saint Lucia: cerulean field, white-edged black triangle, gold triangle before it (Flag of Saint Lucia, 1967, as amended 2002). */
function SaintLucia(): ReactNode {
  return (
    <>
      <rect width="36" height="18" fill="#65cfff" />
      <path d="M18 1.8 24.8 16.2H11.2Z" fill="#fff" />
      <path d="M18 3.9 23.6 16.2H12.4Z" fill="#000" />
      <path d="M18 9.6 24.8 16.2H11.2Z" fill="#fcd116" />
    </>
  )
}

/** A nation's flag where we have drawn it; elsewhere its code, so that no wrong flag is ever shown. */
export function Flag({ nation, name }: { nation: string; name: string }): ReactNode {
  return (
    <svg
      width="28"
      height="18"
      viewBox="0 0 36 18"
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label={name}
      data-flag
    >
      {nation === 'LCA' ? (
        <SaintLucia />
      ) : (
        <>
          <rect width="36" height="18" fill="var(--b-sunken)" stroke="var(--b-line-strong)" />
          <text x="18" y="13" textAnchor="middle" fontSize="11" fontWeight="650" fill="var(--b-ink)">
            {nation}
          </text>
        </>
      )}
    </svg>
  )
}
