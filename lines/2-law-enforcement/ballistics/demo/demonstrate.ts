import { must, type Subject } from '@basinet/kernel/contract'
import type { JobContext } from '@basinet/kernel/jobs'
import { executeCommand } from '@basinet/kernel/record'
import type { Area } from '../contract/surface.ts'
import { askerOf, keepFile, stepId, type JobParts } from '../jobs/asker.ts'
import { compareJob, readJob } from '../jobs/surfaces.ts'
import type { Payload } from '../jobs/kinds.ts'
import { CASES, CORRELATION, FIREARMS, INSTRUMENTS, LOAN, PAIRS, type DemoCase } from './data.ts'
import { facePressed, landScraped } from './synthetic-face.ts'

/** Roles that the demonstration lends to who asks for it, so that one person can lay out what several would have made. */
const LENT = ['firearms-officer', 'exhibits-officer', 'exhibit-handler'] as const
const DAY_MS = 86_400_000

/** Makes firearms, specimens and surfaces that nobody fired, on a demonstration node and nowhere else. */
export async function demonstrateJob(
  parts: JobParts,
  context: JobContext,
  { purpose }: Payload,
): Promise<unknown> {
  const { core } = parts
  if (core.mode !== 'demo') throw new Error('specimens are made on a demonstration node only')
  const asker = await askerOf(core, context.askedBy, purpose)
  const subject = { ...asker, roles: [...asker.roles, ...LENT] }
  const stage: Stage = { parts, subject, payload: { askedBy: context.askedBy, purpose }, made: new Map() }
  const total = CASES.length + PAIRS.length
  for (const one of FIREARMS) await give(stage, one.reference, 'firearm.record', one.facts(ago(core.now())))
  for (const one of INSTRUMENTS)
    await give(stage, one.certificate, 'instrument-calibration.record', one.facts(ago(core.now())))
  let done = 0
  for (const one of CASES) {
    await makeSpecimen(stage, one)
    await context.progress(++done, total, one.number)
  }
  for (const [first, second] of PAIRS) {
    const input = { first: idOf(stage, `${first} surface`), second: idOf(stage, `${second} surface`) }
    const made = await give(stage, `${first} ${second}`, 'ballistic-comparison.ask', input)
    await compareJob(parts, context.askedBy, { id: made.id, purpose })
    await context.progress(++done, total, `${first} ${second}`)
  }
  const links = { specimen: idOf(stage, CORRELATION.of) }
  await give(stage, 'correlation', 'external-correlation.enter', {
    ...CORRELATION.facts(ago(core.now())),
    ...links,
  })
  const comparison = idOf(stage, PAIRS[0].join(' '))
  await give(stage, 'loan', 'exhibit-loan.request', {
    ...LOAN.facts,
    comparison,
    exhibit: idOf(stage, `${LOAN.of} exhibit`),
  })
  return { made: done }
}

interface Stage {
  readonly parts: JobParts
  readonly subject: Subject
  readonly payload: { readonly askedBy: string; readonly purpose: string | null }
  /** Ids by the names that the data of the demonstration call them. */
  readonly made: Map<string, string>
}

const ago =
  (now: Date) =>
  (days: number): string =>
    new Date(now.getTime() - days * DAY_MS).toISOString()

function idOf({ made }: Stage, name: string): string {
  const id = made.get(name)
  if (id === undefined) throw new Error(`BUG: the demonstration has no ${name}`)
  return id
}

/** Once, however often the job is tried. */
async function give(
  stage: Stage,
  name: string,
  command: string,
  input: object,
  on?: { readonly id: string; readonly rev: number },
): Promise<{ id: string; rev: number }> {
  const { core } = stage.parts
  const given = must(
    await executeCommand(core, stage.subject, command, {
      commandId: stepId('demonstration', core.nation, command, name),
      input,
      ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev }),
    }),
  )
  stage.made.set(name, given.recordId)
  return { id: given.recordId, rev: given.rev }
}

async function makeSpecimen(stage: Stage, one: DemoCase): Promise<void> {
  const { number, kind, classes, shot } = one
  const thing = { number: `EX-${number}`, description: `Demonstration: ${kind}`, category: 'ammunition' }
  const { id: exhibit } = await give(stage, `${number} exhibit`, 'exhibit.register', {
    exhibit: thing,
    from: null,
    place: 'Laboratory (demonstration)',
  })
  const { id: specimen } = await give(stage, number, 'ballistic-specimen.record', {
    number,
    kind,
    exhibit,
    firearm: one.firearm === null ? null : idOf(stage, one.firearm),
    incident: one.incident,
    classes,
  })
  const area: Area = kind.endsWith('-case') ? 'breech-face' : 'land'
  const opened = await give(stage, `${number} surface`, 'ballistic-surface.open', {
    specimen,
    area,
    land: area === 'land' ? 1 : null,
  })
  const bytes = area === 'land' ? landScraped(shot.tool, shot.seed) : facePressed(shot)
  const about = { type: 'ballistic-surface', id: opened.id }
  const name = `${number}.x3p`
  const { parts, subject, payload } = stage
  const kept = await keepFile(parts, subject, about, { name, mediaType: 'application/zip', bytes })
  // An earlier try may have come so far.
  if (!kept.ok) return
  const input = { file: kept.value, calibration: 'DEMO-CAL-1' }
  await give(stage, `${number} surface`, 'ballistic-surface.import', input, opened)
  await readJob(parts, payload.askedBy, { id: opened.id, purpose: payload.purpose })
}
