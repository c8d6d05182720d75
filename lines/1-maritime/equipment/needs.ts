import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import { KEEPER, SUPERVISION, INSPECTOR } from './contract/words.ts'
import { equipmentItem, type EquipmentItem } from './contract/item.ts'
import { findingsOf, type Finding } from './readiness/readiness.ts'

const SHOWN_MAX = 200
const UPKEEP: ReadonlySet<Finding['code']> = new Set(['grounded', 'overdue-stops', 'overdue', 'parts-short'])
const MINE: ReadonlySet<string> = new Set([KEEPER, ...SUPERVISION])

/** Upkeep that is overdue for who keeps the equipment, end-use inspections for who makes them. */
export const equipmentNeeds: NeedsSource = async (core, subject) => {
  const keeps = subject.roles.some((role) => MINE.has(role))
  const inspects = subject.roles.includes(INSPECTOR)
  if (!keeps && !inspects) return []
  return readAs(core, subject, async (tx) => {
    const filters = [{ name: 'state', op: 'eq' as const, value: 'active' }]
    const page = await listRecords<EquipmentItem>(tx, equipmentItem, { filters, limit: SHOWN_MAX })
    if (!page.ok) throw new Error('BUG: equipment could not be listed')
    return page.value.items.flatMap(({ id, title, createdAt, body }): Need[] =>
      findingsOf(body, tx.at.getTime())
        .filter(({ code }) => (keeps && UPKEEP.has(code)) || (code === 'inspection-due' && inspects))
        .slice(0, 1)
        .map(({ code, text }) => ({
          kind: 'task',
          title: { key: `needs.equipment-${code}`, params: { title, text } },
          at: createdAt,
          severity: code === 'grounded' || code === 'overdue-stops' ? 'critical' : 'warning',
          link: `/1-maritime/equipment/equipment-item/${id}`,
        })),
    )
  })
}
