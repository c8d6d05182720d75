import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto'
// @peculiar/x509 asks for the polyfill before it is loaded.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { TlsIdentity } from './transport.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const SERIAL_BYTES = 16
const DAY_MS = 86_400_000

/**
 * A TLS key and a self-signed certificate of it. Nobody certifies nodes for one another: the accepted register names each
 * certificate by its bytes, so that a certificate authority anywhere cannot make a node (and none has to be reachable).
 * P-256 because hardware tokens and every TLS 1.3 library have it (RFC 8446 §9.1).
 */
export async function makeTlsIdentity(
  nation: string,
  from: Date,
  days: number,
  random: (bytes: number) => Uint8Array,
): Promise<TlsIdentity> {
  x509.cryptoProvider.set(webcrypto as never)
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const serial = random(SERIAL_BYTES)
  // RFC 5280 §4.1.2.2: positive, at most 20 octets.
  serial[0] = (serial[0] ?? 0) & 0x7f
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: Buffer.from(serial).toString('hex'),
    // OpenSSL looks an issuer up by name: two certificates of one nation must not share theirs.
    name: `CN=basinet ${nation}, 2.5.4.5=${Buffer.from(serial).toString('hex')}`,
    notBefore: from,
    notAfter: new Date(from.getTime() + days * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys: keys as never,
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  return {
    key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificate: certificate.toString('pem'),
  }
}

/** SHA-256 of a PEM certificate's DER, lower-case hex without separators. Errors: `transport.certificate`. */
export function certificateFingerprint(pem: string): Result<string> {
  try {
    return ok(plainHex(new X509Certificate(pem).fingerprint256))
  } catch {
    return fail('transport.certificate', 'a PEM certificate (RFC 7468) is expected', 'certificates')
  }
}

/** `AB:CD:…` as Node prints it to `abcd…`. */
export function plainHex(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase()
}
