import { execFile } from 'node:child_process'
import { fail, ok, type Result } from '../contract/result.ts'
import type { Pkcs11Location } from './keyring.ts'

/** A token on a network that does not answer must not hold a start for ever. */
const TOOL_TIMEOUT_MS = 60_000
const TOOL_OUTPUT_BYTES_MAX = 65_536
/** The tool takes the PIN by this name from its own environment, so that it is in no command line. */
const PIN_VARIABLE = 'BASINET_TOKEN_PIN'
const HASHES = { sha256: ['SHA256', 'MGF1-SHA256'], sha1: ['SHA-1', 'MGF1-SHA1'] } as const

/** The token's public key, DER (SubjectPublicKeyInfo). Errors: `keys.token`. */
export function readPublicKey(location: Pkcs11Location): Promise<Result<Uint8Array>> {
  const action = ['--read-object', '--type', 'pubkey', '--id', location.keyId]
  return run(location, action, null, new Uint8Array(0))
}

/** RSA-OAEP decryption inside the token (PKCS#11 v2.40, CKM_RSA_PKCS_OAEP). Errors: `keys.token`. */
export function decryptInToken(
  location: Pkcs11Location,
  pin: string,
  ciphertext: Uint8Array,
): Promise<Result<Uint8Array>> {
  const [hash, mask] = HASHES[location.oaep]
  const mechanism = ['--mechanism', 'RSA-PKCS-OAEP', '--hash-algorithm', hash, '--mgf', mask]
  return run(location, ['--decrypt', ...mechanism, '--id', location.keyId], pin, ciphertext)
}

/**
 * Runs OpenSC's pkcs11-tool. A program of its own, and no binding in this process: a fault in a vendor's library then
 * ends the tool and not the node.
 */
function run(
  location: Pkcs11Location,
  action: readonly string[],
  pin: string | null,
  input: Uint8Array,
): Promise<Result<Uint8Array>> {
  const login = pin === null ? [] : ['--login', '--pin', `env:${PIN_VARIABLE}`]
  const args = ['--module', location.modulePath, '--token-label', location.token, ...login, ...action]
  const env = { ...vendorEnvironment(), ...(pin === null ? {} : { [PIN_VARIABLE]: pin }) }
  const options = {
    env,
    timeout: TOOL_TIMEOUT_MS,
    maxBuffer: TOOL_OUTPUT_BYTES_MAX,
    encoding: 'buffer',
  } as const
  return new Promise((resolve) => {
    const child = execFile(location.tool, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(ok(new Uint8Array(stdout)))
      resolve(fail('keys.token', `token ${location.token}: ${why(location, error, stderr)}`, 'source'))
    })
    // The tool may end before it has read: its exit code tells, the broken pipe does not.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** What a vendor's library may be configured by, without this node's own secrets. */
function vendorEnvironment(): NodeJS.ProcessEnv {
  const all = Object.entries(process.env)
  return Object.fromEntries(all.filter(([name]) => !/^(BASINET|DATABASE|PG|AWS|CREDENTIALS)/.test(name)))
}

function why(location: Pkcs11Location, error: Error & { code?: unknown }, stderr: Buffer): string {
  if (error.code === 'ENOENT')
    return `${location.tool} is not installed (Debian: apt-get install opensc), or name it in BASINET_PKCS11_TOOL`
  const line = stderr
    .toString('utf8')
    .split('\n')
    .find((text) => text.startsWith('error:') || /^(No slot|sc_dlopen|Failed)/.test(text))
  return line === undefined ? `${location.tool} failed` : line.replace(/^error:\s*/, '').slice(0, 200)
}
