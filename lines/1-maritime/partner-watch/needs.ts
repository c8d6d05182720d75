import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import {
  contactHandover,
  handoverAnswer,
  type ContactHandover,
  type HandoverAnswer,
} from './contract/contact-handover.ts'

const SHOWN_MAX = 50

/** Contacts that another watch hands over and this one has not answered. */
export const partnerWatchNeeds: NeedsSource = async (core, subject) => {
  if (!core.registry.typesOf(subject.roles).includes(contactHandover.type)) return []
  return readAs(core, subject, async (tx) => {
    const offered = await listRecords<ContactHandover>(tx, contactHandover, {
      filters: [
        { name: 'to', op: 'eq', value: core.nation },
        { name: 'state', op: 'eq', value: 'offered' },
      ],
      limit: SHOWN_MAX,
    })
    if (!offered.ok) throw new Error(`BUG: ${offered.error.message}`)
    const { items } = offered.value
    if (items.length === 0) return []
    const answers = await listRecords<HandoverAnswer>(tx, handoverAnswer, {
      filters: [{ name: 'about', op: 'in', value: items.map((r) => r.id) }],
      limit: 2 * SHOWN_MAX,
    })
    if (!answers.ok) throw new Error(`BUG: ${answers.error.message}`)
    const answered = new Set(answers.value.items.map((r) => r.body.about))
    return items
      .filter((r) => !answered.has(r.id) && r.label.owner !== core.nation)
      .map((r): Need => ({
        kind: 'handover',
        title: { key: 'needs.contact-handover', params: { name: r.body.name, owner: r.label.owner } },
        at: r.createdAt,
        dueAt: r.body.answerBy,
        severity: Date.parse(r.body.answerBy) < tx.at.getTime() ? 'critical' : 'warning',
        link: '/1-maritime/partner-watch?tab=handovers',
      }))
  })
}
