import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** RFC 8949 for the few shapes an authenticator writes: small integers, byte and text strings, maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number): Buffer => {
    if (n < 24) return Buffer.of((major << 5) | n)
    if (n < 256) return Buffer.of((major << 5) | 24, n)
    return Buffer.of((major << 5) | 25, n >> 8, n & 255)
  }
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map) {
    const parts = [...value].flatMap(([k, v]) => [cbor(k), cbor(v as number)])
    return Buffer.concat([head(5, value.size), ...parts])
  }
  return Buffer.concat([head(2, value.length), value])
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const ATTESTED = 0x40

export interface TestAuthenticator {
  register(options: PublicKeyCredentialCreationOptionsJSON, change?: Change): RegistrationResponseJSON
  sign(options: PublicKeyCredentialRequestOptionsJSON, change?: Change): AuthenticationResponseJSON
  readonly id: string
}

/** What a misbehaving client or authenticator may get wrong. */
export interface Change {
  readonly origin?: string
  readonly rpId?: string
  readonly verified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  readonly challenge?: string
}

/** An authenticator in software: one ES256 key, WebAuthn Level 3 section 6.1 authenticator data, no attestation. */
export function testAuthenticator(origin = 'http://localhost:8420'): TestAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  let handle = ''
  const client = (type: string, challenge: string, change: Change): string =>
    clientData(type, change.challenge ?? challenge, change.origin ?? origin)
  return {
    id: b64(id),
    register(options, change = {}) {
      handle = options.user.id
      const flags = USER_PRESENT | ATTESTED | (change.verified === false ? 0 : USER_VERIFIED)
      const length = Buffer.of(0, id.length)
      const auth = authenticatorData(
        change.rpId ?? options.rp.id ?? '',
        flags,
        0,
        Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]),
      )
      const object = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', auth],
        ]),
      )
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        response: {
          clientDataJSON: b64(Buffer.from(client('webauthn.create', options.challenge, change))),
          attestationObject: b64(object),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      }
    },
    sign(options, change = {}) {
      counter = change.counter ?? counter + 1
      const flags = USER_PRESENT | (change.verified === false ? 0 : USER_VERIFIED)
      const auth = authenticatorData(change.rpId ?? options.rpId ?? '', flags, counter, Buffer.alloc(0))
      const text = Buffer.from(client('webauthn.get', options.challenge, change))
      const signature = createSign('sha256')
        .update(Buffer.concat([auth, sha256(text)]))
        .sign(privateKey)
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        response: {
          clientDataJSON: b64(text),
          authenticatorData: b64(auth),
          signature: b64(signature),
          userHandle: change.userHandle ?? handle,
        },
        clientExtensionResults: {},
      }
    },
  }
}

function clientData(type: string, challenge: string, origin: string): string {
  return JSON.stringify({ type, challenge, origin, crossOrigin: false })
}

function authenticatorData(rpId: string, flags: number, count: number, rest: Buffer): Buffer {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(count)
  return Buffer.concat([sha256(rpId), Buffer.of(flags), number, rest])
}

/** RFC 9053 section 7.1: EC2 key, ES256, P-256. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  )
}
