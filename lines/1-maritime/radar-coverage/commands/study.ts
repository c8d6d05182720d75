import { eastMPerDeg, northMPerDeg } from '@basinet/geodesy'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import { radarSite } from '../contract/site.ts'
import {
  askStudy,
  CELLS_MAX,
  coverageStudy,
  repeatStudy,
  reportStudy,
  type CoverageStudy,
} from '../contract/study.ts'
import { enqueueStudy } from '../jobs/kinds.ts'
import { actedOn, outcome } from './site.ts'

type Asked = Pick<CoverageStudy, 'zone' | 'sites' | 'candidates' | 'cellM'>

/** Errors: `coverage-study.sites`, `.twice`, `.cells`, `.site-absent`. */
async function checkAsked(ctx: CommandContext<unknown>, asked: Asked): Promise<Result<null>> {
  const all = [...asked.sites, ...asked.candidates]
  if (all.length === 0) return fail('coverage-study.sites', 'at least one radar is expected', 'sites')
  if (new Set(all).size < all.length)
    return fail('coverage-study.twice', 'a radar is named once', 'candidates')
  const ring = asked.zone.coordinates[0] ?? []
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const east = (Math.max(...lons) - Math.min(...lons)) * eastMPerDeg((south + north) / 2)
  const cells = (east / asked.cellM) * (((north - south) * northMPerDeg(south)) / asked.cellM)
  if (cells > CELLS_MAX) {
    const least = Math.ceil(asked.cellM * Math.sqrt(cells / CELLS_MAX))
    return fail('coverage-study.cells', `the zone is large: squares of ${least} m or more`, 'cellM')
  }
  for (const id of all) {
    const found = await ctx.get(radarSite, id)
    if (found === null || found.body.state !== 'active')
      return fail('coverage-study.site-absent', `no radar ${id}`, 'sites')
  }
  return ok(null)
}

export const studyBindings: readonly Binding[] = [
  handle(askStudy, coverageStudy, async (ctx, input) => {
    const fits = await checkAsked(ctx, input)
    if (!fits.ok) return fits
    const made = await ctx.create(coverageStudy, { ...input, result: null, problem: null, state: 'waiting' })
    if (made.ok) await enqueueStudy(ctx, made.value.id)
    return outcome(made)
  }),
  handle(repeatStudy, coverageStudy, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    const fits = await checkAsked(ctx, body)
    if (!fits.ok) return fits
    const blank = { result: null, problem: null, state: 'waiting' as const }
    const made = await ctx.amend(coverageStudy, id, rev, { ...body, ...blank })
    if (made.ok) await enqueueStudy(ctx, id)
    return outcome(made)
  }),
  handle(reportStudy, coverageStudy, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    const state = input.result === null ? 'failed' : 'done'
    return outcome(await ctx.amend(coverageStudy, id, rev, { ...body, ...input, state }))
  }),
]
