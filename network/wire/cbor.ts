/**
 * What Basinet's messages are made of: CBOR (RFC 8949) cut down to what JSON can say plus byte strings. Numbers are
 * finite; map keys are text; there are no tags, no undefined and no simple values beyond false, true and null.
 */
export type Cbor =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly Cbor[]
  | { readonly [key: string]: Cbor | undefined }

/** Arrays and maps inside each other; a record's body is allowed 16 levels (kernel/contract/ref.ts), a message adds some. */
export const CBOR_DEPTH_MAX = 32

/** Largest message of any kind, bytes (4 MiB). */
export const CBOR_BYTES_MAX = 4_194_304

/** Major types of RFC 8949, 3.1, shifted to their place in the first byte. */
export const MAJOR = {
  uint: 0x00,
  negative: 0x20,
  bytes: 0x40,
  text: 0x60,
  array: 0x80,
  map: 0xa0,
  tag: 0xc0,
  simple: 0xe0,
} as const
/** First bytes of major type 7 that are allowed (RFC 8949, 3.3). */
export const SIMPLE = {
  false: 0xf4,
  true: 0xf5,
  null: 0xf6,
  float16: 0xf9,
  float32: 0xfa,
  float64: 0xfb,
} as const
