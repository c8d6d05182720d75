export type { Cbor } from './cbor.ts'
export { decodeCbor } from './cbor-decode.ts'
export { encodeCbor } from './cbor-encode.ts'
