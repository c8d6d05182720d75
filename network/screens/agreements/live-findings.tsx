import { apiSend } from '@basinet/console/api/client.ts'
import { useForm } from '@basinet/console/parts/form/context.ts'
import { getAt } from '@basinet/console/parts/form/paths.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { TermsFinding } from '../../agreements/findings.ts'
import { FindingsList } from './findings-list.tsx'

const PAUSE_MS = 600

/** What stands against offering the terms as they are written now; asked of the node, which knows kinds and members. */
export function LiveFindings(): ReactNode {
  const { value } = useForm()
  const terms = getAt(value, 'terms')
  const written = JSON.stringify(terms)
  const [asked, setAsked] = useState(written)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(written), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [written])
  const { data } = useQuery({
    queryKey: ['network', 'check', asked],
    queryFn: () =>
      apiSend<{ findings: readonly TermsFinding[] | null }>('POST', '/network/agreements/check', {
        terms: JSON.parse(asked) as unknown,
      }),
    retry: false,
  })
  const findings = data?.findings ?? null
  return findings === null ? null : <FindingsList findings={findings} links />
}
