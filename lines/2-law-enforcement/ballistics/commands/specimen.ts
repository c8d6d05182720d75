import { combineLabels, fail } from '@basinet/kernel/contract'
import { exhibit } from '@basinet/kernel/custody/contract'
import { fileRecord } from '@basinet/kernel/files/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { firearm } from '@basinet/firearms/contract'
import { recordSpecimen, specimen, withdrawSpecimen } from '../contract/specimen.ts'
import { importSurface, openSurface, readSurface, surface } from '../contract/surface.ts'
import { enqueue, READ } from '../jobs/kinds.ts'
import { absent, acted, outcome } from './parts.ts'

/** Errors: `ballistic-specimen.source`, `.number-used`, `.ended`, `ballistic-surface.area`, `.file`, `record.absent`. */
export const specimenBindings: readonly Binding[] = [
  handle(recordSpecimen, specimen, async (ctx, input) => {
    const fired = input.kind.startsWith('test-fire')
    if (fired !== (input.firearm !== null) || fired !== (input.incident === null))
      return fail(
        'ballistic-specimen.source',
        'a test fire names its firearm, any other its incident',
        'firearm',
      )
    const thing = await ctx.get(exhibit, input.exhibit)
    if (thing === null) return absent(exhibit.type, input.exhibit, 'exhibit')
    if (thing.body.state === 'ended')
      return fail('ballistic-specimen.ended', 'the exhibit is no longer in custody', 'exhibit')
    if (input.firearm !== null && (await ctx.get(firearm, input.firearm)) === null)
      return absent(firearm.type, input.firearm, 'firearm')
    const used = await ctx.list(specimen, {
      filters: [{ name: 'number', op: 'eq', value: input.number }],
      limit: 1,
    })
    if (!used.ok) return used
    if (used.value.items.length > 0)
      return fail('ballistic-specimen.number-used', `there is a specimen ${input.number} already`, 'number')
    const label = combineLabels(thing.label.owner, [thing.label, ctx.labelFor(specimen)])
    return outcome(
      await ctx.create(specimen, { ...input, laboratory: ctx.subject.agency, state: 'recorded' }, { label }),
    )
  }),
  handle(withdrawSpecimen, specimen, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(specimen, id, rev, { ...body, state: 'withdrawn' }))
  }),
  handle(openSurface, surface, async (ctx, input) => {
    const of = await ctx.get(specimen, input.specimen)
    if (of === null || of.body.state !== 'recorded') return absent(specimen.type, input.specimen, 'specimen')
    const isCase = of.body.kind.endsWith('-case')
    if (isCase === (input.area === 'land') || (input.area === 'land') !== (input.land !== null))
      return fail('ballistic-surface.area', 'a bullet has numbered lands, a case has none', 'area')
    const blank = { file: null, calibration: null, origin: null, grid: null, remarks: [], problem: null }
    return outcome(await ctx.create(surface, { ...input, ...blank, state: 'open' }, { label: of.label }))
  }),
  handle(importSurface, surface, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const file = await ctx.get(fileRecord, input.file)
    if (file === null || file.body.aboutId !== id || file.body.state !== 'kept')
      return fail('ballistic-surface.file', 'a file kept with this surface is expected', 'file')
    const done = await ctx.amend(surface, id, rev, { ...body, ...input, state: 'reading' })
    if (done.ok) await enqueue(ctx, READ, id)
    return outcome(done)
  }),
  handle(readSurface, surface, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const state = input.problem === null ? 'read' : 'unreadable'
    return outcome(await ctx.amend(surface, id, rev, { ...body, ...input, state }))
  }),
]
