import { createHash } from 'node:crypto'
import { must, type Subject } from '@basinet/kernel/contract'
import { defineJob, JobCancelled, type JobContext, type JobDeclaration } from '@basinet/kernel/jobs'
import { executeCommand, readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import { radarSite, type RadarSite } from '../contract/site.ts'
import { coverageStudy, type CoverageStudy } from '../contract/study.ts'
import { ENGINE } from '../contract/words.ts'
import type { Placed } from '../worker/protocol.ts'
import { runStudy } from '../worker/run.ts'
import { STUDY, type Payload } from './kinds.ts'

export interface JobParts {
  readonly core: Core
  /** Elevations the operator has laid there: HGT tiles and GeoTIFF. */
  readonly terrainFolder: string
}

/** The study behind the command, for whichever process takes it. */
export function coverageJobs(parts: JobParts): JobDeclaration[] {
  return [defineJob({ ...STUDY, run: (ctx, input) => studyJob(parts, ctx, input) })]
}

/** The asker with the rights of this moment, and the engine's hands. */
async function askerOf(core: Core, person: string, purpose: string | null): Promise<Subject> {
  const standing = (await core.standing?.(person)) ?? null
  if (standing === null) throw new Error('who asked for it may do nothing any more')
  if (purpose !== null && !standing.purposes.includes(purpose))
    throw new Error('who asked for it has lost the purpose it was asked under')
  return { ...standing.subject, purpose, roles: [...standing.subject.roles, ENGINE] }
}

/** The same at every try, so that a repeat gets the first answer (RFC 9562, version 8). */
function stepId(...words: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(words.join('\u001f')).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

async function studyJob(parts: JobParts, ctx: JobContext, { id, purpose }: Payload): Promise<unknown> {
  const { core, terrainFolder } = parts
  const subject = await askerOf(core, ctx.askedBy, purpose)
  const found = await core.store.run(sealedSubject(core, subject, core.now()), {}, async (tx) => {
    const record = await readRecord<CoverageStudy>(tx, coverageStudy, id)
    if (record === null || record.body.state !== 'waiting') return null
    const sites: Placed[] = []
    for (const candidate of [false, true]) {
      for (const site of candidate ? record.body.candidates : record.body.sites) {
        const read = await readRecord<RadarSite>(tx, radarSite, site)
        if (read !== null) sites.push({ id: site, candidate, body: read.body })
      }
    }
    return { record, sites }
  })
  if (found === null) return { gone: true }
  const { record, sites } = found
  const task = { study: record.body, sites, terrainFolder, at: core.now().toISOString() }
  const answer = await runStudy(task, (done, total) => ctx.progress(done, total, record.title))
  if (answer === 'stopped') throw new JobCancelled()
  const input =
    'problem' in answer ? { result: null, problem: answer.problem } : { result: answer.result, problem: null }
  const on = { commandId: stepId('study', id, record.rev), recordId: id, expectedRev: record.rev, input }
  must(await executeCommand(core, subject, 'coverage-study.report', on))
  return { answered: input.result !== null }
}
