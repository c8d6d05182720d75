import {
  fieldOf,
  isBinary,
  minutiaeOf,
  minutiaeRecord,
  NistError,
  readNist,
  writeCompact,
  writeNist,
  type Template,
} from '@basinet/fingerprint'
import { fail, ok, type Result, type Subject } from '@basinet/kernel/contract'
import { nodeSubject, sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import {
  defineProbe,
  type FoundCandidate,
  type ProbeContent,
  type ProbeEngine,
} from '@basinet/network/contract'
import { latentMark } from './contract/latent.ts'
import { tenPrint } from './contract/ten-print.ts'
import { ENGINE, EXAMINER, OFFICER, PURPOSE } from './contract/words.ts'
import { ENGINE_NAME } from './engine/engine.ts'
import { templateOf } from './engine/read-print.ts'
import type { JobParts } from './jobs/asker.ts'
import { readableFingers, readLatent } from './store.ts'

const FORMAT = 'ANSI/NIST-ITL 1-2011'
const CANDIDATES_MAX = 20
/** More are looked at than are answered, because cards that may not be found take no place. */
const SOUGHT = 100
/** A type-1 and a type-9 record of 200 minutiae take 6,000. */
const CONTENT_MAX_BYTES = 64_000
const MINUTIAE_MIN = 4
const MINUTIAE_MAX = 400
/** Restricted: what an officer at the counter may read. */
const CLEARANCE = 2

/** Engine and gallery of this process, once they run. */
const running = new WeakMap<Core, JobParts>()

export function probesRunOn(core: Core, parts: JobParts): void {
  running.set(core, parts)
}

/**
 * A mark sought among another nation's cards. What travels are its minutiae and nothing of where it came from; candidates go back only
 * after an examiner of the holder has looked at each.
 */
export function fingerprintProbe(core: () => Core): ProbeEngine {
  return {
    declaration: defineProbe({
      kind: 'fingerprint',
      from: [latentMark.type],
      among: tenPrint.type,
      formats: [FORMAT],
      contentBytesMax: CONTENT_MAX_BYTES,
      candidatesMax: CANDIDATES_MAX,
      senders: [EXAMINER],
      examiners: [EXAMINER],
    }),
    async make(record) {
      const compact = await asEngine(core(), (tx) => readLatent(tx, record.id))
      return compact === null
        ? fail(
            'print.not-filed',
            'the mark is not in the file of unsolved marks: lock an analysis that finds value',
          )
        : ok({ format: FORMAT, bytes: contentOf(templateOf(compact)) })
    },
    check: async (content) => {
      const read = templateIn(content)
      return read.ok ? ok(true) : read
    },
    async search(content, most, signal) {
      const read = templateIn(content)
      if (!read.ok) return read
      const parts = running.get(core())
      if (parts === undefined)
        return fail('print.engine', 'the fingerprint engine of this process does not run')
      await parts.gallery.sync()
      signal.throwIfAborted()
      const hits = await parts.engine.search(writeCompact(read.value), SOUGHT)
      const fingers = await asEngine(core(), (tx) =>
        readableFingers(
          tx,
          hits.map(({ n }) => n),
        ),
      )
      const best = new Map<string, FoundCandidate>()
      for (const { n, score } of hits) {
        const id = fingers.find((finger) => finger.n === n)?.card
        if (id !== undefined && !best.has(id))
          best.set(id, { record: { type: tenPrint.type, id }, score, engine: ENGINE_NAME })
      }
      return ok([...best.values()].slice(0, Math.min(most, CANDIDATES_MAX)))
    },
  }
}

/** As the node, with an officer's eyes: neither minors' cards nor sealed ones are there. */
function asEngine<T>(core: Core, work: (tx: Tx) => Promise<T>): Promise<T> {
  const subject: Subject = {
    ...nodeSubject(core.nation),
    roles: ['node-system', ENGINE, OFFICER],
    clearance: CLEARANCE,
    purpose: PURPOSE,
  }
  return core.store.run(sealedSubject(core, subject, core.now()), { readOnly: true }, work)
}

/** A transaction of the minutiae alone (type 9), with what type 1 must have and nothing more. */
function contentOf(template: Template): Uint8Array {
  const content = fieldOf(1, 3, [
    ['1', '1'],
    ['9', '00'],
  ])
  const fields = [fieldOf(1, 1, [['0']]), fieldOf(1, 2, [['0500']]), content, fieldOf(1, 4, [['LFFS']])]
  // Impression 4: latent (table 7 of the standard).
  return writeNist([{ type: 1, fields }, minutiaeRecord(0, 4, 0, 'BASINET', template)])
}

/** The minutiae of a partner's probe; its bytes are taken for nothing until they were read. */
function templateIn({ format, bytes }: ProbeContent): Result<Template> {
  if (format !== FORMAT) return fail('print.format', `${FORMAT} expected, "${format.slice(0, 40)}" there`)
  if (bytes.length > CONTENT_MAX_BYTES)
    return fail('print.format', `${bytes.length} bytes; at most ${CONTENT_MAX_BYTES} expected`)
  try {
    for (const record of readNist(bytes)) {
      if (isBinary(record) || record.type !== 9) continue
      const template = minutiaeOf(record)
      const count = template?.x.length ?? 0
      if (template === null || count < MINUTIAE_MIN || count > MINUTIAE_MAX)
        return fail('print.format', `${count} minutiae; ${MINUTIAE_MIN} to ${MINUTIAE_MAX} expected`)
      writeCompact(template)
      return ok(template)
    }
    return fail('print.format', 'no record of type 9 in the probe')
  } catch (error) {
    if (error instanceof NistError || error instanceof RangeError)
      return fail('print.format', error.message.slice(0, 300))
    throw error
  }
}
