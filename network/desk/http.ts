import type { FastifyInstance } from 'fastify'
import { logRead, subjectOf } from '@basinet/kernel/http'
import type { Core } from '@basinet/kernel/record'
import type { AgreementTemplate } from '../agreements/template.ts'
import { asNetwork, type Db } from '../node/db.ts'
import type { Keyring } from '@basinet/kernel/keys'
import type { NetworkHealth } from '../node/start.ts'
import { agreementRoutes } from './agreement-http.ts'
import { readAgreements } from './agreements.ts'
import { bundleRoutes } from './bundle-http.ts'
import { readDesk } from './desk.ts'
import { readLeft } from './left.ts'
import { readRecalls } from './recalls.ts'
import { networkReader } from './reader.ts'

export interface DeskHttp {
  readonly core: Core
  readonly health: () => NetworkHealth
  /** Opens the node's own network keys, for files carried by hand. */
  readonly keyring: Pick<Keyring, 'seal' | 'open'>
  readonly templates: readonly AgreementTemplate[]
}

/** `/api/v1/network/…`: how the node stands in the network, what left, what is recalled, what is agreed. */
export function networkRoutes(app: FastifyInstance, { core, health, keyring, templates }: DeskHttp): void {
  const page = <T>(
    path: string,
    id: string,
    summary: string,
    read: (db: Db, at: Date) => Promise<T>,
  ): void => {
    app.get(
      `/api/v1/network/${path}`,
      {
        preHandler: networkReader,
        schema: { operationId: id, summary, tags: ['regional/sharing'] },
      },
      async (request) => {
        const found = await asNetwork(core, read)
        await logRead(core, subjectOf(request), {
          kind: 'report.read',
          details: { report: `network/${path}` },
        })
        return found
      },
    )
  }
  page('desk', 'network-desk', 'Links, what waits, copies and recalls by partner', async (db, at) => {
    const desk = await readDesk(db, core.nation, at)
    return { health: health(), desk: desk.ok ? desk.value : null }
  })
  page('recalls', 'network-recalls', 'Own recalls, and which partner still owes its receipt', async (db) => ({
    items: await readRecalls(db, core.nation),
  }))
  page('left', 'network-left', 'What left the country, to whom and under which agreement; counts', (db, at) =>
    readLeft(db, core.nation, at),
  )
  page(
    'agreements',
    'network-agreements',
    'Agreements this node holds, and their states',
    async (db, at) => ({
      items: await readAgreements(db, core.nation, at),
    }),
  )
  agreementRoutes(app, core, templates)
  bundleRoutes(app, { core, keyring })
}
