import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import { instrument, type Instrument } from './contract/instrument.ts'
import { lapseAlarm, type LapseAlarm } from './contract/lapse-alarm.ts'

/** Funds are told this long before they lapse; within the shorter time it is critical. */
const WARN_DAYS = 180
const CRITICAL_DAYS = 60
const SHOWN_MAX = 100
const DAY_MS = 86_400_000

/** Funds that lapse soon: the alarms nobody has answered, and instruments no alarm was raised for yet. */
export const fundingNeeds: NeedsSource = async (core, subject) => {
  if (!core.registry.typesOf(subject.roles).includes(lapseAlarm.type)) return []
  const now = core.now()
  const until = dayAfter(now, WARN_DAYS)
  return readAs(core, subject, async (tx) => {
    const alarms = await listRecords<LapseAlarm>(tx, lapseAlarm, { sort: 'fundsExpire', limit: SHOWN_MAX })
    const page = await listRecords<Instrument>(tx, instrument, {
      filters: [
        { name: 'state', op: 'eq', value: 'active' },
        { name: 'fundsExpire', op: 'lte', value: until },
      ],
      limit: SHOWN_MAX,
    })
    if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
    if (!alarms.ok) throw new Error(`BUG: ${alarms.error.message}`)
    const told = new Set(alarms.value.items.map(({ body }) => `${body.instrument} ${body.fundsExpire}`))
    const need = (link: string, reference: string, day: string, at: string): Need => ({
      kind: 'deadline',
      title: { key: 'needs.instrument.expiry', params: { reference, day } },
      at,
      dueAt: `${day}T00:00:00.000Z`,
      severity: day <= dayAfter(now, CRITICAL_DAYS) ? 'critical' : 'warning',
      link,
    })
    return [
      ...alarms.value.items
        .filter(({ body }) => body.state === 'raised')
        .map(({ id, body, updatedAt }) =>
          need(`/programme/funding/lapse-alarm/${id}`, body.reference, body.fundsExpire, updatedAt),
        ),
      ...page.value.items
        .filter(({ id, body }) => !told.has(`${id} ${body.fundsExpire}`))
        .map(({ id, body, updatedAt }) =>
          need(`/programme/funding/instrument/${id}`, body.reference, body.fundsExpire, updatedAt),
        ),
    ]
  })
}

const dayAfter = (from: Date, days: number): string =>
  new Date(from.getTime() + days * DAY_MS).toISOString().slice(0, 10)
