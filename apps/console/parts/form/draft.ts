import { readLocal, removeLocal, writeLocal } from '../../state/local.ts'

const PREFIX = 'basinet.draft.'

/** What was written and not yet sent. Kept in this browser only, under the person's id, until sent or thrown away. */
export interface Draft {
  readonly value: unknown
  readonly reason: string
  /** Sent with the command, so that sending again after a crash gets the first answer. */
  readonly commandId: string
  readonly savedAt: number
}

export const draftKey = (person: string, command: string, record: string | null): string =>
  `${PREFIX}${person}.${command}.${record ?? 'new'}`

function parse(value: unknown): Draft | null {
  const d = value as Partial<Draft> | null
  if (typeof d?.commandId !== 'string' || typeof d.savedAt !== 'number') return null
  return { value: d.value, reason: d.reason ?? '', commandId: d.commandId, savedAt: d.savedAt }
}

export const readDraft = (key: string): Draft | null => readLocal(key, parse)
export const keepDraft = (key: string, draft: Draft): boolean => writeLocal(key, draft)
export const dropDraft = (key: string): void => removeLocal(key)

/** At sign-out: the next person at this desk finds nothing. */
export function dropAllDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) removeLocal(key)
}
