import { useNavigate, useSearch } from '@tanstack/react-router'

const NAMES = ['currency', 'nation', 'area', 'account', 'basis', 'donor', 'yearFrom', 'yearUntil'] as const
type Name = (typeof NAMES)[number] | 'view'
export type Filter = Readonly<Partial<Record<Name, string>>>

/** What of the ledger is looked at: kept in the address, so that it can be sent to somebody and printed. */
export function useFilter(): { filter: Filter; view: string; set: (change: Filter) => void } {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const filter = Object.fromEntries(
    NAMES.flatMap((name) =>
      search[name] === undefined || search[name] === '' ? [] : [[name, search[name]]],
    ),
  )
  return {
    filter,
    view: search['view'] ?? 'figures',
    set: (change) =>
      void navigate({
        to: '.',
        search: Object.fromEntries(
          Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== ''),
        ),
        replace: true,
      }),
  }
}
