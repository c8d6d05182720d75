import { parseArgs } from 'node:util'
import { createFirstAdministrator } from '@basinet/kernel/identity'
import { checkNoNode, createLog, openNode, readConfig, writeNodeFile } from '@basinet/node-app'
import type { Verb } from '../io.ts'

/** Makes a service node: its directory, keys and database, and one administrator whose password is shown this once. */
export const init: Verb = async (args, io) => {
  const { values } = parseArgs({
    args,
    options: {
      nation: { type: 'string' },
      name: { type: 'string' },
    },
    allowPositionals: false,
  })
  const { nation } = values
  if (nation === undefined || !/^[A-Z]{3}$/.test(nation)) {
    io.stderr.write('basinet: --nation takes three capital letters (ISO 3166-1 alpha-3), e.g. --nation LCA\n')
    return 2
  }
  const config = readConfig(io.env)
  if (!config.ok) return refuse(config.error.message)
  const { dataDir } = config.value
  const file = { format: 1, nation, mode: 'service', name: values.name ?? nation } as const
  const nodeFile = { ...file, createdAt: new Date().toISOString() }
  const free = checkNoNode(dataDir)
  if (!free.ok) return refuse(free.error.message)
  const node = await openNode(config.value, nodeFile, createLog(io.env['BASINET_LOG'] ?? 'warn'))
  if (!node.ok) return refuse(node.error.message)
  try {
    // Only now: what failed before (a token, a database) can be mended and the command given again.
    const written = writeNodeFile(dataDir, nodeFile)
    if (!written.ok) return refuse(written.error.message)
    for (const warning of node.value.keyring.warnings) io.stdout.write(`Warning: ${warning}\n`)
    const first = await createFirstAdministrator(node.value.identityOptions)
    if (!first.ok) return refuse(first.error.message)
    io.stdout.write(`The service node of ${nation} is in ${dataDir}.\n`)
    io.stdout.write(
      `Administrator: ${first.value.username}\nPassword (shown once, must be changed at the first sign-in): ${first.value.password}\n`,
    )
    return 0
  } finally {
    await node.value.close()
  }

  function refuse(message: string): number {
    io.stderr.write(`basinet: ${message}\n`)
    return 1
  }
}
