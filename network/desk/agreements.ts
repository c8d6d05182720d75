import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asPlainText, stateOf, type Agreement, type AgreementState } from '../agreements/index.ts'
import type { Db } from '../node/db.ts'
import { loadState } from '../node/state.ts'
import { toHex } from '../wire/index.ts'

export interface AgreementRow {
  readonly hash: string
  readonly id: string
  readonly version: number
  readonly title: string
  readonly state: AgreementState
  readonly parties: readonly string[]
  readonly signed: readonly string[]
  readonly kinds: readonly { readonly type: string; readonly mode: string }[]
  readonly purposes: readonly string[]
  readonly exercise: boolean
  readonly validFrom: string
  readonly validUntil: string | null
}

async function held(db: Db, me: string, at: Date): Promise<Agreement[]> {
  const loaded = await loadState(db, me, at.getTime())
  return loaded.ok ? (loaded.value?.agreements ?? []).map((a) => a.agreement) : []
}

/** The agreements this node holds, whatever their state. */
export async function readAgreements(db: Db, me: string, at: Date): Promise<AgreementRow[]> {
  return (await held(db, me, at)).map((agreement) => {
    const { text, hash, signatures } = agreement
    return {
      hash: toHex(hash),
      id: text.id,
      version: text.version,
      title: text.title,
      state: stateOf(agreement),
      parties: text.parties,
      signed: [...signatures.keys()].toSorted(),
      kinds: text.kinds.map(({ type, mode }) => ({ type, mode })),
      purposes: text.purposes,
      exercise: text.exercise,
      validFrom: new Date(text.validFrom).toISOString(),
      validUntil: text.validUntil === null ? null : new Date(text.validUntil).toISOString(),
    }
  })
}

export const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
export type Language = (typeof LANGUAGES)[number]

/** An agreement as a lawyer reads it, for a printer; null where there is none of this hash. */
export async function readAgreementText(
  db: Db,
  me: string,
  at: Date,
  hash: string,
  language: Language,
): Promise<string | null> {
  const found = (await held(db, me, at)).find((a) => toHex(a.hash) === hash)
  if (found === undefined) return null
  const file = join(import.meta.dirname, '../messages', `${language}.json`)
  const words = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  return asPlainText(found.text, (key, values = {}) =>
    (words[`network.agreement.${key}`] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    ),
  )
}
