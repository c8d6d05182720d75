import { loadCapabilityMessages } from '@basinet/console/i18n/i18n.ts'
import { useEffect, useState } from 'react'
import type { AgreementGround } from '../desk/ground.ts'
import { useOnce } from './use-desk.ts'

/**
 * Words of agreements, which nobody else needs at sign-in, and names of every kind that may travel: a lawyer speaks of records of
 * lines that are not open to them. False until the first are there.
 */
export function useSharingWords(): boolean {
  const [ready, setReady] = useState(false)
  const { data } = useOnce<AgreementGround>('agreements/ground')
  useEffect(() => {
    void loadCapabilityMessages(['regional/agreements']).then(() => setReady(true))
  }, [])
  useEffect(() => {
    if (data !== undefined) void loadCapabilityMessages([...new Set(data.kinds.map((k) => k.capability))])
  }, [data])
  return ready
}
