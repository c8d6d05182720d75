import { X509Certificate } from 'node:crypto'
import { request } from 'node:https'
import { ok, type Result } from '@basinet/kernel/contract'
import type { Keyring } from '@basinet/kernel/keys'
import { standing } from '../register/index.ts'
import { certificateFingerprint, type PeerAddress, type TlsIdentity } from '../transports/index.ts'
import { asNetwork, type NetworkCore } from './db.ts'
import { loadKeys } from './keys.ts'
import { loadState } from './state.ts'

/** One thing looked at: `advice` is there when something is to be done. */
export interface Finding {
  readonly what: string
  readonly good: boolean
  readonly says: string
  readonly advice: string | null
}

const DAY_MS = 86_400_000
const ASK_MS = 10_000
/** Statements dated a day ahead are refused; people see a clock that is wrong long before. */
const CLOCK_OFF_MS = 30_000
const CERTIFICATE_DAYS_LEFT = 60

const good = (what: string, says: string): Finding => ({ what, good: true, says, advice: null })
const bad = (what: string, says: string, advice: string): Finding => ({ what, good: false, says, advice })

/** Looks at everything a link needs, from here: keys, register, own address, certificates, clocks, every partner. */
export async function checkNetwork(
  core: NetworkCore,
  keyring: Pick<Keyring, 'seal' | 'open'>,
  ownUrl: string | null,
): Promise<Result<Finding[]>> {
  const opened = await asNetwork(core, async (db, at) => ({
    keys: await loadKeys(db, core.nation, keyring, at),
    state: await loadState(db, core.nation, at.getTime()),
    at,
  }))
  if (!opened.keys.ok) return opened.keys
  if (!opened.state.ok) return opened.state
  const [keys, state, at] = [opened.keys.value, opened.state.value, opened.at]
  if (keys === null) return ok([bad('keys', 'this node has no network keys', 'basinet network join')])
  if (state === null)
    return ok([
      bad(
        'register',
        'this node is in no network yet',
        'basinet network join, and --confirm on the file that goes round',
      ),
    ])
  const stands = standing(state.register, at.getTime())
  const findings = [
    stands.kind === 'current'
      ? good('register', `in force until ${new Date(stands.until).toISOString()}`)
      : bad(
          'register',
          `stale since ${new Date(stands.since).toISOString()}; the exchange goes on, declared degraded`,
          'the founders sign a new register',
        ),
    certificateFinding(keys.tls, at),
    ...addressFindings(core.nation, state.register.descriptors.get(core.nation)?.value.urls ?? [], ownUrl),
  ]
  for (const peer of state.peers)
    findings.push(...(await partnerFindings(peer, keys.tls, state.cut.has(peer.nation))))
  return ok(findings)
}

function certificateFinding(tls: TlsIdentity, at: Date): Finding {
  const until = new Date(new X509Certificate(tls.certificate).validTo)
  const days = Math.floor((until.getTime() - at.getTime()) / DAY_MS)
  return days > CERTIFICATE_DAYS_LEFT
    ? good('own certificate', `good for ${days} days`)
    : bad('own certificate', `good for ${days} days`, 'a new one, and a descriptor that names it, are due')
}

function addressFindings(nation: string, urls: readonly string[], ownUrl: string | null): Finding[] {
  if (ownUrl === null) {
    return urls.length === 0
      ? [good('own address', 'none: this node dials out and hears all the same')]
      : [bad('own address', `the register names ${urls.join(', ')}`, 'set BASINET_NETWORK_PORT')]
  }
  return urls.includes(ownUrl)
    ? [good('own address', ownUrl)]
    : [
        bad(
          'own address',
          `${ownUrl} is not what the register names for ${nation}`,
          'a new descriptor is due',
        ),
      ]
}

async function partnerFindings(peer: PeerAddress, tls: TlsIdentity, cut: boolean): Promise<Finding[]> {
  const { nation, urls, certificates } = peer
  if (cut) return [bad(nation, 'the link is cut here', `basinet network restore ${nation}`)]
  if (certificates.length === 0)
    return [
      bad(nation, 'no certificate of it is known that its descriptor names', 'ask it for its certificate'),
    ]
  if (urls.length === 0) return [good(nation, 'has no address: it dials this node')]
  const findings: Finding[] = []
  for (const url of urls) findings.push(await ask(nation, url, tls, peer))
  return findings
}

/** One request over mutual TLS: who answers, and what its clock says (RFC 9110, 6.6.1: Date). */
function ask(nation: string, url: string, tls: TlsIdentity, peer: PeerAddress): Promise<Finding> {
  const pins = new Set(
    peer.certificates.map((pem) => certificateFingerprint(pem)).flatMap((p) => (p.ok ? [p.value] : [])),
  )
  return new Promise((resolve) => {
    const call = request(new URL('/', url), {
      key: tls.key,
      cert: tls.certificate,
      ca: [...peer.certificates],
      timeout: ASK_MS,
      checkServerIdentity: (_host, shown) =>
        pins.has(shown.fingerprint256.replaceAll(':', '').toLowerCase())
          ? undefined
          : new Error('another certificate'),
    })
    call.on('timeout', () => call.destroy(new Error('no answer')))
    call.on('error', (error: Error & { code?: string }) =>
      resolve(bad(nation, `${url}: ${error.code ?? error.message}`, adviceFor(error.code ?? ''))),
    )
    call.on('response', (response) => {
      response.resume()
      const theirs = Date.parse(response.headers.date ?? '')
      const off = Math.abs(theirs - Date.now())
      resolve(
        off > CLOCK_OFF_MS
          ? bad(
              nation,
              `${url} answers; the clocks differ by ${Math.round(off / 1000)} s`,
              'set both clocks by a time server',
            )
          : good(nation, `${url} answers and proves who it is; the clocks agree`),
      )
    })
    call.end()
  })
}

function adviceFor(code: string): string {
  if (code === 'ECONNREFUSED')
    return 'nothing listens there: is the partner’s node running, and on this port?'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'the name is not known: check the address or the name server'
  if (/CERT|TLS|SSL|EPROTO|ECONNRESET/.test(code))
    return 'one side does not know the other’s certificate: compare fingerprints by telephone'
  return 'no way there: check cable, firewall and address'
}
