import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import { instrument, type Instrument } from './contract/instrument.ts'

/** Funds are told this long before they lapse; within the shorter time it is critical. */
const WARN_DAYS = 180
const CRITICAL_DAYS = 60
const SHOWN_MAX = 100
const DAY_MS = 86_400_000

/** Active instruments whose funds lapse soon, for those who keep them. */
export const fundingNeeds: NeedsSource = async (core, subject) => {
  if (!core.registry.typesOf(subject.roles).includes(instrument.type)) return []
  const now = core.now()
  const until = dayAfter(now, WARN_DAYS)
  return readAs(core, subject, async (tx) => {
    const page = await listRecords<Instrument>(tx, instrument, {
      filters: [
        { name: 'state', op: 'eq', value: 'active' },
        { name: 'fundsExpire', op: 'lte', value: until },
      ],
      limit: SHOWN_MAX,
    })
    if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
    return page.value.items.map(({ id, body, updatedAt }): Need => ({
      kind: 'task',
      title: { key: 'needs.instrument.expiry', params: { reference: body.reference, day: body.fundsExpire } },
      at: updatedAt,
      dueAt: `${body.fundsExpire}T00:00:00.000Z`,
      severity: body.fundsExpire <= dayAfter(now, CRITICAL_DAYS) ? 'critical' : 'warning',
      link: `/programme/funding/instrument/${id}`,
    }))
  })
}

const dayAfter = (from: Date, days: number): string =>
  new Date(from.getTime() + days * DAY_MS).toISOString().slice(0, 10)
