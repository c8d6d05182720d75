import type { Tx } from '@basinet/kernel/store'
import { CONCLUSIONS, type ConclusionWord } from './contract/conclusion.ts'

/** The first examiner's word; null until the second has concluded too. */
export async function firstWord(tx: Tx, comparison: string): Promise<ConclusionWord | null> {
  const { rows } = await tx.client.query<{ word: string | null }>(
    'SELECT basinet.fingerprint_first_word($1) AS word',
    [comparison],
  )
  return CONCLUSIONS.find((word) => word === rows[0]?.word) ?? null
}
