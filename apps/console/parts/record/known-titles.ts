import { createContext, useContext } from 'react'

/**
 * Titles of records around the one on screen, from its thread. A reference takes its words from here: opening every
 * referred record just to print its name would be a read of each, in the audit log.
 */
const Context = createContext<ReadonlyMap<string, string>>(new Map())
export const KnownTitles = Context.Provider

export function useKnownTitle(id: string): string | undefined {
  return useContext(Context).get(id)
}
