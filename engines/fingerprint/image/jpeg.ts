import { checkSize, ImageError, type GrayImage } from './gray.ts'
import { inverseCosine, JpegBits, jpegTable, readBlock, type JpegTable } from './jpeg-entropy.ts'

const CM_PER_INCH = 2.54

interface Component {
  readonly id: number
  readonly across: number
  readonly down: number
  readonly steps: number
}

interface Frame {
  readonly width: number
  readonly height: number
  readonly components: readonly Component[]
}

interface File {
  frame: Frame | null
  ppi: number | null
  restart: number
  readonly steps: Map<number, Uint16Array>
  readonly dc: Map<number, JpegTable>
  readonly ac: Map<number, JpegTable>
}

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
}

/** Reads a sequential JPEG of 8 bits (ITU-T T.81, baseline and extended) as grey: its brightness. Throws ImageError, naming the byte. */
export function readJpeg(bytes: Uint8Array): GrayImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const file: File = { frame: null, ppi: null, restart: 0, steps: new Map(), dc: new Map(), ac: new Map() }
  for (let at = 2; ;) {
    if (at + 4 > bytes.length) throw new ImageError('JPEG file ends before its image data', bytes.length)
    if (bytes[at] !== 0xff) throw new ImageError('JPEG marker expected', at)
    const mark = bytes[at + 1]!
    if (mark === 0xff) {
      at++
      continue
    }
    const end = at + 2 + view.getUint16(at + 2)
    if (end < at + 4 || end > bytes.length) throw new ImageError('JPEG segment passes the end', at + 2)
    const segment = bytes.subarray(at + 4, end)
    if (mark === 0xda) return readScan(bytes, file, segment, at + 4, end)
    readSegment(file, mark, segment, at + 4)
    at = end
  }
}

function readSegment(file: File, mark: number, segment: Uint8Array, at: number): void {
  if (mark === 0xc0 || mark === 0xc1) file.frame = readFrame(segment, at)
  else if (mark === 0xc4) readTables(file, segment, at)
  else if (mark === 0xdb) readSteps(file, segment, at)
  else if (mark === 0xdd) file.restart = need(segment, 0, at) * 256 + need(segment, 1, at)
  else if (mark === 0xe0) file.ppi = densityOf(segment)
  else if (mark >= 0xc0 && mark <= 0xcf)
    throw new ImageError(
      `JPEG of process SOF${mark - 0xc0} is not read; sequential Huffman (SOF0, SOF1) expected`,
      at - 4,
    )
}

function need(segment: Uint8Array, place: number, at: number): number {
  const value = segment[place]
  if (value === undefined) throw new ImageError('JPEG segment ends too soon', at + segment.length)
  return value
}

function readFrame(segment: Uint8Array, at: number): Frame {
  const byte = (place: number): number => need(segment, place, at)
  if (byte(0) !== 8) throw new ImageError(`JPEG of ${byte(0)} bits a sample; 8 expected`, at)
  const [height, width, count] = [byte(1) * 256 + byte(2), byte(3) * 256 + byte(4), byte(5)]
  checkSize(width, height, at + 1)
  if (count !== 1 && count !== 3) throw new ImageError(`JPEG of ${count} components; 1 or 3 expected`, at + 5)
  const components = Array.from({ length: count }, (_, i) => {
    const [across, down] = [byte(7 + 3 * i) >> 4, byte(7 + 3 * i) & 15]
    if (across < 1 || across > 4 || down < 1 || down > 4)
      throw new ImageError(`JPEG sampling of ${across} x ${down}; 1 to 4 expected`, at + 7 + 3 * i)
    return { id: byte(6 + 3 * i), across, down, steps: byte(8 + 3 * i) }
  })
  const [first, ...others] = components
  if (others.some(({ across, down }) => across > first!.across || down > first!.down))
    throw new ImageError('JPEG whose brightness is sampled less than its colour is not read', at + 6)
  return { width, height, components }
}

function readTables(file: File, segment: Uint8Array, at: number): void {
  for (let from = 0; from < segment.length;) {
    const head = segment[from]!
    const counts = segment.subarray(from + 1, from + 17)
    const total = counts.reduce((sum, count) => sum + count, 0)
    if (from + 17 + total > segment.length || total > 256)
      throw new ImageError('JPEG table of codes passes its segment', at + from)
    const table = jpegTable(counts, segment.subarray(from + 17, from + 17 + total), at + from)
    ;(head >> 4 === 0 ? file.dc : file.ac).set(head & 15, table)
    from += 17 + total
  }
}

function readSteps(file: File, segment: Uint8Array, at: number): void {
  for (let from = 0; from < segment.length;) {
    const head = segment[from]!
    const wide = head >> 4 === 0 ? 1 : 2
    if (from + 1 + 64 * wide > segment.length)
      throw new ImageError('JPEG quantisers pass their segment', at + from)
    const value = (k: number): number =>
      wide === 1 ? segment[from + 1 + k]! : segment[from + 1 + 2 * k]! * 256 + segment[from + 2 + 2 * k]!
    file.steps.set(
      head & 15,
      Uint16Array.from({ length: 64 }, (_, k) => value(k)),
    )
    from += 1 + 64 * wide
  }
}

/** Pixels per inch of a JFIF header (ITU-T T.871, 10.1); null where it states none. */
function densityOf(segment: Uint8Array): number | null {
  if (new TextDecoder('latin1').decode(segment.subarray(0, 4)) !== 'JFIF' || segment.length < 12) return null
  const [unit, density] = [segment[7], segment[8]! * 256 + segment[9]!]
  return unit === 1 ? density : unit === 2 ? density * CM_PER_INCH : null
}

interface Coded extends Component {
  readonly dc: JpegTable
  readonly ac: JpegTable
  readonly table: Uint16Array
}

function readScan(bytes: Uint8Array, file: File, head: Uint8Array, at: number, from: number): GrayImage {
  const { frame } = file
  if (frame === null) throw new ImageError('JPEG scan before its frame', at)
  const coded = frame.components.map((component, i): Coded => {
    const tables = need(head, 2 + 2 * i, at)
    const [dc, ac] = [file.dc.get(tables >> 4), file.ac.get(tables & 15)]
    const table = file.steps.get(component.steps)
    if (dc === undefined || ac === undefined || table === undefined)
      throw new ImageError('JPEG scan names a table that is not there', at + 2 + 2 * i)
    if (head[1 + 2 * i] !== component.id)
      throw new ImageError('JPEG scan of other components than its frame is not read', at + 1 + 2 * i)
    return { ...component, dc, ac, table }
  })
  if (head[0] !== coded.length) throw new ImageError('JPEG of one scan for each component is not read', at)
  return {
    width: frame.width,
    height: frame.height,
    pixels: decode(bytes, from, frame, coded, file.restart),
    ppi: file.ppi,
  }
}

function decode(
  bytes: Uint8Array,
  from: number,
  frame: Frame,
  coded: readonly Coded[],
  restart: number,
): Uint8Array {
  const { width, height } = frame
  const bits = new JpegBits(bytes, from)
  const pixels = new Uint8Array(width * height)
  const block = new Float32Array(64)
  const predicted = coded.map(() => 0)
  // One component alone comes block by block, whatever its sampling says (same, A.2.2).
  const alone = coded.length === 1
  const [across, down] = alone ? [1, 1] : [coded[0]!.across, coded[0]!.down]
  const [cols, rows] = [Math.ceil(width / (8 * across)), Math.ceil(height / (8 * down))]
  for (let unit = 0; unit < cols * rows; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      bits.restart()
      predicted.fill(0)
    }
    const [left, top] = [(unit % cols) * across * 8, Math.floor(unit / cols) * down * 8]
    coded.forEach((component, i) => {
      const [h, v] = alone ? [1, 1] : [component.across, component.down]
      for (let k = 0; k < h * v; k++) {
        predicted[i] = readBlock(bits, component.dc, component.ac, component.table, predicted[i]!, block)
        if (i > 0) continue
        inverseCosine(block)
        put(block, pixels, frame, left + 8 * (k % h), top + 8 * Math.floor(k / h))
      }
    })
  }
  return pixels
}

function put(
  block: Float32Array,
  pixels: Uint8Array,
  { width, height }: Frame,
  left: number,
  top: number,
): void {
  for (let y = 0; y < 8 && top + y < height; y++)
    for (let x = 0; x < 8 && left + x < width; x++)
      pixels[(top + y) * width + left + x] = Math.max(0, Math.min(255, Math.round(block[8 * y + x]! + 128)))
}
