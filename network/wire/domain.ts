/**
 * Every signature and hash says what it is for, so that bytes made for one use never pass for another. The message that
 * is signed or hashed is the domain's text, one zero byte, then the exact bytes.
 */
export const DOMAIN = {
  keyId: 'basinet/key-id/1',
  envelope: 'basinet/envelope/1',
  envelopeHead: 'basinet/envelope-head/1',
  envelopeHash: 'basinet/envelope-hash/1',
  streamKey: 'basinet/stream-key/1',
  frame: 'basinet/frame/1',
  head: 'basinet/head/1',
  receipt: 'basinet/stream-receipt/1',
  founding: 'basinet/founding/1',
  descriptor: 'basinet/descriptor/1',
  register: 'basinet/register/1',
  revocation: 'basinet/revocation/1',
  agreement: 'basinet/agreement/1',
  agreementSignature: 'basinet/agreement-signature/1',
  agreementAction: 'basinet/agreement-action/1',
  renewal: 'basinet/lease-renewal/1',
  continuity: 'basinet/continuity-order/1',
  recall: 'basinet/recall/1',
  recallReceipt: 'basinet/recall-receipt/1',
  opened: 'basinet/opened/1',
  bundle: 'basinet/bundle/1',
} as const
export type Domain = (typeof DOMAIN)[keyof typeof DOMAIN]

const encoder = new TextEncoder()
const prefixes = new Map<Domain, Uint8Array>(
  Object.values(DOMAIN).map((domain) => [domain, encoder.encode(`${domain}\0`)]),
)

/** `domain ‖ 0x00 ‖ bytes` */
export function inDomain(domain: Domain, bytes: Uint8Array): Uint8Array {
  const prefix = prefixes.get(domain) as Uint8Array
  const message = new Uint8Array(prefix.length + bytes.length)
  message.set(prefix)
  message.set(bytes, prefix.length)
  return message
}
