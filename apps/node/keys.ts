import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '@basinet/kernel/contract'
import { openKeyring, type Keyring } from '@basinet/kernel/keys'
import type { NodeConfig } from './config.ts'

/** Opens the node's keys, or makes them at the first start. */
export function openKeys(config: NodeConfig, clock: () => Date): Promise<Result<Keyring>> {
  const dir = join(config.dataDir, 'keys')
  const credentials = process.env['CREDENTIALS_DIRECTORY']
  return openKeyring({
    dir,
    source:
      credentials === undefined
        ? { kind: 'file', path: config.keyFile }
        : { kind: 'systemd', name: 'basinet-kek', directory: credentials },
    outside: [config.dataDir],
    create: !existsSync(join(dir, 'keyring.json')),
    random: (bytes) => randomBytes(bytes),
    clock,
  })
}
