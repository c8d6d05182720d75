import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import type { Finger, PrintQuality, TakenFinger } from '../../contract.ts'
import { pictureOf, useGive, type Stored } from '../data.ts'
import css from '../prints.module.css'
import { useWords } from '../words.ts'
import { keepPrint } from './keep-print.ts'

/** A card of whichever kind: both are filled alike. */
export type CardRecord = Stored<{ readonly fingers: readonly Finger[]; readonly state: string }>

/** Below this an officer is asked to take the print again; the engine's own scale, not that of ISO/IEC 29794-4. */
const POOR = 40

/** One finger: its print with what the engine says of it, or why there is none. */
export function FingerBox({ record, n }: { record: CardRecord; n: number }): ReactNode {
  const w = useWords()
  const finger = record.body.fingers.find((one) => one.finger === n)
  const [seen, setSeen] = useState<PrintQuality | null>(null)
  if (finger === undefined) return null
  const quality = finger.quality ?? seen
  const poor = quality !== null && (quality.value < POOR || quality.reasons.length > 0)
  return (
    <div className={css['finger']} data-quality={poor ? 'poor' : undefined}>
      <h3>{w(`fp.finger.${n as 1}`)}</h3>
      {finger.image === null ? (
        <div className={css['blank']}>{w(`value.status.${finger.status}`)}</div>
      ) : (
        <img src={pictureOf(finger.image, finger.part)} alt={w(`fp.finger.${n as 1}`)} />
      )}
      {quality !== null && <Quality quality={quality} poor={poor} />}
      {finger.problem !== null && <p className={css['problem']}>{finger.problem}</p>}
      {finger.remark !== null && <p className="small muted">{finger.remark}</p>}
      {record.body.state === 'open' && <Take record={record} finger={finger} seen={setSeen} />}
    </div>
  )
}

function Quality({ quality, poor }: { quality: PrintQuality; poor: boolean }): ReactNode {
  const w = useWords()
  return (
    <>
      <StatusMark status={poor ? 'warning' : 'good'}>
        {w('fp.quality-n', { n: quality.value, minutiae: quality.minutiae })}
      </StatusMark>
      {quality.reasons.map((reason) => (
        <p key={reason} className="small">
          {w(`value.reasons.${reason}`)}
        </p>
      ))}
    </>
  )
}

function Take({
  record,
  finger,
  seen,
}: {
  record: CardRecord
  finger: Finger
  seen: (quality: PrintQuality) => void
}): ReactNode {
  const w = useWords()
  const give = useGive()
  const input = useRef<HTMLInputElement>(null)
  const { busy, problem, act } = useAct()
  const set = (change: Partial<TakenFinger>): Promise<unknown> => {
    const { quality: _q, problem: _p, ...before } = finger
    return give(`${record.type}.set-fingers`, { fingers: [{ ...before, ...change }] }, record)
  }
  const take = (file: File): void =>
    void act(async () => {
      const image = await keepPrint(record, finger.finger, file, seen)
      await set({ status: 'taken', image, part: null, remark: null })
    })
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        data-finger={finger.finger}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) take(file)
        }}
      />
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => input.current?.click()}>
        {finger.image === null ? w('fp.take') : w('fp.take-again')}
      </Button>
      <Without
        busy={busy}
        leave={(status, remark) => void act(() => set({ status, image: null, part: null, remark }))}
      />
      {problem !== null && (
        <p role="alert" className={css['problem']}>
          {problem}
        </p>
      )}
    </>
  )
}

type Absent = Exclude<TakenFinger['status'], 'taken'>

/** Why there is no print of the finger. */
function Without({
  busy,
  leave,
}: {
  busy: boolean
  leave: (status: Absent, remark: string | null) => void
}): ReactNode {
  const w = useWords()
  const [remark, setRemark] = useState('')
  const [without, setWithout] = useState<Absent | ''>('')
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={w('fp.without')}
        data={[
          { value: '', label: w('fp.without') },
          ...(['missing', 'bandaged', 'not-taken'] as const).map((value) => ({
            value,
            label: w(`value.status.${value}`),
          })),
        ]}
        value={without}
        onChange={(event) => setWithout(event.target.value as Absent | '')}
      />
      {without !== '' && (
        <>
          <TextInput
            size="xs"
            aria-label={w('fp.why')}
            placeholder={w('fp.why')}
            maxLength={200}
            value={remark}
            onChange={(event) => setRemark(event.target.value)}
          />
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            onClick={() => leave(without, remark.trim() === '' ? null : remark.trim())}
          >
            {w('fp.set')}
          </Button>
        </>
      )}
    </>
  )
}
