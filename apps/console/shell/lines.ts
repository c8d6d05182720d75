import type { IconName } from '../parts/icons.tsx'

/** The mission's lines in their order, as the kernel's contract has them; a test holds the two equal. */
export const RAIL: readonly { id: string; icon: IconName; go: string }[] = [
  { id: 'regional', icon: 'regional', go: 'g r' },
  { id: '1-maritime', icon: 'maritime', go: 'g 1' },
  { id: '2-law-enforcement', icon: 'law', go: 'g 2' },
  { id: '3-borders', icon: 'borders', go: 'g 3' },
  { id: '4-justice', icon: 'justice', go: 'g 4' },
  { id: '5-prevention', icon: 'prevention', go: 'g 5' },
  { id: 'programme', icon: 'programme', go: 'g p' },
  { id: 'node', icon: 'node', go: 'g n' },
]

/** Lists of another capability's records that people look for under this one. */
export const BORROWED: readonly { line: string; capability: string; type: string }[] = [
  { line: '3-borders', capability: 'seizures', type: 'exhibit' },
]

/** Pages of the node itself, beside whatever capabilities it declares. */
export const NODE_PAGES: readonly {
  id: string
  path: string
  icon: IconName
  go: string
  /** Capability whose records this page shows, so that the rail names it once. */
  covers?: string
}[] = [
  { id: 'feeds', path: '/node/feeds', icon: 'feed', go: 'g f', covers: 'feeds' },
  { id: 'audit', path: '/node/audit', icon: 'proof', go: 'g a' },
  { id: 'jobs', path: '/node/jobs', icon: 'jobs', go: 'g j' },
  { id: 'people', path: '/node/people', icon: 'people', go: 'g u', covers: 'identity' },
]
