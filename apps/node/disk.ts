import type { Core } from '@basinet/kernel/record'
import { watchDisk, type DiskReading, type DiskWatch } from '@basinet/kernel/store'
import type { NodeConfig } from './config.ts'
import type { OpenDatabase } from './database.ts'
import type { Logger } from './log.ts'

/** Watches the disks of data and embedded database; every change of state is an alarm in the log and in the audit log. */
export function openDisk(
  config: NodeConfig,
  database: Pick<OpenDatabase, 'directory'>,
  core: Core,
  log: Logger,
): Promise<DiskWatch> {
  const directories = [config.dataDir, ...(database.directory === null ? [] : [database.directory])]
  return watchDisk({
    directories,
    limits: config.disk,
    onChange: (now) => void sayChange(now, core, log),
    onError: (error) => log.warn({ err: error }, 'the free space of the disk could not be read'),
  })
}

async function sayChange(now: DiskReading, core: Core, log: Logger): Promise<void> {
  const { state, freeBytes, directory } = now
  const facts = { disk: state, freeBytes, directory }
  if (state === 'full') log.error(facts, 'the disk is full: commands and uploads are refused')
  else log.warn(facts, state === 'low' ? 'the disk is getting full' : 'the disk has room again')
  try {
    await core.audit.write({
      kind: 'node.alarm',
      at: core.now(),
      actor: `node:${core.nation}`,
      outcome: state === 'ok' ? 'done' : 'failed',
      details: { alarm: 'disk', state, freeBytes },
    })
  } catch (error) {
    log.error({ err: error }, 'the alarm of the disk could not be written to the audit log')
  }
}
