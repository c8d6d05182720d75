import { createLog, openNode, readConfig, readNodeFile, type OpenNode } from '@basinet/node-app'
import { fail, type Result } from '@basinet/kernel/contract'
import type { Io } from '../io.ts'

/** The node of BASINET_DATA, opened for a verb that works on it and closed by that verb. */
export async function openHere(io: Io): Promise<Result<OpenNode>> {
  const config = readConfig(io.env)
  if (!config.ok) return config
  const file = readNodeFile(config.value.dataDir)
  if (!file.ok) return file
  if (file.value === null)
    return fail('node.absent', `there is no node in ${config.value.dataDir}; set BASINET_DATA`)
  return openNode(config.value, file.value, createLog(io.env['BASINET_LOG'] ?? 'warn'))
}
