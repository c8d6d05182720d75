import { ascii, JsonText, type Piece } from './json-text.ts'

const FOOT = ascii('}\n')

/** What every message's writer needs: the text, the unit choice, and the constant heads. */
export class JsonContext {
  readonly text: JsonText
  readonly scaled: boolean
  /** `,"scaled":true` or false. */
  private readonly scaledPiece: Piece
  /** `{"class":"AIS","device":"…","type":T,"repeat":R,"mmsi":` by T × 4 + R. */
  private readonly heads: Piece[]

  constructor(scaled: boolean, device: string | null, capacity: number) {
    this.text = new JsonText(capacity)
    this.scaled = scaled
    this.scaledPiece = ascii(`,"scaled":${scaled}`)
    const device1 = device === null ? '' : `"device":${JSON.stringify(device)},`
    this.heads = Array.from({ length: 28 * 4 }, (_, n) =>
      ascii(`{"class":"AIS",${device1}"type":${n >> 2},"repeat":${n & 3},"mmsi":`),
    )
  }

  /** Everything up to and including `"scaled":…`. */
  head(type: number, repeat: number, mmsi: number): void {
    const text = this.text
    text.room()
    text.bytes(this.heads[type * 4 + repeat]!)
    text.uint(mmsi)
    text.bytes(this.scaledPiece)
  }

  /** Closes the object and the line. */
  foot(): void {
    this.text.bytes(FOOT)
  }
}
