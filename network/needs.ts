import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords, type Core } from '@basinet/kernel/record'
import type { RecordDeclaration, StoredRecord } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'
import { CENTRAL_AUTHORITY, conversionDecision, conversionRequest } from './evidence/contract.ts'
import { informationAnswer, informationRequest } from './requests/contract.ts'

const SHOWN_MAX = 50

/** Questions of partners that nobody here has answered, and items they ask our central authority for. */
export const networkNeeds: NeedsSource = async (core, subject) => {
  const types = core.registry.typesOf(subject.roles)
  return readAs(core, subject, async (tx) => [
    ...(types.includes(informationRequest.type) ? await ofQuestions(core, tx) : []),
    ...(subject.roles.includes(CENTRAL_AUTHORITY) ? await ofConversions(core, tx) : []),
  ])
}

/** Those of partners in this state that no own record of the answering kind names. */
async function waiting(
  core: Core,
  tx: Tx,
  asked: RecordDeclaration,
  state: string,
  answer: { readonly decl: RecordDeclaration; readonly field: string },
): Promise<StoredRecord<Record<string, string>>[]> {
  const filters = [{ name: 'state', op: 'eq' as const, value: state }]
  const page = await listRecords<Record<string, string>>(tx, asked, { filters, limit: SHOWN_MAX })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  const foreign = page.value.items.filter((r) => r.label.owner !== core.nation)
  if (foreign.length === 0) return []
  const named = await listRecords<Record<string, string>>(tx, answer.decl, {
    filters: [{ name: answer.field, op: 'in', value: foreign.map((r) => r.id) }],
    limit: 4 * SHOWN_MAX,
  })
  if (!named.ok) throw new Error(`BUG: ${named.error.message}`)
  const done = new Set(
    named.value.items.filter((r) => r.body['kind'] !== 'acknowledged').map((r) => r.body[answer.field]),
  )
  return foreign.filter((r) => !done.has(r.id))
}

async function ofQuestions(core: Core, tx: Tx): Promise<Need[]> {
  const answer = { decl: informationAnswer, field: 'about' }
  const open = await waiting(core, tx, informationRequest, 'open', answer)
  return open.map((r): Need => {
    const dueAt = r.body['answerBy'] ?? null
    const overdue = dueAt !== null && Date.parse(dueAt) < tx.at.getTime()
    return {
      kind: 'task',
      title: {
        key: 'needs.information-request',
        params: { owner: r.label.owner, subject: r.body['subject'] ?? '' },
      },
      at: r.createdAt,
      ...(dueAt === null ? {} : { dueAt }),
      severity: overdue || r.body['urgency'] === 'immediate' ? 'critical' : 'warning',
      link: '/regional/requests',
    }
  })
}

async function ofConversions(core: Core, tx: Tx): Promise<Need[]> {
  const answer = { decl: conversionDecision, field: 'request' }
  const asked = await waiting(core, tx, conversionRequest, 'asked', answer)
  return asked.map((r): Need => ({
    kind: 'task',
    title: {
      key: 'needs.conversion-request',
      params: { owner: r.label.owner, caseNumber: r.body['caseNumber'] ?? '' },
    },
    at: r.createdAt,
    severity: 'warning',
    link: '/regional/evidence',
  }))
}
