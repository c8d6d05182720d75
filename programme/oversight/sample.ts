import { createHash } from 'node:crypto'

/**
 * A draw of `size` ids without return, the same for the same seed and population: ids in the order of SHA-256(seed ‖ LF ‖ id),
 * the first of them. What is added later moves nothing that was drawn before among what stays.
 */
export function sampleOf(ids: readonly string[], seed: string, size: number): string[] {
  const rank = (id: string): string => createHash('sha256').update(`${seed}\n${id}`).digest('hex')
  return [...new Set(ids)]
    .map((id) => [rank(id), id] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, size)
    .map(([, id]) => id)
}
