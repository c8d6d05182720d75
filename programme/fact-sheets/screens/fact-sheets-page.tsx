import { apiGet } from '@basinet/console/api/client.ts'
import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { nameOf, useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Sheet } from '../contract.ts'
import { Editions } from './editions.tsx'
import { Results } from './results.tsx'
import { useWords } from './words.ts'
import css from './fact-sheets.module.css'

const PLACES = [
  'ATG',
  'BHS',
  'BRB',
  'DMA',
  'DOM',
  'GRD',
  'GUY',
  'JAM',
  'KNA',
  'LCA',
  'SUR',
  'TTO',
  'VCT',
  'REGION',
] as const
const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const

/** The sheet as it would be published now, each figure a link to its entry; editions and what changed. */
export function FactSheetsPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const me = useMe()
  const { data: catalogue } = useCatalogue()
  const [place, setPlace] = useState<string>(me.node.nation)
  const [lang, setLang] = useState<string>('en')
  const query = useQuery({
    queryKey: [...keys.lists('ledger-entry'), ...keys.lists('published-result'), 'fact-sheet', place, lang],
    queryFn: ({ signal }) => apiGet<Sheet>(`/fact-sheets/${place}`, { lang }, signal),
  })
  const address = (form: string): string => `/api/v1/fact-sheets/${place}?lang=${lang}&form=${form}`
  return (
    <>
      <PageHead
        title={name('capability.fact-sheets.name', 'Fact sheets')}
        note={name('capability.fact-sheets.note', '')}
        actions={
          catalogue?.commands['fact-sheet-edition.publish']?.allowed === true && (
            <PathLink to={`/programme/fact-sheets/fact-sheet-edition/new/publish?set.place=${place}`}>
              {w('command.fact-sheet-edition.publish.name')}
            </PathLink>
          )
        }
      />
      <div className={css['page']}>
        <div className={css['bar']}>
          <NativeSelect
            label={w('field.place')}
            data={[...PLACES]}
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
          <NativeSelect
            label={w('fact-sheets.language')}
            data={LANGUAGES.map((value) => ({ value, label: nameOf(`value.language.${value}`, value) }))}
            value={lang}
            onChange={(event) => setLang(event.currentTarget.value)}
          />
          <a href={address('pdf')} target="_blank" rel="noreferrer">
            {w('fact-sheets.pdf')}
          </a>
          <a href={address('html')} target="_blank" rel="noreferrer">
            {w('fact-sheets.web')}
          </a>
        </div>
        <Editions place={place} />
        <QueryView query={query}>{(sheet) => <Preview sheet={sheet} />}</QueryView>
      </div>
    </>
  )
}

interface Printed {
  readonly text: string
  readonly record: string
}

function Preview({ sheet }: { sheet: Sheet }): ReactNode {
  const w = useWords()
  return (
    <section className={css['sheet']} aria-labelledby="sheet" lang={sheet.language}>
      <h2 id="sheet">
        {w('fact-sheets.now')}: {sheet.place}
      </h2>
      {sheet.draft !== '' && <p className="muted small">{sheet.draft}</p>}
      <Amounts amounts={sheet.totals} />
      <Amounts
        amounts={sheet.bars.map((bar) => ({ record: bar.record, text: `FY${bar.year}: ${bar.text}` }))}
      />
      <Results charts={sheet.results} />
      {sheet.sections.map((section) => (
        <div key={section.id}>
          {section.heading !== '' && <h3>{section.heading}</h3>}
          {section.items.map((item) => (
            <div key={item.id}>
              <p>
                {item.heading !== null && <strong>{item.heading}. </strong>}
                {item.text}
              </p>
              {item.amounts !== null &&
                (item.amounts.length === 0 ? (
                  <p className="muted small">{w('fact-sheets.not-published')}</p>
                ) : (
                  <Amounts amounts={item.amounts} />
                ))}
            </div>
          ))}
        </div>
      ))}
    </section>
  )
}

/** Each printed number leads to its entry, and the entry to its document. */
function Amounts({ amounts }: { amounts: readonly Printed[] }): ReactNode {
  return (
    <ul>
      {amounts.map((amount) => (
        <li key={amount.record}>
          <PathLink to={`/programme/funding/ledger-entry/${amount.record}`}>{amount.text}</PathLink>
        </li>
      ))}
    </ul>
  )
}
