import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import { isOverdue } from './balance.ts'
import { item, type Item } from './contract/item.ts'

const SOON_DAYS = 14
const SHOWN_MAX = 50
const DAY_MS = 86_400_000

/** What this node's nation owes and is due within two weeks, or past it. */
export const dialogueNeeds: NeedsSource = async (core, subject) => {
  if (!core.registry.typesOf(subject.roles).includes(item.type)) return []
  const today = core.now().toISOString().slice(0, 10)
  const until = new Date(core.now().getTime() + SOON_DAYS * DAY_MS).toISOString().slice(0, 10)
  const page = await readAs(core, subject, (tx) =>
    listRecords<Item>(tx, item, {
      filters: [
        { name: 'state', op: 'eq', value: 'open' },
        { name: 'owes', op: 'eq', value: core.nation },
        { name: 'due', op: 'lte', value: until },
      ],
      limit: SHOWN_MAX,
    }),
  )
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items.map(({ id, title, body, updatedAt }): Need => ({
    kind: 'deadline',
    title: { key: 'needs.dialogue-item.due', params: { what: title, to: body.owedTo } },
    at: updatedAt,
    ...(body.due === null ? {} : { dueAt: `${body.due}T00:00:00.000Z` }),
    severity: isOverdue(body, today) ? 'critical' : 'warning',
    link: `/programme/dialogue/dialogue-item/${id}`,
  }))
}
