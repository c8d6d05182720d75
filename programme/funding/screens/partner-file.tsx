import { sendCommand } from '@basinet/console/api/command.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { Button, FileButton, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { AREAS, type ActivityFacts } from '../contract.ts'
import { previewActivities, type Preview } from '../iati/partner.ts'
import { useAmount } from './amount-text.ts'
import { useWords } from './words.ts'
import css from './funding.module.css'

/** Activities a command takes at once, and rows drawn. */
const BATCH = 200
const SHOWN = 100

/** Activities of others from an IATI file: read here, looked at, placed, then sent. Nothing is left out unsaid. */
export function PartnerFile(): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  const [opened, setOpened] = useState<{ file: string; preview: Preview } | null>(null)
  const open = (file: File | null): void => {
    if (file === null) return
    setOpened(null)
    void previewActivities(chunksOf(file)).then((preview) => setOpened({ file: file.name, preview }))
  }
  return (
    <div className={css['page']}>
      <p className={css['prose']}>{w('iati.about')}</p>
      <p className={css['links']}>
        {catalogue?.commands['partner-activity.import']?.allowed === true && (
          <FileButton onChange={open} accept=".xml,application/xml,text/xml">
            {(props) => <Button {...props}>{w('iati.choose')}</Button>}
          </FileButton>
        )}
        <PathLink to="/programme/funding/partner-activity">{w('iati.list')}</PathLink>
      </p>
      {opened !== null && <Read key={opened.file} {...opened} />}
    </div>
  )
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

interface Done {
  readonly taken: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: readonly { readonly line: number; readonly message: string }[]
}
type Row = ActivityFacts & { readonly line: number }

function Read({ file, preview }: { file: string; preview: Preview }): ReactNode {
  const w = useWords()
  const failure = useFailureText()
  const queries = useQueryClient()
  /** Areas a person gave to purpose codes that name none. */
  const [areas, setAreas] = useState<Readonly<Record<string, string>>>({})
  const rows = preview.activities.flatMap(({ line, facts }): Row[] =>
    facts === null ? [] : [{ ...facts, area: facts.area ?? areaBy(facts.sectors, areas), line }],
  )
  const send = useMutation({
    mutationFn: () => sendAll(file, rows),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.lists('partner-activity') }),
  })
  if (send.isSuccess) return <Outcome done={send.data} />
  const bad = preview.activities.length - rows.length
  return (
    <>
      {preview.fault !== null && (
        <p role="alert" className={css['problem']}>
          {w('iati.broken', { ...preview.fault })}
        </p>
      )}
      {preview.more > 0 && <p role="alert">{w('iati.more', { n: preview.more })}</p>}
      <h2>{w('iati.read', { read: preview.activities.length, good: rows.length, bad })}</h2>
      <Areas preview={preview} areas={areas} change={setAreas} />
      {rows.length > 0 && <Activities rows={rows} />}
      <Left preview={preview} />
      {send.isError && (
        <p role="alert" className={css['problem']}>
          {failure(send.error)}
        </p>
      )}
      <div>
        <Button onClick={() => send.mutate()} loading={send.isPending} disabled={rows.length === 0}>
          {w('iati.send', { n: rows.length })}
        </Button>
      </div>
    </>
  )
}

/** The one area that a person gave to its codes; null where they gave none or several. */
function areaBy(sectors: readonly string[], areas: Readonly<Record<string, string>>): ActivityFacts['area'] {
  const given = new Set(sectors.flatMap((code) => areas[code] ?? []).filter((area) => area !== ''))
  const [only] = given
  return given.size === 1 ? (AREAS.find((area) => area === only) ?? null) : null
}

async function sendAll(file: string, rows: readonly Row[]): Promise<Done> {
  const sum = { taken: 0, updated: 0, unchanged: 0, refused: [] as Done['refused'] }
  for (let at = 0; at < rows.length; at += BATCH) {
    const receipt = await sendCommand({
      name: 'partner-activity.import',
      commandId: crypto.randomUUID(),
      input: { file: file.slice(0, 200), activities: rows.slice(at, at + BATCH) },
    })
    const done = receipt.output as Done
    sum.taken += done.taken
    sum.updated += done.updated
    sum.unchanged += done.unchanged
    sum.refused = [...sum.refused, ...done.refused]
  }
  return sum
}

/** Purpose codes of activities without an area, each to be given one. */
function Areas({
  preview,
  areas,
  change,
}: {
  preview: Preview
  areas: Readonly<Record<string, string>>
  change: (areas: Readonly<Record<string, string>>) => void
}): ReactNode {
  const w = useWords()
  const name = useNames()
  const open = preview.activities.flatMap(({ facts }) => (facts?.area === null ? facts.sectors : []))
  const codes = [...new Set(open)].toSorted().slice(0, 40)
  if (codes.length === 0) return null
  return (
    <div className={css['links']}>
      {codes.map((code) => (
        <NativeSelect
          key={code}
          label={w('iati.area-set', { code })}
          value={areas[code] ?? ''}
          onChange={(event) => change({ ...areas, [code]: event.currentTarget.value })}
          data={[
            { value: '', label: w('iati.area-none') },
            ...AREAS.map((area) => ({
              value: area,
              label: name(`record.ledger-entry.value.area.${area}`, area),
            })),
          ]}
        />
      ))}
    </div>
  )
}

function Activities({ rows }: { rows: readonly Row[] }): ReactNode {
  const w = useWords()
  const name = useNames()
  const amount = useAmount()
  const field = (of: string): string => name(`record.partner-activity.field.${of}`, of)
  return (
    <>
      <Plain
        caption={w('funding.view.partners')}
        head={[
          field('line'),
          field('title'),
          field('donor'),
          field('nations'),
          field('area'),
          field('amounts'),
        ]}
        rows={rows.slice(0, SHOWN).map((row) => ({
          key: `${row.line}`,
          cells: [
            row.line,
            <span key="title">
              {row.title}
              <br />
              <span className="muted small">{row.identifier}</span>
            </span>,
            row.donor,
            [...row.nations.map((n) => n.nation), ...(row.regional ? [w('funding.region')] : [])].join(', '),
            row.area === null ? '–' : name(`record.ledger-entry.value.area.${row.area}`, row.area),
            row.amounts.length === 0
              ? '–'
              : row.amounts.map((a) => (
                  <div key={`${a.kind} ${a.currency}`}>
                    {name(`record.partner-activity.value.amounts.kind.${a.kind}`, a.kind)}{' '}
                    {amount(a.amount, a.currency)}
                  </div>
                )),
          ],
        }))}
      />
      {rows.length > SHOWN && <p className="muted">{w('iati.shown', { n: SHOWN })}</p>}
    </>
  )
}

/** Every activity that is not taken and every part that is left out, with its line and reason. */
function Left({ preview }: { preview: Preview }): ReactNode {
  const w = useWords()
  const name = useNames()
  const found = preview.activities.flatMap((activity) =>
    activity.findings.map((finding) => ({ ...finding, of: activity.title || activity.identifier })),
  )
  if (found.length === 0) return null
  const field = (of: string): string => name(`record.partner-activity.field.${of}`, of)
  return (
    <details open={found.length <= SHOWN}>
      <summary>
        {w('iati.left')} ({found.length})
      </summary>
      <Plain
        caption={w('iati.left')}
        head={[field('line'), field('title'), name('import.value', ''), name('import.reason', '')]}
        rows={found.map((finding, n) => ({
          key: String(n),
          cells: [finding.line, finding.of, finding.value, w(`iati.finding.${finding.code}`)],
        }))}
      />
    </details>
  )
}

function Outcome({ done }: { done: Done }): ReactNode {
  const w = useWords()
  const name = useNames()
  return (
    <div role="status">
      <h2>{w('iati.done', { ...done, refused: done.refused.length })}</h2>
      {done.refused.length > 0 && (
        <Plain
          caption={w('iati.left')}
          head={[name('record.partner-activity.field.line', ''), name('import.reason', '')]}
          rows={done.refused.map((r) => ({ key: String(r.line), cells: [r.line, r.message] }))}
        />
      )}
    </div>
  )
}
