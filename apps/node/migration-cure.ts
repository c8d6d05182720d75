import type { Failure } from '@basinet/kernel/contract'
import type { NodeConfig } from './config.ts'
import type { NodeFile } from './node-file.ts'

/** Says what to do about a database that this version may not use; other failures pass unchanged. */
export function withCure(failure: Failure, mode: NodeFile['mode'], config: NodeConfig): Failure {
  if (failure.code === 'store.older')
    return {
      ...failure,
      message: `${failure.message}. Stop every process of the node and run: npx basinet upgrade DIRECTORY, which backs up into DIRECTORY first (docs/operating/upgrade.md)`,
    }
  if (failure.code !== 'store.newer' && failure.code !== 'store.changed') return failure
  return { ...failure, message: `${failure.message}. ${cure(failure.code, mode, config)}` }
}

function cure(code: 'store.newer' | 'store.changed', mode: NodeFile['mode'], config: NodeConfig): string {
  if (mode === 'demo')
    return config.database === null
      ? `This is a demonstration made by another version: remove ${config.dataDir} to begin a new one, or set BASINET_DATA to another directory`
      : `This is a demonstration made by another version: empty the database, or name another one in DATABASE_URL and DATABASE_ADMIN_URL`
  return code === 'store.newer'
    ? 'This is a service node: start the version that upgraded it or a later one; to go back, restore the backup made before the upgrade (docs/operating/upgrade.md)'
    : 'This is a service node, and only released versions may open it: start the release that it was last run with, and upgrade from there (docs/operating/upgrade.md)'
}
