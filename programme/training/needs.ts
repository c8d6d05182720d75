import type { RecordDeclaration, StoredRecord } from '@basinet/kernel/contract'
import { readAs, type Need, type NeedsSource } from '@basinet/kernel/http'
import { listRecords } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { certificate, type Certificate } from './contract/certificate.ts'
import { edition, type Edition } from './contract/edition.ts'
import { nomination, type Nomination } from './contract/nomination.ts'
import { dayOf } from './commands/shared.ts'

const SHOWN_MAX = 50
/** A certificate that runs out is told this long before, so that its holder can be nominated in time. */
const RECERTIFY_DAYS = 90
const DEADLINE_DAYS = 14
const DAY_MS = 86_400_000

interface Asked {
  readonly decl: RecordDeclaration
  readonly state: string
  readonly field: string
  readonly from: string
  readonly until: string
}

async function due<T>(tx: Tx, { decl, state, field, from, until }: Asked): Promise<StoredRecord<T>[]> {
  const page = await listRecords<T>(tx, decl, {
    filters: [
      { name: 'state', op: 'eq', value: state },
      { name: field, op: 'gte', value: from },
      { name: field, op: 'lte', value: until },
    ],
    sort: field,
    limit: SHOWN_MAX,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items
}

/** Follow-ups of level 3 that are due, certificates that run out, nominations that end soon. */
export const trainingNeeds: NeedsSource = async (core, subject) => {
  const types = core.registry.typesOf(subject.roles)
  if (!types.includes(nomination.type) || subject.purpose !== 'training') return []
  const now = core.now()
  const day = (days: number): string => dayOf(new Date(now.getTime() + days * DAY_MS))
  return readAs(core, subject, async (tx) => {
    const follow = await due<Nomination>(tx, {
      decl: nomination,
      state: 'completed',
      field: 'followUpOn',
      from: '0000',
      until: day(0),
    })
    const ending = await due<Certificate>(tx, {
      decl: certificate,
      state: 'valid',
      field: 'validUntil',
      from: day(0),
      until: day(RECERTIFY_DAYS),
    })
    const closing = await due<Edition>(tx, {
      decl: edition,
      state: 'open',
      field: 'nominateBy',
      from: day(0),
      until: day(DEADLINE_DAYS),
    })
    return [
      ...follow
        .filter((n) => n.body.followedOn === null)
        .map(({ id, body, updatedAt }): Need => ({
          kind: 'task',
          title: { key: 'needs.training.follow-up', params: { course: body.code, name: body.name } },
          at: updatedAt,
          dueAt: `${body.followUpOn ?? day(0)}T00:00:00.000Z`,
          severity: 'warning',
          link: `/programme/training/nomination/${id}`,
        })),
      ...ending.map(({ id, body, updatedAt }): Need => ({
        kind: 'deadline',
        title: {
          key: 'needs.training.recertify',
          params: { course: body.code, name: body.name, day: body.validUntil ?? '' },
        },
        at: updatedAt,
        dueAt: `${body.validUntil ?? day(0)}T00:00:00.000Z`,
        severity: 'info',
        link: `/programme/training/training-certificate/${id}`,
      })),
      ...closing.map(({ id, body, updatedAt }): Need => ({
        kind: 'deadline',
        title: { key: 'needs.training.nominate', params: { course: body.code, day: body.nominateBy } },
        at: updatedAt,
        dueAt: `${body.nominateBy}T23:59:59.000Z`,
        severity: 'warning',
        link: `/programme/training?edition=${id}`,
      })),
    ]
  })
}
