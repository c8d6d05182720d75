import type { LedgerEntry } from './contract/ledger-entry.ts'
import type { SourceDocument } from './contract/source-document.ts'
import entries from './opening.json' with { type: 'json' }

type Opening = Omit<LedgerEntry, 'corrects' | 'state'>
type Written = Omit<Opening, 'goal' | 'instrument' | 'item' | 'source'> & {
  readonly source: Omit<Opening['source'], 'record'>
}

/**
 * Public figures of the initiative, each with the document it stands in (US State Department, White House, GAO,
 * Congressional Research Service and others, as named). Cumulative figures are of different dates and bases: none is the
 * current total, and no two may be added.
 */
export const OPENING_ENTRIES: readonly Opening[] = (entries as readonly Written[]).map((entry) => ({
  ...entry,
  goal: null,
  instrument: null,
  item: null,
  source: { ...entry.source, record: null },
}))

/** The document an opening entry stands in, as it is registered; the same for all entries of one document. */
export function documentOf({ source }: Opening): { key: string; body: SourceDocument } {
  const { document, url, date } = source
  return {
    key: JSON.stringify([document, url, date]),
    body: {
      title: document,
      kind: url === null ? 'statement' : /gao|crs|report/i.test(document) ? 'report' : 'web-page',
      issuer: null,
      date,
      url,
      state: 'registered',
    },
  }
}
