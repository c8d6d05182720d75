import { ok, type Result } from '@basinet/kernel/contract'
import type { Outcome } from '@basinet/kernel/record'
import type { StormInput } from '../contract/picture-alert.ts'
import { protectedAmong } from './alert-label.ts'
import { raiseAll, raiseOne, type AlertCtx, type Raised } from './raise-alert.ts'

type Vessels = StormInput['vessels']

/**
 * One record of many alerts. Protected craft among them go into a second record that carries their caveats, so that the
 * first stays readable to the whole watch and names none of them.
 */
export async function raiseTogether(ctx: AlertCtx, storm: StormInput): Promise<Result<Outcome>> {
  const craft = await protectedAmong(
    ctx,
    storm.vessels.map((v) => v.mmsi),
  )
  const hidden = new Set(craft.map((c) => c.body.mmsi))
  const open = storm.vessels.filter((v) => !hidden.has(v.mmsi))
  const withheld = storm.vessels.filter((v) => hidden.has(v.mmsi))
  const first = open.length === 0 && storm.unnamed === 0 ? null : stormAlert(storm, open, storm.unnamed, '')
  const second = withheld.length === 0 ? null : stormAlert(storm, withheld, 0, ':caveat')
  const raised = first === null ? ok([]) : await raiseAll(ctx, [{ ...first, others: [] }])
  if (!raised.ok) return raised
  const [told] = raised.value
  if (second === null) return told === undefined ? emptyStorm() : ok(told)
  if (told?.output !== undefined) return ok(told)
  const apart = await raiseOne(ctx, second, craft, new Map())
  return apart.ok && told !== undefined ? ok({ ...told, output: { apart: apart.value.record.id } }) : apart
}

function emptyStorm(): never {
  throw new Error('BUG: a storm without an alert')
}

function stormAlert(storm: StormInput, vessels: Vessels, unnamed: number, suffix: string): Raised {
  const [only] = vessels
  const single = only !== undefined && unnamed === 0 && vessels.every((v) => v.mmsi === only.mmsi)
  return {
    rule: storm.rule,
    episode: `${storm.episode.slice(0, 110)}${suffix}`,
    severity: storm.severity,
    distress: storm.distress,
    at: storm.at,
    mmsi: single ? only.mmsi : null,
    name: null,
    position: null,
    why: {
      key: 'picture.alert.together',
      params: {
        rule: storm.rule,
        vessels: new Set(vessels.map((v) => v.mmsi)).size,
        times: vessels.reduce((sum, v) => sum + v.times, unnamed),
        ...(storm.areaName === null ? {} : { area: storm.areaName }),
        ...(unnamed === 0 ? {} : { unnamed }),
      },
    },
    evidence: [],
    vessels,
    area: storm.area,
    watchListEntry: storm.watchListEntry,
  }
}
