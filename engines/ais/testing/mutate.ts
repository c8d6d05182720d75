import fc, { type Arbitrary } from 'fast-check'

/** One change of a text: a byte changed, lost, added or doubled, a piece cut out, the end cut off. */
export type Mutation = (text: string) => string

const at = (text: string, place: number): number => Math.floor(place * text.length)
const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

export const mutation: Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, byte).map(
    ([p, c]) =>
      (t: string) =>
        t.slice(0, at(t, p)) + c + t.slice(at(t, p) + 1),
  ),
  fc.tuple(place, byte).map(
    ([p, c]) =>
      (t: string) =>
        t.slice(0, at(t, p)) + c + t.slice(at(t, p)),
  ),
  place.map((p) => (t: string) => t.slice(0, at(t, p)) + t.slice(at(t, p) + 1)),
  place.map((p) => (t: string) => t.slice(0, at(t, p))),
  fc.tuple(place, fc.integer({ min: 1, max: 30 })).map(
    ([p, n]) =>
      (t: string) =>
        t.slice(0, at(t, p)) + t.slice(at(t, p) + n),
  ),
  fc.tuple(place, fc.constantFrom(',', '*', '!', '\\', '$', '\r', '\n', '-', ':')).map(
    ([p, c]) =>
      (t: string) =>
        t.slice(0, at(t, p)) + c + t.slice(at(t, p) + 1),
  ),
)
