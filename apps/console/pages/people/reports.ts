import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { apiGet } from '../../api/client.ts'

export interface DutiesReport {
  readonly decided: number
  readonly both: readonly { person: string; made: number; approved: number }[]
  readonly mutual: readonly { a: string; b: string; count: number }[]
  readonly same: readonly { person: string; command: string; at: string }[]
}

export interface DormantAccount {
  readonly person: string
  readonly lastSignIn: string | null
  readonly days: number
}

export interface AccessFinding {
  readonly kind: string
  readonly roles?: readonly string[]
  readonly held?: string
  readonly post?: string
  readonly until?: string | null
}
export interface AccessRow {
  readonly person: string
  readonly findings: readonly AccessFinding[]
}

const YEAR_MS = 365 * 86_400_000

/** A report is either its rows or an object with `items`; both are read. */
const rowsOf = <T>(answer: readonly T[] | { items: readonly T[] }): readonly T[] =>
  'items' in answer ? answer.items : answer

export function useDuties(): UseQueryResult<DutiesReport> {
  return useQuery({
    queryKey: ['report', 'duties'],
    queryFn: () =>
      apiGet<DutiesReport>('/reports/duties', { from: new Date(Date.now() - YEAR_MS).toISOString() }),
  })
}

export function useDormant(): UseQueryResult<readonly DormantAccount[]> {
  return useQuery({
    queryKey: ['report', 'dormant'],
    queryFn: async () => rowsOf(await apiGet<DormantAccount[]>('/reports/dormant')),
  })
}

export function useAccess(): UseQueryResult<readonly AccessRow[]> {
  return useQuery({
    queryKey: ['report', 'access'],
    queryFn: async () => rowsOf(await apiGet<AccessRow[]>('/reports/access')),
  })
}
