import { randomBytes } from 'node:crypto'
import { makeTlsIdentity } from './certificate.ts'
import { httpsHost, type HttpsHost } from './https-server.ts'
import type { Answerer, PeerAddress, TlsIdentity } from './transport.ts'

const DAY_MS = 86_400_000
const CERTIFICATE_DAYS = 30

export async function identityOf(nation: string): Promise<TlsIdentity> {
  const yesterday = new Date(Date.now() - DAY_MS)
  return makeTlsIdentity(nation, yesterday, CERTIFICATE_DAYS, (bytes) => randomBytes(bytes))
}

export function peerOf(nation: string, identity: TlsIdentity, port = 0): PeerAddress {
  const urls = port === 0 ? [] : [`https://127.0.0.1:${port}`]
  return { nation, urls, certificates: [identity.certificate] }
}

export function hostOf(
  identity: TlsIdentity,
  peers: readonly PeerAddress[],
  answer: Answerer,
  onError: (error: Error) => void = () => undefined,
): Promise<HttpsHost> {
  return httpsHost({ identity, peers, answer, host: '127.0.0.1', port: 0, onError })
}
