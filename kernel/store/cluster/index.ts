export { openCluster } from './open-cluster.ts'
export { systemClock } from './system-clock.ts'
export type { Cluster, ClusterClock, ClusterEvent } from './types.ts'
