import { createSocket } from 'node:dgram'

/** A UDP port nobody is bound to now. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}

/** Sends each line as a datagram of its own. */
export function sendUdp(port: number, ...lines: readonly string[]): Promise<void> {
  const socket = createSocket('udp4')
  return new Promise((resolve, reject) => {
    let left = lines.length
    for (const line of lines)
      socket.send(`${line}\r\n`, port, '127.0.0.1', (error) => {
        if (error !== null) return reject(error)
        if (--left === 0) socket.close(() => resolve())
      })
  })
}
