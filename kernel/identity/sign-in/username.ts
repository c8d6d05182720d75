import { createHash } from 'node:crypto'

/** Longest text looked at; beyond it nothing can be a username of ours. */
const TYPED_MAX = 256

/**
 * The one form under which a typed username is both looked up and counted for lockout: compatibility forms and
 * accents folded, lower case, no surrounding or invisible characters. Since look-up uses nothing else, no spelling reaches an account past its count.
 */
export function usernameForm(typed: string): string {
  return typed
    .slice(0, TYPED_MAX)
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{Cf}\p{Cc}\p{M}]/gu, '')
    .trim()
}

/** Lockout counts under a hash: people type passwords into the name field. */
export function attemptKey(kind: 'account' | 'address', text: string): Buffer {
  return createHash('sha256').update(`${kind}\u0000${text}`).digest()
}

const IPV6_GROUPS = 4

/** Counting unit of an address: an IPv4 address, or the /64 of an IPv6 one, since one subscriber holds all of it. */
export function addressUnit(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
    .replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const left = head.split(':').filter((g) => g !== '')
  const right = (tail ?? '').split(':').filter((g) => g !== '')
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return groups
    .slice(0, IPV6_GROUPS)
    .map((g) => g.replace(/^0+(?=.)/, ''))
    .join(':')
}
