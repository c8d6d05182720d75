import type { Static } from 'typebox'
import { readAs } from '../http/reading.ts'
import type { Need, NeedsSource } from '../http/needs.ts'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { listRecords } from '../record/list.ts'
import { REALMS, type RecordDeclaration, type StoredRecord } from '../contract/record.ts'
import { APPROVALS, type RealmApproval } from './contract.ts'

type Approval = Static<RealmApproval['record']['body']>

const PENDING_MAX = 100

/** Approvals and reviews waiting for somebody of this person's roles, other than the maker, in the realms open to them. */
export const approvalNeeds: NeedsSource = async (core, subject) => {
  const types = core.registry.typesOf(subject.roles)
  const open = REALMS.filter((realm) => realm === 'general' || subject.realms.includes(realm))
    .map((realm) => APPROVALS[realm].record as unknown as RecordDeclaration)
    .filter((decl) => types.includes(decl.type))
  const waiting = await Promise.all(open.map((decl) => pending(core, subject, decl)))
  return waiting
    .flat()
    .filter((r) => r.body.maker !== subject.person && r.body.by.some((role) => subject.roles.includes(role)))
    .map((r): Need => ({
      kind: r.body.kind === 'review' ? 'review' : 'approval',
      title: { key: `needs.${r.body.kind}`, params: { command: r.body.command } },
      at: r.createdAt,
      ...(r.body.dueAt === null ? {} : { dueAt: r.body.dueAt }),
      severity:
        r.body.dueAt !== null && Date.parse(r.body.dueAt) < core.now().getTime() ? 'critical' : 'warning',
      link: `/node/approvals/${r.type}/${r.id}`,
    }))
}

async function pending(
  core: Core,
  subject: Subject,
  decl: RecordDeclaration,
): Promise<readonly StoredRecord<Approval>[]> {
  const query = { filters: [{ name: 'state', op: 'eq', value: 'pending' }], limit: PENDING_MAX } as const
  const page = await readAs(core, subject, (tx) => listRecords<Approval>(tx, decl, query), decl.realm)
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
}
