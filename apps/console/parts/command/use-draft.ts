import { useEffect, useRef, useState } from 'react'
import { dropDraft, keepDraft, readDraft, type Draft } from '../form/draft.ts'

/** Writing pauses this long before it is kept. */
const PAUSE_MS = 400

export interface DraftState {
  readonly value: unknown
  readonly reason: string
  readonly commandId: string
  /** When it was last kept; null = not yet, or the browser refuses. */
  readonly keptAt: number | null
  /** It was found from before. */
  readonly restored: boolean
  readonly setValue: (next: (before: unknown) => unknown) => void
  readonly setReason: (reason: string) => void
  readonly renewCommandId: () => void
  readonly discard: () => void
  /** Throws the draft away and starts anew. */
  readonly reset: (value: unknown) => void
}

/** The form's content, kept through a crash, a lost link or a closed tab until it is sent or thrown away. */
export function useDraft(
  key: string,
  start: () => unknown,
  override: Readonly<Record<string, unknown>> = {},
): DraftState {
  const [before] = useState(() => readDraft(key))
  const [value, setValueState] = useState<unknown>(() => ({
    ...((before?.value ?? start()) as object),
    ...override,
  }))
  const [reason, setReason] = useState(before?.reason ?? '')
  const [commandId, setCommandId] = useState(() => before?.commandId ?? crypto.randomUUID())
  const [keptAt, setKeptAt] = useState<number | null>(before?.savedAt ?? null)
  const [restored, setRestored] = useState(before !== null)
  const touched = useRef(false)

  useEffect(() => {
    if (!touched.current) return undefined
    const timer = setTimeout(() => {
      const draft: Draft = { value, reason, commandId, savedAt: Date.now() }
      setKeptAt(keepDraft(key, draft) ? draft.savedAt : null)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key, value, reason, commandId])

  // The page may go within the pause: a session that ends, a link that is followed.
  const latest = useRef({ value, reason, commandId })
  useEffect(() => {
    latest.current = { value, reason, commandId }
  })
  useEffect(
    () => () => {
      if (touched.current) keepDraft(key, { ...latest.current, savedAt: Date.now() })
    },
    [key],
  )

  const discard = (): void => {
    touched.current = false
    dropDraft(key)
    setKeptAt(null)
    setRestored(false)
  }
  return {
    value,
    reason,
    commandId,
    keptAt,
    restored,
    discard,
    setValue: (next) => {
      touched.current = true
      setValueState(next)
    },
    setReason: (next) => {
      touched.current = true
      setReason(next)
    },
    renewCommandId: () => setCommandId(crypto.randomUUID()),
    reset: (fresh) => {
      discard()
      setValueState(fresh)
      setReason('')
      setCommandId(crypto.randomUUID())
    },
  }
}
