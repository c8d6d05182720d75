import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface ThinLink {
  readonly port: number
  /** Bytes carried from the sender so far, TLS and all. */
  carried(): number
  close(): void
}

/** Slices of the rate, milliseconds. */
const TICK_MS = 10
/** What a slow sender's socket may hold before it is told to wait. */
const QUEUE_MAX = 131_072

/** A satellite link in this process: TCP carried with a delay each way and at most so many bytes a second each way. */
export async function thinLink(to: number, oneWayMs: number, bytesPerSecond: number): Promise<ThinLink> {
  let carried = 0
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    pipe(near, far, 'up')
    pipe(far, near, 'down')
    for (const socket of [near, far]) socket.on('error', () => undefined)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  // One budget a direction for all connections together.
  const budgets = new Map<string, number>()
  function pipe(from: Socket, into: Socket, direction: 'up' | 'down'): void {
    const queue: Buffer[] = []
    let queued = 0
    from.on('data', (bytes) => {
      queue.push(bytes)
      queued += bytes.length
      if (queued > QUEUE_MAX) from.pause()
    })
    const timer = setInterval(() => {
      const now = performance.now()
      for (let first = queue[0]; first !== undefined; first = queue[0]) {
        const free = Math.max(now, budgets.get(direction) ?? 0)
        if (free > now + TICK_MS) break
        budgets.set(direction, free + (first.length * 1000) / bytesPerSecond)
        queue.shift()
        queued -= first.length
        if (direction === 'up') carried += first.length
        setTimeout(() => into.write(first), oneWayMs)
      }
      if (queued <= QUEUE_MAX) from.resume()
    }, TICK_MS)
    from.on('close', () => clearInterval(timer))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, carried: () => carried, close: () => void server.close() }
}
