import { loadCapabilityMessages } from '@basinet/console/i18n/i18n.ts'
import { useEffect } from 'react'
import type { AgreementGround } from '../desk/ground.ts'
import { useOnce } from './use-desk.ts'

/** Names of every kind that may travel: a lawyer speaks of records of lines that are not open to them. */
export function useKindWords(): void {
  const { data } = useOnce<AgreementGround>('agreements/ground')
  useEffect(() => {
    if (data !== undefined) void loadCapabilityMessages([...new Set(data.kinds.map((k) => k.capability))])
  }, [data])
}
