import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** A code that opens the record on this node; drawn here, nothing is asked of anybody. */
export function Qr({ text, label, size }: { text: string; label: string; size: number }): ReactNode {
  const { data } = useQuery({
    queryKey: ['qr', text],
    queryFn: async () => {
      const { toString } = await import('qrcode')
      return toString(text, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
    },
    staleTime: 'static',
  })
  if (data === undefined) return <span style={{ width: size, height: size }} />
  return (
    <img
      src={`data:image/svg+xml;utf8,${encodeURIComponent(data)}`}
      alt={label}
      width={size}
      height={size}
      style={{ background: '#fff' }}
    />
  )
}

/** Address of an exhibit for a camera: it holds nothing but the identifier, and the node asks who reads it. */
export const addressOf = (id: string): string => `${location.origin}/records/exhibit/${id}`
