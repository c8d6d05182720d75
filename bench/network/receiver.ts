import type { PeerAddress, TlsIdentity } from '../../network/transports/index.ts'
import { httpsHost } from '../../network/transports/index.ts'
import { openBenchNode } from './bench-node.ts'

/** What the sending process says first. */
export interface ReceiverStart {
  readonly identity: TlsIdentity
  readonly sender: PeerAddress
}

/** The receiving nation, a process of its own: started by `sender.ts`, spoken with over the channel between them. */
process.once('message', (start: ReceiverStart) => {
  serve(start).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

async function serve({ identity, sender }: ReceiverStart): Promise<void> {
  const bench = await openBenchNode('BRB', 'LCA', true)
  const host = await httpsHost({
    identity,
    peers: [sender],
    answer: (_from, request, options) => bench.peer.answer(request, options),
    host: '127.0.0.1',
    port: 0,
    onError: (error) => console.error(error),
  })
  process.on('message', (word: string) => {
    const answered =
      word === 'applied'
        ? bench.applied()
        : host
            .close()
            .then(() => bench.close())
            .then(() => -1)
    answered.then(
      (count) => {
        process.send?.({ count, cpu: process.cpuUsage() })
        if (count < 0) process.disconnect()
      },
      (error: unknown) => console.error(error),
    )
  })
  process.send?.({ port: host.port })
}
