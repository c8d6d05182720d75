import type { LedgerEntry } from './contract/ledger-entry.ts'
import entries from './opening.json' with { type: 'json' }

/**
 * Public figures of the initiative, each with the document it stands in (US State Department, White House, GAO,
 * Congressional Research Service and others, as named). Cumulative figures are of different dates and bases: none is the
 * current total, and no two may be added.
 */
export const OPENING_ENTRIES = entries as readonly Omit<LedgerEntry, 'corrects' | 'state'>[]
