import { combineLabels, fail } from '@basinet/kernel/contract'
import { fileRecord } from '@basinet/kernel/files/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { calibration, recordCalibration, withdrawCalibration } from '../contract/calibration.ts'
import { correlation, enterCorrelation, withdrawCorrelation } from '../contract/correlation.ts'
import { image, importImage, openImage, readImage } from '../contract/image.ts'
import { specimen } from '../contract/specimen.ts'
import { enqueue, LOOK } from '../jobs/kinds.ts'
import { absent, acted, outcome } from './parts.ts'

/** Instruments, pictures, and what other systems found. Errors: `instrument-calibration.period`, `external-correlation.future`, `.same`, `ballistic-image.file`. */
export const benchBindings: readonly Binding[] = [
  handle(recordCalibration, calibration, async (ctx, input) =>
    Date.parse(input.calibratedAt) > ctx.at.getTime() || input.validUntil <= input.calibratedAt
      ? fail(
          'instrument-calibration.period',
          'it was calibrated, and is valid for a time after',
          'validUntil',
        )
      : outcome(await ctx.create(calibration, { ...input, state: 'current' })),
  ),
  handle(withdrawCalibration, calibration, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(calibration, id, rev, { ...body, state: 'withdrawn' }))
  }),
  handle(enterCorrelation, correlation, async (ctx, input) => {
    const of = await ctx.get(specimen, input.specimen)
    if (of === null) return absent(specimen.type, input.specimen, 'specimen')
    const other = input.otherSpecimen === null ? null : await ctx.get(specimen, input.otherSpecimen)
    if (input.otherSpecimen !== null && other === null)
      return absent(specimen.type, input.otherSpecimen, 'otherSpecimen')
    if (other?.id === of.id)
      return fail('external-correlation.same', 'two different specimens are expected', 'otherSpecimen')
    if (Date.parse(input.correlatedAt) > ctx.at.getTime())
      return fail('external-correlation.future', 'it cannot lie in the future', 'correlatedAt')
    const label = combineLabels(of.label.owner, [
      of.label,
      ctx.labelFor(correlation),
      ...(other === null ? [] : [other.label]),
    ])
    return outcome(await ctx.create(correlation, { ...input, state: 'entered' }, { label }))
  }),
  handle(withdrawCorrelation, correlation, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(correlation, id, rev, { ...body, state: 'withdrawn' }))
  }),
  handle(openImage, image, async (ctx, input) => {
    const of = await ctx.get(specimen, input.specimen)
    if (of === null || of.body.state !== 'recorded') return absent(specimen.type, input.specimen, 'specimen')
    const blank = { file: null, width: null, height: null, problem: null }
    return outcome(await ctx.create(image, { ...input, ...blank, state: 'open' }, { label: of.label }))
  }),
  handle(importImage, image, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const file = await ctx.get(fileRecord, input.file)
    if (file === null || file.body.aboutId !== id || file.body.state !== 'kept')
      return fail('ballistic-image.file', 'a file kept with this picture is expected', 'file')
    const done = await ctx.amend(image, id, rev, { ...body, ...input, state: 'reading' })
    if (done.ok) await enqueue(ctx, LOOK, id)
    return outcome(done)
  }),
  handle(readImage, image, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const state = input.problem === null ? 'read' : 'unreadable'
    return outcome(await ctx.amend(image, id, rev, { ...body, ...input, state }))
  }),
]
