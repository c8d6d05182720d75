import { holdTestCluster, releaseTestCluster } from '../kernel/store/cluster/test-cluster.ts'

/** The first test that asks for a database starts the cluster; the run only keeps it from being stopped by another run. */
export function setup(): void {
  holdTestCluster()
}

export async function teardown(): Promise<void> {
  await releaseTestCluster()
}
