import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { heldPerson, type HeldPerson } from './contract/held-person.ts'
import { GOING_ON, interdiction, type Interdiction } from './contract/interdiction.ts'

const SHOWN_MAX = 50
const BASE = '/1-maritime/interdiction'

/** Operations going on, hand-overs to take, answers due from authorities, persons whose time before a judge runs. */
export const interdictionNeeds: NeedsSource = async (core, subject) => {
  const types = core.registry.typesOf(subject.roles)
  if (!types.includes(interdiction.type)) return []
  return readAs(core, subject, async (tx) => [
    ...(await ofOperations(tx, subject.person)),
    ...(types.includes(heldPerson.type) ? await ofPersons(tx) : []),
  ])
}

async function ofOperations(tx: Tx, person: string): Promise<Need[]> {
  const page = await listRecords<Interdiction>(tx, interdiction, {
    filters: [{ name: 'state', op: 'in', value: GOING_ON }],
    limit: SHOWN_MAX,
  })
  if (!page.ok) throw new Error('BUG: operations could not be listed')
  return page.value.items.flatMap(({ id, title, createdAt, body }): Need[] => {
    const link = `${BASE}?op=${id}`
    const params = { title }
    const offered = body.handOvers.find((h) => h.takenAt === null && h.by !== person)
    return [
      {
        kind: 'task',
        title: { key: 'needs.interdiction', params },
        at: createdAt,
        severity: body.state === 'rescue' ? 'critical' : 'warning',
        link,
      },
      ...(offered === undefined
        ? []
        : [
            {
              kind: 'handover' as const,
              title: { key: 'needs.interdiction-offered', params },
              at: offered.at,
              severity: 'warning' as const,
              link,
            },
          ]),
      ...body.requests
        .filter((r) => r.answer === null)
        .map((r) => ({
          kind: 'task' as const,
          title: { key: 'needs.interdiction-answer', params: { title, to: r.to } },
          at: r.askedAt,
          ...(r.answerBy === null ? {} : { dueAt: r.answerBy }),
          severity: 'warning' as const,
          link,
        })),
    ]
  })
}

async function ofPersons(tx: Tx): Promise<Need[]> {
  const page = await listRecords<HeldPerson>(tx, heldPerson, {
    filters: [{ name: 'state', op: 'eq', value: 'aboard' }],
    limit: SHOWN_MAX,
  })
  if (!page.ok) throw new Error('BUG: held persons could not be listed')
  return page.value.items.map(({ id, title, createdAt, body }) => ({
    kind: 'task',
    title: { key: 'needs.held-person', params: { title } },
    at: createdAt,
    ...(body.clock === null ? {} : { dueAt: body.clock.dueAt }),
    severity: body.clock !== null && Date.parse(body.clock.dueAt) < tx.at.getTime() ? 'critical' : 'warning',
    link: `${BASE}/held-person/${id}`,
  }))
}
