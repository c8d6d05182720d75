import { createRecoveryAdministrator } from '@basinet/kernel/identity'
import { createLog, openNode } from '@basinet/node-app'
import type { Verb } from '../io.ts'
import { keysHere, refuse } from './backup.ts'

/** For the operator at the machine, when the two-person rule has lost its second person. */
export const administratorAdd: Verb = async (args, io) => {
  if (args.length > 0) return refuse(io, 'usage: basinet administrator add')
  const here = await keysHere(io)
  if (!here.ok) return refuse(io, here.error.message)
  const { config, file } = here.value
  if (file.mode !== 'service')
    return refuse(io, 'a demonstration has one-use links; this is for a service node')
  const node = await openNode(config, file, createLog(io.env['BASINET_LOG'] ?? 'warn'))
  if (!node.ok) return refuse(io, node.error.message)
  try {
    const added = await createRecoveryAdministrator(node.value.identityOptions)
    if (!added.ok) return refuse(io, added.error.message)
    io.stdout.write(
      `Administrator: ${added.value.username}\nPassword (shown once, must be changed at the first sign-in): ${added.value.password}\n`,
    )
    return 0
  } finally {
    await node.value.close()
  }
}
