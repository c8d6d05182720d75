import { once } from 'node:events'
import { connect } from 'node:tls'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { ok } from '@basinet/kernel/contract'
import { httpsTransport } from './https-client.ts'
import type { HttpsHost } from './https-server.ts'
import { hostOf, identityOf, peerOf } from './test-peers.ts'
import { EXCHANGE_MAX_BYTES, type Answerer, type TlsIdentity, type Transport } from './transport.ts'

let saintLucia: TlsIdentity
let barbados: TlsIdentity
let stranger: TlsIdentity
beforeAll(async () => {
  ;[saintLucia, barbados, stranger] = (await Promise.all(['LCA', 'BRB', 'QQQ'].map(identityOf))) as [
    TlsIdentity,
    TlsIdentity,
    TlsIdentity,
  ]
})

const open: { hosts: HttpsHost[]; transports: Transport[] } = { hosts: [], transports: [] }
afterEach(async () => {
  for (const transport of open.transports.splice(0)) transport.close()
  for (const host of open.hosts.splice(0)) await host.close()
})

const echo: Answerer = async (from, request) => ok(Buffer.concat([Buffer.from(`${from}:`), request]))
const NOW = { waitSeconds: 0, signal: new AbortController().signal }

async function host(answer: Answerer, identity = barbados): Promise<HttpsHost> {
  const made = await hostOf(identity, [peerOf('LCA', saintLucia)], answer)
  open.hosts.push(made)
  return made
}

function transport(identity = saintLucia): Transport {
  const made = httpsTransport(identity)
  open.transports.push(made)
  return made
}

it('carries bytes both ways and names the peer by its certificate', async () => {
  const { port } = await host(echo)
  const every = Uint8Array.from({ length: 256 }, (_, i) => i)
  const answer = await transport().exchange(peerOf('BRB', barbados, port), every, NOW)
  expect(answer).toEqual(ok(Buffer.concat([Buffer.from('LCA:'), every])))
})

it('carries the largest batch and nothing larger', async () => {
  const { port } = await host(async (_from, request) => ok(Uint8Array.of(request.length / 2 ** 20)))
  const peer = peerOf('BRB', barbados, port)
  expect(await transport().exchange(peer, new Uint8Array(EXCHANGE_MAX_BYTES), NOW)).toEqual(ok(Buffer.of(4)))
  expect(await transport().exchange(peer, new Uint8Array(EXCHANGE_MAX_BYTES + 1), NOW)).toMatchObject({
    ok: false,
    error: { code: 'transport.too-large' },
  })
})

it('does not talk to a node that shows another certificate', async () => {
  let heard = 0
  const { port } = await host(async () => ok(Uint8Array.of(++heard)), stranger)
  expect(await transport().exchange(peerOf('BRB', barbados, port), Uint8Array.of(1), NOW)).toMatchObject({
    ok: false,
    error: { code: 'transport.identity' },
  })
  expect(heard).toBe(0)
})

it('does not read a byte from a stranger, with or without a certificate', async () => {
  let heard = 0
  const { port } = await host(async () => ok(Uint8Array.of(++heard)))
  const answer = await transport(stranger).exchange(peerOf('BRB', barbados, port), Uint8Array.of(1), NOW)
  expect(answer.ok).toBe(false)
  const bare = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  const closed = new Promise<void>((resolve) => {
    bare.on('close', () => resolve())
  })
  bare.on('error', () => undefined)
  bare.end('POST /basinet/v1/exchange HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n')
  bare.resume()
  await closed
  expect(heard).toBe(0)
})

it('speaks TLS 1.3 and nothing older', async () => {
  const { port } = await host(echo)
  const old = connect({
    port,
    host: '127.0.0.1',
    maxVersion: 'TLSv1.2',
    rejectUnauthorized: false,
    key: saintLucia.key,
    cert: saintLucia.certificate,
  })
  const [error] = (await once(old, 'error')) as [Error & { code: string }]
  expect(error.code).toMatch(/PROTOCOL_VERSION/)
})

it('cuts off who is no longer in the register, in the middle of an exchange too', async () => {
  let began: () => void = () => undefined
  const begun = new Promise<void>((resolve) => {
    began = resolve
  })
  const made = await host(async (_from, _request, { signal }) => {
    began()
    await once(signal, 'abort')
    return ok(new Uint8Array())
  })
  const peer = peerOf('BRB', barbados, made.port)
  const lucian = transport()
  const running = lucian.exchange(peer, Uint8Array.of(1), { ...NOW, waitSeconds: 20 })
  await begun
  made.setPeers([])
  expect(await running).toMatchObject({ ok: false })
  expect(await lucian.exchange(peer, Uint8Array.of(1), NOW)).toMatchObject({ ok: false })
  made.setPeers([peerOf('LCA', saintLucia)])
  expect(
    await transport().exchange(peer, Uint8Array.of(1), { ...NOW, signal: AbortSignal.abort() }),
  ).toMatchObject({
    error: { code: 'transport.stopped' },
  })
})

it('takes a rotated certificate beside the old one', async () => {
  const next = await identityOf('LCA')
  const made = await host(echo)
  made.setPeers([{ nation: 'LCA', urls: [], certificates: [saintLucia.certificate, next.certificate] }])
  const peer = peerOf('BRB', barbados, made.port)
  for (const identity of [saintLucia, next])
    expect(await transport(identity).exchange(peer, Uint8Array.of(7), NOW)).toMatchObject({ ok: true })
})

it('tells a flooding member to wait and goes on with the others', async () => {
  const release = new AbortController()
  const made = await hostOf(
    barbados,
    [peerOf('LCA', saintLucia), peerOf('VCT', stranger)],
    async (from, request) => {
      if (from === 'LCA' && !release.signal.aborted) await once(release.signal, 'abort')
      return ok(request)
    },
  )
  open.hosts.push(made)
  const peer = peerOf('BRB', barbados, made.port)
  const flood = Array.from({ length: 4 }, () => transport()).flatMap((t) =>
    Array.from({ length: 6 }, () => t.exchange(peer, Uint8Array.of(1), NOW)),
  )
  const first = await Promise.race(flood)
  expect(first).toMatchObject({ ok: false, error: { message: expect.stringContaining('429') } })
  expect(await transport(stranger).exchange(peer, Uint8Array.of(2), NOW)).toEqual(ok(Buffer.of(2)))
  release.abort()
  const all = await Promise.all(flood)
  expect(all.filter((answer) => answer.ok)).toHaveLength(16)
})

it('says so when nobody listens, and tries the next address', async () => {
  const gone = await host(echo)
  await gone.close()
  open.hosts.length = 0
  const peer = peerOf('BRB', barbados, gone.port)
  expect(await transport().exchange(peer, Uint8Array.of(1), NOW)).toMatchObject({
    error: { code: 'transport.unreachable' },
  })
  const { port } = await host(echo)
  const both = { ...peer, urls: ['not an address', ...peer.urls, `https://127.0.0.1:${port}`] }
  expect(await transport().exchange(both, Uint8Array.of(1), NOW)).toMatchObject({ ok: true })
})

it('survives an answerer that throws', async () => {
  const errors: Error[] = []
  const made = await hostOf(
    barbados,
    [peerOf('LCA', saintLucia)],
    async () => {
      throw new Error('secret detail')
    },
    (error) => errors.push(error),
  )
  open.hosts.push(made)
  const answer = await transport().exchange(peerOf('BRB', barbados, made.port), Uint8Array.of(1), NOW)
  expect(answer).toMatchObject({
    error: { code: 'transport.refused', message: 'the peer answered 500 (transport.failed)' },
  })
  expect(errors.map((e) => e.message)).toEqual(['secret detail'])
})
