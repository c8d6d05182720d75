import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { course } from '../contract/course.ts'
import { edition, seatEdition, type Edition } from '../contract/edition.ts'
import { nomination, type Nomination } from '../contract/nomination.ts'
import type { VettingPort } from '../contract/vetting.ts'
import { allocate } from '../seats.ts'
import { chargedQuotas, nominationsOf, openCharges, standingOf, type Standing } from './seating.ts'
import { acted, found } from './shared.ts'

const ASKING = new Set<Nomination['state']>(['nominated', 'seated', 'waiting', 'refused'])

/** Seats by quota; who has one keeps it while nothing stands in its way. */
export const seatBinding = (vetting: VettingPort): Binding =>
  handle(seatEdition, edition, async (ctx) => {
    const record = acted(ctx)
    const held = record.body
    const all = (await nominationsOf(ctx.tx, record.id)).filter((n) => ASKING.has(n.body.state))
    if (all.some((n) => n.body.attendance.length > 0))
      return fail('course-edition.begun', 'attendance has been taken: the seats stand')
    const taught = found(await ctx.get(course, held.course), 'course', 'course')
    if (!taught.ok) return taught
    const standings = new Map<string, Standing>()
    for (const { id, body } of all)
      standings.set(id, await standingOf(ctx.tx, body, taught.value.body, held, vetting))
    const charges = await openCharges(ctx.tx, held.code, record.id)
    const first = record.body.seatedAt === null
    const given = allocate(
      held.seats,
      first
        ? chargedQuotas(
            held.quotas,
            charges.map((c) => c.body),
          )
        : quotasOf(held),
      all.map(({ id, body }) => ({
        id,
        nation: body.nation,
        priority: body.priority,
        qualified: standings.get(id)?.why !== 'prerequisite',
        vetting: standings.get(id)?.why?.startsWith('vetting') === true ? 'none' : 'cleared',
      })),
    )
    for (const { id, rev, body } of all) {
      const place = given.waiting.indexOf(id)
      const standing = standings.get(id) ?? { why: null, lacks: null }
      const state = given.seated.includes(id) ? 'seated' : place >= 0 ? 'waiting' : 'refused'
      const next: Nomination = { ...body, ...standing, place: place < 0 ? null : place + 1, state }
      if (JSON.stringify(next) === JSON.stringify(body)) continue
      const done = await ctx.amend(nomination, id, rev, next)
      if (!done.ok) return done
    }
    const paid = first ? await payCharges(ctx, held, charges) : ok(held.quotas)
    if (!paid.ok) return paid
    const made = await ctx.amend(edition, record.id, record.rev, {
      ...held,
      quotas: paid.value,
      seatedAt: ctx.at.toISOString(),
      state: 'seated',
    })
    if (!made.ok) return made
    const counts = {
      seated: given.seated.length,
      waiting: given.waiting.length,
      refused: given.refused.length,
    }
    return ok({ record: made.value, output: counts })
  })

const quotasOf = (held: Edition): Readonly<Record<string, number>> =>
  Object.fromEntries(held.quotas.map((q) => [q.nation, q.seats]))

/** The no-shows of nations with a quota here are paid for now; what others owe waits for an edition they have a quota in. */
async function payCharges(
  ctx: CommandContext<Edition>,
  held: Edition,
  charges: readonly { readonly id: string; readonly rev: number; readonly body: Edition }[],
): Promise<Result<Edition['quotas']>> {
  const nations = new Set(held.quotas.map((q) => q.nation))
  const left = chargedQuotas(
    held.quotas,
    charges.map((c) => c.body),
  )
  for (const { id, rev, body } of charges) {
    const noShows = body.noShows.map((n) => (nations.has(n.nation) ? { ...n, charged: true } : n))
    const done = await ctx.amend(edition, id, rev, { ...body, noShows })
    if (!done.ok) return done
  }
  return ok(held.quotas.map(({ nation, seats }) => ({ nation, seats: left[nation] ?? seats })))
}
