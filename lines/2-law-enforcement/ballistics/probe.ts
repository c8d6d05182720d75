import { fail, ok, type Result, type Subject } from '@basinet/kernel/contract'
import { nodeSubject, readRecord, sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { defineProbe, type FoundCandidate, type ProbeEngine } from '@basinet/network/contract'
import { specimen, type Specimen } from './contract/specimen.ts'
import { surface, type BallisticSurface } from './contract/surface.ts'
import { ENGINE, EXAMINER } from './contract/words.ts'
import { ENGINE_NAME } from './engine/work.ts'
import { filedSurfaces } from './gallery.ts'
import { bytesOf, type JobParts } from './jobs/asker.ts'
import { seek } from './jobs/search.ts'
import { CONTENT_MAX_BYTES, FORMAT, readProbe, writeProbe } from './rules/probe-file.ts'

const CANDIDATES_MAX = 20
/** Restricted: what an examiner at the bench may read. */
const CLEARANCE = 2

/** Engine and files of this process, once they run. */
const running = new WeakMap<Core, JobParts>()

export function probesRunOn(core: Core, parts: JobParts): void {
  running.set(core, parts)
}

const notRunning = fail('fired-case.engine', 'the ballistics engine of this process does not run')

/**
 * A breech face or firing-pin impression sought among another nation's specimens. What travels are heights and class characteristics, and nothing
 * of where it came from; candidates go back only after an examiner of the holder has looked at each.
 */
export function firedCaseProbe(core: () => Core): ProbeEngine {
  return {
    declaration: defineProbe({
      kind: 'fired-case',
      from: [surface.type],
      among: specimen.type,
      formats: [FORMAT],
      contentBytesMax: CONTENT_MAX_BYTES,
      candidatesMax: CANDIDATES_MAX,
      senders: [EXAMINER],
      examiners: [EXAMINER],
    }),
    async make(record) {
      const parts = running.get(core())
      if (parts === undefined) return notRunning
      const { area, file, specimen: id } = record.body as BallisticSurface
      if (area === 'land')
        return fail(
          'fired-case.unsupported',
          'bullet lands are not sought abroad: no ratio stands behind one',
        )
      const of = await asEngine(core(), (tx) => readRecord<Specimen>(tx, specimen, id))
      const bytes = await bytesOf(parts, engineSubject(core()), file)
      if (of === null || bytes === null)
        return fail('record.absent', 'the surface has no file that may be read')
      const { kind, classes } = of.body
      const content = writeProbe(bytes, { kind, area, classes })
      return content.ok ? ok({ format: FORMAT, bytes: content.value }) : content
    },
    check: async (content) => {
      const read = readProbe(content)
      return read.ok ? ok(true) : read
    },
    async search(content, most, signal) {
      const read = readProbe(content)
      if (!read.ok) return read
      const parts = running.get(core())
      if (parts === undefined) return notRunning
      return found(parts, read.value, Math.min(most, CANDIDATES_MAX), signal)
    },
  }
}

async function found(
  parts: JobParts,
  { map, area, kind, classes }: Parsed,
  most: number,
  signal: AbortSignal,
): Promise<Result<readonly FoundCandidate[]>> {
  const { core } = parts
  const subject = engineSubject(core)
  const told = async (): Promise<boolean> => (signal.throwIfAborted(), true)
  const answer = await seek(parts, subject, { area, map, body: { kind, classes }, specimen: null }, told)
  if ('problem' in answer) return fail('fired-case.engine', answer.problem)
  const filed = await asEngine(core, (tx) => filedSurfaces(tx, area))
  const best = new Map<string, FoundCandidate>()
  for (const { surface: id, result } of answer.found) {
    const of = filed.find((one) => one.surface === id)?.specimen
    if (of === undefined || best.has(of)) continue
    const score = result.correlation ?? 0
    best.set(of, { record: { type: specimen.type, id: of }, score, engine: ENGINE_NAME })
  }
  return ok([...best.values()].slice(0, most))
}

type Parsed = ReturnType<typeof readProbe> extends Result<infer T> ? T : never

/** As the node, with an examiner's eyes. */
function engineSubject(core: Core): Subject {
  return { ...nodeSubject(core.nation), roles: ['node-system', ENGINE, EXAMINER], clearance: CLEARANCE }
}

function asEngine<T>(core: Core, work: (tx: Tx) => Promise<T>): Promise<T> {
  return core.store.run(sealedSubject(core, engineSubject(core), core.now()), { readOnly: true }, work)
}
