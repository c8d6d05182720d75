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
  const amounts = differencesOf(before.figures, now.figures)
  const results = differencesOf(before.results, now.results)
  const said = [amounts, results].some(
    ({ added, gone, changed }) => added.length + gone.length + changed.length > 0,
  )
  if (!said) return <p className="muted small">{w('fact-sheets.same')}</p>
  return (
    <ul className="small">
      <Differences of={amounts} base="/programme/funding/ledger-entry" />
      <Differences of={results} base="/programme/results/published-result" />
    </ul>
  )
}

/** @param base address of the records the figures stand in */
function Differences({ of, base }: { of: ReturnType<typeof differencesOf>; base: string }): ReactNode {
  const w = useWords()
  const link = (id: string, printed: string): ReactNode => <PathLink to={`${base}/${id}`}>{printed}</PathLink>
  return (
    <>
      {of.added.map((f) => (
        <li key={f.entry}>
          {w('fact-sheets.added')}: {link(f.entry, f.printed)}
        </li>
      ))}
      {of.gone.map((f) => (
        <li key={f.entry}>
          {w('fact-sheets.gone')}: <s>{link(f.entry, f.printed)}</s>
        </li>
      ))}
      {of.changed.map(({ before: was, now: is }) => (
        <li key={is.entry}>
          <s>{was.printed}</s> → {link(is.entry, is.printed)}
        </li>
      ))}
    </>
  )
}
