import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL of the bench's own, so that its fsync may be turned on; gives how to remove it again. */
export function ownCluster(): () => Promise<void> {
  const before = process.env['TMPDIR']
  const directory = mkdtempSync(join(tmpdir(), 'basinet-bench-'))
  // As root the server runs as another user, who must reach it.
  chmodSync(directory, 0o755)
  process.env['TMPDIR'] = directory
  return async () => {
    const { releaseTestCluster } = await import('../../kernel/store/cluster/test-cluster.ts')
    await releaseTestCluster()
    rmSync(directory, { recursive: true, force: true })
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
