import { fail, must, ok, type Result } from '@basinet/kernel/contract'
import {
  formatLeafUpload,
  HASH_BYTES,
  packageRanges,
  packageSubtree,
  parseMirrorInfo,
  subtreeProof,
  TILE_WIDTH,
  tileAt,
  type LeafPackage,
  type Subtree,
} from '@basinet/transparency-log'
import { ownNodes, type OwnLog } from './own-log.ts'
import type { WitnessPort } from './port.ts'

/** Uploads of 8,192 leaves in one go; what is left comes with the next round. */
const UPLOADS_MAX = 64

/**
 * Brings a mirror up to the checkpoint it has cosigned last, which must be of `size` leaves.
 * @returns leaves the mirror has then. Errors: `mirror.unreachable`, `mirror.answer`, `mirror.refused`, `mirror.stuck`
 */
export async function pushLeaves(
  own: OwnLog,
  port: WitnessPort,
  size: number,
  from = 0,
): Promise<Result<number>> {
  let next = Math.min(from, size)
  for (let upload = 0; upload < UPLOADS_MAX; upload++) {
    const packages = await Promise.all(packageRanges(next, size).map((range) => packageOf(own, range, size)))
    const { origin } = own
    const ticket = new Uint8Array(0)
    const sent = await port.addLeaves(formatLeafUpload({ origin, start: next, end: size, ticket, packages }))
    if (sent === null) return fail('mirror.unreachable', `${port.name} cannot be reached`)
    if (sent.status !== 200 && sent.status !== 202 && sent.status !== 409)
      return fail('mirror.refused', `${port.name} answered ${sent.status}: ${sent.body.trim().slice(0, 200)}`)
    const info = parseMirrorInfo(sent.body)
    if (!info.ok) return fail('mirror.answer', `${port.name}: ${info.error.message}`)
    if (sent.status === 200) return ok(size)
    if (info.value.size !== size)
      return fail('mirror.refused', `${port.name} expects leaves up to ${info.value.size}, not ${size}`)
    // Only forward, but for the first answer, which may say that the mirror has less than was thought.
    if (info.value.nextEntry > size || (upload > 0 && info.value.nextEntry <= next))
      return fail('mirror.stuck', `${port.name} does not get beyond leaf ${info.value.nextEntry}`)
    next = info.value.nextEntry
  }
  return ok(next)
}

async function packageOf(own: OwnLog, range: Subtree, size: number): Promise<LeafPackage> {
  const proof = must(await subtreeProof(own.hasher, ownNodes(own, size), packageSubtree(range), size))
  return { ...range, hashes: await ownLeaves(own, range), proof }
}

/** Leaf hashes of the own log inside one tile. */
async function ownLeaves(own: OwnLog, range: Subtree): Promise<Uint8Array[]> {
  const tile = tileAt(own.size, 0, Math.floor(range.begin / TILE_WIDTH))
  const [bytes] = tile === null ? [null] : await own.tiles.readTiles([tile])
  if (bytes === null || bytes === undefined)
    throw new Error(`BUG: own log lacks leaves ${range.begin} to ${range.end}`)
  const first = Math.floor(range.begin / TILE_WIDTH) * TILE_WIDTH
  return Array.from({ length: range.end - range.begin }, (_, i) => {
    const at = (range.begin - first + i) * HASH_BYTES
    return bytes.slice(at, at + HASH_BYTES)
  })
}
