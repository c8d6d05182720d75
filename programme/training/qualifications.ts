import { listRecords } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { certificate, type Certificate } from './contract/certificate.ts'

/** A qualification in date, as tasking and vetting read it. */
export interface Qualification {
  readonly code: string
  readonly holder: string
  readonly validFrom: string
  readonly validUntil: string | null
  readonly certificate: string
}

const HELD_MAX = 200

/** What a person holds on a day, read as the subject of the transaction: certificates valid, begun and not run out. */
export async function qualificationsOf(tx: Tx, holder: string, day: string): Promise<Qualification[]> {
  const page = await listRecords<Certificate>(tx, certificate, {
    filters: [
      { name: 'holder', op: 'eq', value: holder },
      { name: 'state', op: 'eq', value: 'valid' },
    ],
    limit: HELD_MAX,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
    .filter(({ body }) => inDate(body, day))
    .map(({ id, body: { code, validFrom, validUntil } }) => ({
      code,
      holder,
      validFrom,
      validUntil,
      certificate: id,
    }))
}

/** Valid on the day it begins, and no longer on the day it ends. */
export const inDate = (c: Pick<Certificate, 'validFrom' | 'validUntil'>, day: string): boolean =>
  c.validFrom <= day && (c.validUntil === null || day < c.validUntil)
