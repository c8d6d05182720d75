import { ok, type Label, type Result, type StoredRecord } from '@basinet/kernel/contract'
import type { CommandContext, Outcome } from '@basinet/kernel/record'
import { pictureAlert, type PictureAlert } from '../contract/picture-alert.ts'
import { alertLabel, protectedAmong, type Looked } from './alert-label.ts'
import { caseOf } from './distress-case.ts'

export type AlertCtx = CommandContext<PictureAlert>
export type Raised = Omit<PictureAlert, 'sarLog' | 'dismissal' | 'state'>
export type RaisedAmong = Raised & {
  readonly others: readonly number[]
  readonly under?: Label | undefined
}
type Craft = Awaited<ReturnType<typeof protectedAmong>>

/** Alerts of these episodes, whatever became of them: a dismissed episode is not raised again by a restart. */
async function knownEpisodes(
  ctx: AlertCtx,
  episodes: readonly string[],
): Promise<Map<string, StoredRecord<PictureAlert>>> {
  const page = await ctx.list(pictureAlert, {
    filters: [{ name: 'episode', op: 'in', value: episodes }],
    limit: episodes.length,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return new Map(page.value.items.map((record) => [record.body.episode, record]))
}

/** Raises what is new of these, in order. Answers the records, known ones among them. */
export async function raiseAll(ctx: AlertCtx, all: readonly RaisedAmong[]): Promise<Result<Outcome[]>> {
  const known = await knownEpisodes(
    ctx,
    all.map((one) => one.episode),
  )
  const mmsisOf = ({ mmsi, others }: RaisedAmong): number[] => [...others, ...(mmsi === null ? [] : [mmsi])]
  const protectedOnes = await protectedAmong(ctx, all.flatMap(mmsisOf))
  const looked: Looked = new Map()
  const outcomes: Outcome[] = []
  for (const one of all) {
    const before = known.get(one.episode)
    if (before !== undefined) {
      outcomes.push({ record: before, output: { known: true } })
      continue
    }
    const { others: _, under, ...raised } = one
    const craft = protectedOnes.filter((c) => mmsisOf(one).includes(c.body.mmsi))
    const done = await raiseOne(ctx, raised, craft, looked, under)
    if (!done.ok) return done
    known.set(one.episode, done.value.record as StoredRecord<PictureAlert>)
    outcomes.push(done.value)
  }
  return ok(outcomes)
}

export async function raiseOne(
  ctx: AlertCtx,
  raised: Raised,
  craft: Craft,
  looked: Looked,
  under?: Label,
): Promise<Result<Outcome>> {
  if (raised.distress && craft.length > 0) return raiseWithheld(ctx, raised, craft, looked)
  const made = await create(ctx, raised, craft, looked, under)
  return made.ok ? ok({ record: made.value }) : made
}

async function create(
  ctx: AlertCtx,
  raised: Raised,
  craft: Craft,
  looked: Looked,
  under?: Label,
): Promise<Result<StoredRecord<PictureAlert>>> {
  const id = ctx.newId(pictureAlert)
  const { area, watchListEntry } = raised
  const label = await alertLabel(ctx, { area, watchListEntry, craft, under }, looked)
  const sarLog = raised.distress ? await caseOf(ctx, id, raised) : ok(null)
  if (!sarLog.ok) return sarLog
  const body: PictureAlert = { ...raised, sarLog: sarLog.value, dismissal: null, state: 'open' }
  return ctx.create(pictureAlert, body, { id, label })
}

/**
 * A protected craft in distress: everybody on watch must see that somebody is in distress and where, and only holders of
 * the caveat who it is. So the identity goes into a second record of its own.
 */
async function raiseWithheld(
  ctx: AlertCtx,
  raised: Raised,
  craft: Craft,
  looked: Looked,
): Promise<Result<Outcome>> {
  const { vessels: _, ...rest } = raised
  const open = await create(
    ctx,
    {
      ...rest,
      mmsi: null,
      name: null,
      why: { key: 'picture.alert.distress.identity-withheld', params: {} },
      evidence: [],
    },
    [],
    looked,
  )
  if (!open.ok) return open
  const identity = await create(
    ctx,
    { ...raised, episode: `${raised.episode.slice(0, 111)}:identity`, distress: false },
    craft,
    looked,
  )
  return identity.ok ? ok({ record: open.value, output: { identity: identity.value.id } }) : identity
}
