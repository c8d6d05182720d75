import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { zipSync } from 'fflate'
import { encodeHeights, type EncodedHeights } from './heights.ts'
import type { X3p, X3pOrigin } from './document.ts'

const DATA = 'bindata/data.bin'
const VALID = 'bindata/valid.bin'
const SUMS = 'md5checksum.hex'
/** The zip format begins here; a fixed date keeps equal input equal in bytes. */
const ZIP_EPOCH = '1980-01-01T00:00:00'

/** Writes ISO 25178-72 with checksums of every part; the same document gives the same bytes. */
export function writeX3p(document: Omit<X3p, 'remarks'>): Uint8Array {
  const encoded = encodeHeights(document.surface.z, document.heights)
  const main = utf8ToBytes(mainXml(document, encoded))
  const parts: Record<string, Uint8Array> = { 'main.xml': main, [DATA]: encoded.data }
  if (encoded.valid !== null) parts[VALID] = encoded.valid
  parts[SUMS] = utf8ToBytes(`${bytesToHex(md5(main))}\n`)
  return zipSync(parts, { level: 6, mtime: ZIP_EPOCH })
}

function mainXml(
  { feature, heights, surface, origin }: Omit<X3p, 'remarks'>,
  encoded: EncodedHeights,
): string {
  const { width, height, dx, dy } = surface
  const even = (name: string, increment: number): string =>
    `<${name}><AxisType>I</AxisType><DataType>D</DataType><Increment>${increment}</Increment><Offset>0</Offset></${name}>`
  const { increment, offset } = encoded.scale
  const valid =
    encoded.valid === null
      ? ''
      : `<ValidPointsLink>${VALID}</ValidPointsLink><MD5ChecksumValidPoints>${bytesToHex(md5(encoded.valid))}</MD5ChecksumValidPoints>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<p:ISO5436_2 xmlns:p="http://www.opengps.eu/2008/ISO5436_2">
<Record1><Revision>ISO5436 - 2000</Revision><FeatureType>${feature}</FeatureType><Axes>${even('CX', dx)}${even('CY', dy)}<CZ><AxisType>A</AxisType><DataType>${heights}</DataType><Increment>${increment}</Increment><Offset>${offset}</Offset></CZ></Axes></Record1>
${record2(origin)}
<Record3><MatrixDimension><SizeX>${width}</SizeX><SizeY>${height}</SizeY><SizeZ>1</SizeZ></MatrixDimension><DataLink><PointDataLink>${DATA}</PointDataLink><MD5ChecksumPointData>${bytesToHex(md5(encoded.data))}</MD5ChecksumPointData>${valid}</DataLink></Record3>
<Record4><ChecksumFile>${SUMS}</ChecksumFile></Record4>
</p:ISO5436_2>
`
}

function record2(o: X3pOrigin): string {
  const element = (name: string, text: string | null): string => `<${name}>${escaped(text ?? '')}</${name}>`
  const optional = (name: string, text: string | null): string => (text === null ? '' : element(name, text))
  const instrument = `<Instrument>${element('Manufacturer', o.manufacturer)}${element('Model', o.model)}${element('Serial', o.serial)}${element('Version', o.version)}</Instrument>`
  const probing = `<ProbingSystem>${element('Type', o.probing)}${element('Identification', o.identification)}</ProbingSystem>`
  return `<Record2>${optional('Date', o.date)}${optional('Creator', o.creator)}${instrument}${optional('CalibrationDate', o.calibrationDate)}${probing}${optional('Comment', o.comment)}</Record2>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, '')
}
