import { randomBytes } from 'node:crypto'
import { must, ok, type Result } from '@basinet/kernel/contract'
import type { AgreementText } from '@basinet/network/agreements'
import {
  agreementStatements,
  asNetwork,
  beginCeremony,
  introduce,
  keepCeremony,
  keepStatements,
  loadKeys,
  makeKeys,
  takeTurn,
  type Ceremony,
  type OwnKeys,
} from '@basinet/network/node'
import { foundNetwork, acceptRegister, signKeys } from '@basinet/network/register'
import {
  createLog,
  openNode,
  readConfig,
  writeNodeFile,
  readNodeFile,
  type OpenNode,
} from '@basinet/node-app'
import { demonstrationAgreement } from './agreement.ts'
import { nameOf, REGIONAL_BODY } from './nations.ts'
import { regionEnv, type RegionNode } from './region-file.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Makes the nodes of a region: databases, keys, a network founded by all, an agreement signed by all, everything marked as a
 * demonstration. The nodes are closed again.
 * @param terms where their agreement differs from the demonstration's
 */
export async function prepareRegion(
  directory: string,
  nodes: readonly RegionNode[],
  env: Env,
  terms: Partial<AgreementText> = {},
): Promise<Result<null>> {
  const opened: OpenNode[] = []
  try {
    // Two at a time: making a database is bound to the disk and the processor, and more at once takes longer.
    for (let first = 0; first < nodes.length; first += 2) {
      const pair = await Promise.all(
        nodes.slice(first, first + 2).map((node) => openOne(directory, node, env)),
      )
      for (const one of pair) if (one.ok) opened.push(one.value)
      for (const one of pair) if (!one.ok) return one
    }
    await foundTogether(opened, Date.now(), terms)
    return ok(null)
  } finally {
    await Promise.all(opened.map((node) => node.close()))
  }
}

async function openOne(directory: string, node: RegionNode, env: Env): Promise<Result<OpenNode>> {
  const config = readConfig(regionEnv(directory, node, env))
  if (!config.ok) return config
  const there = readNodeFile(config.value.dataDir)
  if (!there.ok) return there
  const file =
    there.value === null
      ? writeNodeFile(config.value.dataDir, {
          format: 1,
          nation: node.nation,
          mode: 'demo',
          name: `${nameOf(node.nation)} demonstration`,
          createdAt: new Date().toISOString(),
        })
      : ok(there.value)
  return file.ok ? openNode(config.value, file.value, createLog(env['BASINET_LOG'] ?? 'warn')) : file
}

async function keysOf(node: OpenNode): Promise<OwnKeys> {
  const { core, keyring } = node
  return asNetwork(core, async (db, at) => {
    if (must(await loadKeys(db, core.nation, keyring, at)) === null)
      await makeKeys(db, core.nation, keyring, (bytes) => new Uint8Array(randomBytes(bytes)), at)
    const keys = must(await loadKeys(db, core.nation, keyring, at))
    if (keys === null) throw new Error('BUG: keys were made')
    return keys
  })
}

async function foundTogether(
  nodes: readonly OpenNode[],
  at: number,
  terms: Partial<AgreementText>,
): Promise<void> {
  const keys: OwnKeys[] = []
  for (const node of nodes) keys.push(await keysOf(node))
  const introductions = nodes.map(({ core, config }, i) => {
    const { nation, mode } = core
    const kind = nation === REGIONAL_BODY ? 'body' : 'nation'
    const urls = config.network.url === null ? [] : [config.network.url]
    return introduce({ nation, kind, mode, urls }, keys[i]!)
  })
  const majority = Math.floor(nodes.length / 2) + 1
  let ceremony: Ceremony = must(beginCeremony('demonstration', introductions, majority, at))
  for (const each of [...keys, ...keys]) ceremony = must(takeTurn(ceremony, each, at)).ceremony
  const { done } = must(takeTurn(ceremony, keys[0]!, at))
  if (done === null) throw new Error('BUG: every founder has signed')
  const register = must(acceptRegister(must(foundNetwork(done.founding)), done.register, at))
  const agreement = demonstrationAgreement(keys, signKeys(register, at), at, terms)
  for (const { core } of nodes)
    await asNetwork(core, async (db, now) => {
      await keepCeremony(db, ceremony, done, now)
      await keepStatements(db, agreementStatements(agreement), now)
    })
}
