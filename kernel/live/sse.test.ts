import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventStream } from './sse.ts'

/** A server whose route asks something before it streams, as ours ask the database. */
let app: FastifyInstance
let arrived: () => void = () => undefined
let answered: Promise<void> = Promise.resolve()
const ended: string[] = []
beforeAll(async () => {
  app = fastify({ forceCloseConnections: true })
  app.get('/:name', async (asked, reply) => {
    arrived()
    await answered
    const stream = openEventStream(reply)
    stream.onClose(() => void ended.push((asked.params as { name: string }).name))
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => app.close())

const ask = (path: string) => {
  const { port } = app.server.address() as AddressInfo
  const client = request({ port, host: '127.0.0.1', path })
  client.on('error', () => undefined)
  client.end()
  return client
}

test('who goes away while the route still asks leaves nothing behind', async () => {
  const gate = Promise.withResolvers<void>()
  answered = gate.promise
  const here = new Promise<void>((told) => (arrived = told))
  const client = ask('/early')
  await here
  client.destroy()
  await expect
    .poll(() => new Promise<number>((told) => app.server.getConnections((_e, n) => told(n))))
    .toBe(0)
  gate.resolve()
  await expect.poll(() => ended).toEqual(['early'])
})

test('who goes away later is told of once', async () => {
  answered = Promise.resolve()
  const client = ask('/late')
  const [answer] = (await once(client, 'response')) as [{ destroy(): void; statusCode: number }]
  expect(answer.statusCode).toBe(200)
  answer.destroy()
  await expect.poll(() => ended.filter((name) => name === 'late')).toEqual(['late'])
})
