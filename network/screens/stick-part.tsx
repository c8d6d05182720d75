import { apiMake, apiUpload } from '@basinet/console/api/client.ts'
import { useMe } from '@basinet/console/api/session.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { StatusMark, type Status } from '@basinet/console/parts/status-mark.tsx'
import { download } from '@basinet/console/parts/table/csv.ts'
import { Button } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import type { BundleTaken } from '../desk/bundle-http.ts'
import type { Desk } from '../desk/desk.ts'
import { BUNDLE_CARRIERS } from '../sharing/contract.ts'
import css from './desk.module.css'
import { useDesk } from './use-desk.ts'
import { useWords } from './words.ts'

/** As BUNDLE_BYTES_MAX, in MB: what is larger is not sent to the node at all. */
const FILE_MAX_MB = 68
const TOLD_MAX = 20

interface Told {
  readonly status: Status
  readonly text: string
}

/** What waits for a partner goes out as a file on a stick, and its files come in, when no link stands. */
export function StickPart(): ReactNode {
  const t = useWords()
  const me = useMe()
  const { data } = useDesk<{ readonly desk: Desk | null }>('desk')
  const desk = data?.desk ?? null
  if (desk === null || !me.roles.some((role) => BUNDLE_CARRIERS.includes(role))) return null
  return (
    <section aria-labelledby="desk-stick">
      <h2 id="desk-stick">{t('network.stick.title')}</h2>
      <p className="muted small">{t('network.stick.note')}</p>
      <Carry partners={desk.partners.map((p) => p.nation)} />
    </section>
  )
}

function Carry({ partners }: { partners: readonly string[] }): ReactNode {
  const t = useWords()
  const input = useRef<HTMLInputElement>(null)
  const { told, busy, write, take } = useCarrying()
  return (
    <>
      <div className={css['row']}>
        {partners.map((nation) => (
          <Button
            key={nation}
            variant="default"
            disabled={busy !== null}
            loading={busy === nation}
            onClick={() => void write(nation)}
          >
            {t('network.stick.write', { nation })}
          </Button>
        ))}
        <input
          ref={input}
          type="file"
          accept=".basinet"
          multiple
          hidden
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            event.target.value = ''
            void take(files)
          }}
        />
        <Button
          variant="default"
          disabled={busy !== null}
          loading={busy === ''}
          onClick={() => input.current?.click()}
        >
          {t('network.stick.take')}
        </Button>
      </div>
      <ul aria-live="polite" aria-label={t('network.stick.title')} className={css['told'] ?? ''}>
        {told.map(({ status, text }, i) => (
          <li key={told.length - i}>
            <StatusMark status={status}>{text}</StatusMark>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Newest first. `busy`: the nation a file is written for, or empty while files are taken in. */
function useCarrying() {
  const t = useWords()
  const format = useFormat()
  const failureText = useFailureText()
  const [told, setTold] = useState<readonly Told[]>([])
  const [busy, setBusy] = useState<string | null>(null)
  const tell = (...news: readonly Told[]): void => setTold((old) => [...news, ...old].slice(0, TOLD_MAX))
  const guarded = async (about: string, name: string | null, work: () => Promise<void>): Promise<void> => {
    setBusy(about)
    try {
      await work()
    } catch (error) {
      const text = failureText(error)
      tell({ status: 'critical', text: name === null ? text : `${name}: ${text}` })
    } finally {
      setBusy(null)
    }
  }
  const write = (to: string): Promise<void> =>
    guarded(to, to, async () => {
      const answer = await apiMake('/network/bundles/written', { to })
      const name = answer.headers.get('basinet-name') ?? `${to}.basinet`
      download(name, 'application/octet-stream', await answer.blob())
      const n = format.number(Number(answer.headers.get('basinet-messages')))
      tell({ status: 'good', text: t('network.stick.written', { name, n }) })
      if (answer.headers.get('basinet-more') === 'true')
        tell({ status: 'warning', text: t('network.stick.more') })
    })
  const takeOne = async (file: File): Promise<void> => {
    if (file.size > FILE_MAX_MB * 1_048_576)
      return tell({
        status: 'critical',
        text: `${file.name}: ${t('network.stick.big', { size: FILE_MAX_MB })}`,
      })
    const taken = (await (await apiUpload('/network/bundles/taken', file)).json()) as BundleTaken
    tell(...newsOf(taken, t, (value) => format.number(value)))
  }
  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files) await guarded('', file.name, () => takeOne(file))
  }
  return { told, busy, write, take }
}

function newsOf(
  { from: nation, serial, taken, refused, mended, missing }: BundleTaken,
  t: ReturnType<typeof useWords>,
  number: (n: number) => string,
): Told[] {
  const codes = [...new Set(refused.map((r) => r.code))].join(', ')
  return [
    { status: 'good', text: t('network.stick.taken', { nation, serial: number(serial), n: number(taken) }) },
    ...(refused.length === 0
      ? []
      : [
          {
            status: 'critical' as const,
            text: t('network.stick.refused', { n: number(refused.length), codes }),
          },
        ]),
    ...(mended.length === 0 ? [] : [{ status: 'warning' as const, text: t('network.stick.mended') }]),
    ...(missing === 0
      ? []
      : [{ status: 'warning' as const, text: t('network.stick.missing', { nation, n: number(missing) }) }]),
  ]
}
