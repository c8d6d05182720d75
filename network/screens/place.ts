import { useSearch } from '@tanstack/react-router'

export const TABS = ['desk', 'agreements', 'left', 'board'] as const
export type Tab = (typeof TABS)[number]

/** Where on the sharing pages the address stands. */
export interface Place {
  readonly tab: Tab
  /** Hash of an agreement's text, or the id of a dossier. */
  readonly of: string | null
  readonly act: string | null
}

const BASE = '/regional/sharing'

export function usePlace(): Place {
  const { tab, of, act } = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  return { tab: TABS.find((t) => t === tab) ?? 'desk', of: word(of), act: word(act) }
}

export function pathTo(tab: Tab, of?: string, act?: string): string {
  const query = new URLSearchParams({
    tab,
    ...(of === undefined ? {} : { of }),
    ...(act === undefined ? {} : { act }),
  })
  return `${BASE}?${query.toString()}`
}
