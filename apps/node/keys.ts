import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '@basinet/kernel/contract'
import { openKeyring, type KekLocation, type Keyring } from '@basinet/kernel/keys'
import type { NodeConfig } from './config.ts'

/** Opens the node's keys, or makes them at the first start. */
export function openKeys(config: NodeConfig, clock: () => Date): Promise<Result<Keyring>> {
  const dir = join(config.dataDir, 'keys')
  return openKeyring({
    dir,
    source: placeOf(config),
    outside: [config.dataDir],
    create: !existsSync(join(dir, 'keyring.json')),
    random: (bytes) => randomBytes(bytes),
    clock,
  })
}

/** A token that is configured is wanted: no file is used in its place. */
function placeOf(config: NodeConfig): KekLocation {
  if (config.keyToken !== null) return config.keyToken
  const directory = process.env['CREDENTIALS_DIRECTORY']
  return directory === undefined
    ? { kind: 'file', path: config.keyFile }
    : { kind: 'systemd', name: 'basinet-kek', directory }
}
