import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { differencesOf, type Edition } from '../contract.ts'
import { useWords } from './words.ts'

type Kept = AnyRecord & { readonly body: Edition }
const SHOWN = 20

/** Published editions of a place, newest first, each with what it says otherwise than the one before. */
export function Editions({ place }: { place: string }): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: [...keys.lists('fact-sheet-edition'), place],
    queryFn: ({ signal }) =>
      apiGet<Page<Kept>>(
        '/records/fact-sheet-edition',
        { 'f.place': place, sort: '-number', limit: SHOWN },
        signal,
      ),
  })
  useScreenLabel(highestLabel((query.data?.items ?? []).map((record) => record.label)))
  return (
    <section>
      <h2>{w('fact-sheets.editions')}</h2>
      <QueryView query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{w('fact-sheets.none')}</p>
          ) : (
            <ul>
              {items.map((one, n) => (
                <li key={one.id}>
                  <PathLink to={`/programme/fact-sheets/fact-sheet-edition/${one.id}`}>
                    {w('fact-sheets.edition', { number: one.body.number, day: one.body.published })}
                  </PathLink>{' '}
                  <a
                    href={`/api/v1/fact-sheets/editions/${one.id}?form=pdf`}
                    target="_blank"
                    rel="noreferrer"
                  >
                    PDF
                  </a>
                  <Changes now={one.body} before={items[n + 1]?.body} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  )
}

function Changes({ now, before }: { now: Edition; before: Edition | undefined }): ReactNode {
  const w = useWords()
  if (before === undefined) return null
  const { added, gone, changed } = differencesOf(before.figures, now.figures)
  if (added.length + gone.length + changed.length === 0)
    return <p className="muted small">{w('fact-sheets.same')}</p>
  const entry = (id: string, printed: string): ReactNode => (
    <PathLink to={`/programme/funding/ledger-entry/${id}`}>{printed}</PathLink>
  )
  return (
    <ul className="small">
      {added.map((f) => (
        <li key={f.entry}>
          {w('fact-sheets.added')}: {entry(f.entry, f.printed)}
        </li>
      ))}
      {gone.map((f) => (
        <li key={f.entry}>
          {w('fact-sheets.gone')}: <s>{entry(f.entry, f.printed)}</s>
        </li>
      ))}
      {changed.map(({ before: was, now: is }) => (
        <li key={is.entry}>
          <s>{was.printed}</s> → {entry(is.entry, is.printed)}
        </li>
      ))}
    </ul>
  )
}
