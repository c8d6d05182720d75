import { ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  acknowledgeAlert,
  dismissAlert,
  pictureAlert,
  raiseAlert,
  type PictureAlert,
} from '../contract/picture-alert.ts'
import { actedOn, outcome } from './acted-on.ts'
import { alertLabel, protectedAmong } from './alert-label.ts'
import { caseOf } from './distress-case.ts'

type Ctx = CommandContext<PictureAlert>
type Raised = Omit<PictureAlert, 'sarLog' | 'dismissal' | 'state'>

/** The alert of this episode, whatever became of it: a dismissed episode is not raised again by a restart. */
async function knownEpisode(ctx: Ctx, episode: string): Promise<StoredRecord<PictureAlert> | null> {
  const page = await ctx.list(pictureAlert, {
    filters: [{ name: 'episode', op: 'eq', value: episode }],
    limit: 1,
  })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  return page.value.items[0] ?? null
}

async function raise(
  ctx: Ctx,
  raised: Raised,
  craft: readonly StoredRecord[],
): Promise<Result<StoredRecord<PictureAlert>>> {
  const id = ctx.newId(pictureAlert)
  const label = await alertLabel(ctx, { area: raised.area, watchListEntry: raised.watchListEntry, craft })
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
  ctx: Ctx,
  raised: Raised,
  craft: readonly StoredRecord[],
): Promise<Result<Outcome>> {
  const open = await raise(
    ctx,
    {
      ...raised,
      mmsi: null,
      name: null,
      why: { key: 'picture.alert.distress.identity-withheld', params: {} },
      evidence: [],
    },
    [],
  )
  if (!open.ok) return open
  const identity = await raise(
    ctx,
    { ...raised, episode: `${raised.episode}:identity`.slice(0, 120), distress: false },
    craft,
  )
  return identity.ok ? ok({ record: open.value, output: { identity: identity.value.id } }) : identity
}

export const pictureAlertBindings: readonly Binding[] = [
  handle(raiseAlert, pictureAlert, async (ctx, input) => {
    const known = await knownEpisode(ctx, input.episode)
    if (known !== null) return ok({ record: known, output: { known: true } })
    const { others, ...raised } = input
    const mmsis = [...others, ...(raised.mmsi === null ? [] : [raised.mmsi])]
    const craft = await protectedAmong(ctx, mmsis)
    if (raised.distress && craft.length > 0) return raiseWithheld(ctx, raised, craft)
    return outcome(await raise(ctx, raised, craft))
  }),
  handle(acknowledgeAlert, pictureAlert, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(pictureAlert, id, rev, { ...body, state: 'acknowledged' }))
  }),
  handle(dismissAlert, pictureAlert, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(
      await ctx.amend(pictureAlert, id, rev, { ...body, state: 'dismissed', dismissal: input.dismissal }),
    )
  }),
]
