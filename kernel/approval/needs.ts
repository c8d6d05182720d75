import type { Static } from 'typebox'
import { readAs } from '../http/reading.ts'
import type { Need, NeedsSource } from '../http/needs.ts'
import { listRecords } from '../record/list.ts'
import { approval } from './contract.ts'

type Approval = Static<typeof approval.body>

/** Approvals and reviews waiting for somebody of this person's roles, other than the maker. */
export const approvalNeeds: NeedsSource = async (core, subject) => {
  if (!core.registry.typesOf(subject.roles).includes('approval')) return []
  const page = await readAs(core, subject, (tx) =>
    listRecords<Approval>(tx, approval as never, {
      filters: [{ name: 'state', op: 'eq', value: 'pending' }],
      limit: 100,
    }),
  )
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
    .filter((r) => r.body.maker !== subject.person && r.body.by.some((role) => subject.roles.includes(role)))
    .map((r): Need => ({
      kind: r.body.kind === 'review' ? 'review' : 'approval',
      title: { key: `needs.${r.body.kind}`, params: { command: r.body.command } },
      at: r.createdAt,
      ...(r.body.dueAt === null ? {} : { dueAt: r.body.dueAt }),
      severity:
        r.body.dueAt !== null && Date.parse(r.body.dueAt) < core.now().getTime() ? 'critical' : 'warning',
      link: `/node/approvals/approval/${r.id}`,
    }))
}
