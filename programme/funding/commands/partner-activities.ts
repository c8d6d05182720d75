import { ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  importActivities,
  partnerActivity,
  placeActivity,
  withdrawActivity,
  type ActivityFacts,
  type PartnerActivity,
} from '../contract/partner-activity.ts'

type Context = CommandContext<PartnerActivity>

interface Refused {
  readonly line: number
  readonly message: string
}

async function change(ctx: Context, next: Partial<PartnerActivity>): Promise<Result<Outcome>> {
  const { record } = ctx
  if (record === null) throw new Error('BUG: the command acts on an activity')
  const made = await ctx.amend(partnerActivity, record.id, record.rev, { ...record.body, ...next })
  return made.ok ? ok({ record: made.value }) : made
}

/** What its publisher says of it, in one order, to be compared: the database keeps an object's fields in its own. */
const told = (facts: ActivityFacts): string =>
  JSON.stringify([
    facts.title,
    facts.publisher,
    facts.donor,
    facts.nations.map((n) => [n.nation, n.percentage]),
    facts.regional,
    facts.sectors,
    facts.status,
    facts.from,
    facts.until,
    facts.amounts.map((a) => [a.kind, a.currency, a.amount, a.count]),
    facts.updated,
  ])

export const activityBindings: readonly Binding[] = [
  handle(importActivities, partnerActivity, async (ctx, { file, activities }) => {
    const refused: Refused[] = []
    const counts = { taken: 0, updated: 0, unchanged: 0 }
    let last: Outcome['record'] | null = null
    for (const { line, ...facts } of activities) {
      const page = await ctx.list(partnerActivity, {
        filters: [
          { name: 'identifier', op: 'eq', value: facts.identifier },
          { name: 'state', op: 'eq', value: 'current' },
        ],
        limit: 1,
      })
      if (!page.ok) return page
      const [known] = page.value.items
      if (known === undefined) {
        const made = await ctx.create(partnerActivity, { ...facts, file, priority: null, state: 'current' })
        if (!made.ok) return made
        counts.taken++
        last = made.value
        continue
      }
      last ??= known
      const older =
        facts.updated !== null && known.body.updated !== null && facts.updated < known.body.updated
      if (older)
        refused.push({
          line,
          message: `${facts.identifier}: the node holds a newer one, of ${known.body.updated ?? ''}`,
        })
      else if (told(facts) === told(known.body)) counts.unchanged++
      else {
        // What people here said of it stays: the area where the codes do not tell, and the priority.
        const body = { ...known.body, ...facts, area: facts.area ?? known.body.area, file }
        const made = await ctx.amend(partnerActivity, known.id, known.rev, body)
        if (!made.ok) return made
        counts.updated++
        last = made.value
      }
    }
    if (last === null) throw new Error('BUG: an import without an activity')
    return ok({ record: last, output: { ...counts, refused } })
  }),
  handle(placeActivity, partnerActivity, (ctx, input) => change(ctx, input)),
  handle(withdrawActivity, partnerActivity, (ctx) => change(ctx, { state: 'withdrawn' })),
]
