import type { Static } from 'typebox'
import { readAs } from '../http/reading.ts'
import type { Need, NeedsSource } from '../http/needs.ts'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { listRecords, type ListQuery } from '../record/list.ts'
import { REALMS, type RecordDeclaration, type StoredRecord } from '../contract/record.ts'
import { APPROVALS, type RealmApproval } from './contract.ts'

type Approval = Static<RealmApproval['record']['body']>

/** Looked at in pieces of so many, and of each realm at most so many pieces; shown of each at most so many. */
const PAGE = 500
const PAGES_MAX = 20
const SHOWN_MAX = 100

/** Approvals and reviews waiting for somebody of this person's roles, other than the maker, in the realms open to them. */
export const approvalNeeds: NeedsSource = async (core, subject) => {
  const types = core.registry.typesOf(subject.roles)
  const open = REALMS.filter((realm) => realm === 'general' || subject.realms.includes(realm))
    .map((realm) => APPROVALS[realm].record as unknown as RecordDeclaration)
    .filter((decl) => types.includes(decl.type))
  const waiting = await Promise.all(open.map((decl) => pending(core, subject, decl)))
  return waiting.flat().map((r): Need => ({
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
  const theirs: StoredRecord<Approval>[] = []
  const filters = [{ name: 'state', op: 'eq', value: 'pending' }] as const
  let cursor: string | null = null
  // Those that wait for others may be many: what waits for this person must not stand behind them.
  for (let page = 0; page < PAGES_MAX && theirs.length < SHOWN_MAX; page++) {
    const query: ListQuery = { filters, limit: PAGE, ...(cursor === null ? {} : { cursor }) }
    const found = await readAs(core, subject, (tx) => listRecords<Approval>(tx, decl, query), decl.realm)
    if (!found.ok) throw new Error(`BUG: ${found.error.message}`)
    theirs.push(...found.value.items.filter((item) => waitsFor(item.body, subject)))
    cursor = found.value.next
    if (cursor === null) break
  }
  return theirs.slice(0, SHOWN_MAX)
}

const waitsFor = (body: Approval, subject: Subject): boolean =>
  body.maker !== subject.person && body.by.some((role) => subject.roles.includes(role))
