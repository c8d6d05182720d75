import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { unzipSync } from 'fflate'
import { read, unread, type Read } from '../result.ts'
import { decodeHeights } from './heights.ts'
import { HEIGHT_BYTES, type FeatureType, type HeightType, type X3p, type X3pOrigin } from './document.ts'
import { parseMainXml, type Elements } from './main-xml.ts'

/** 16,384 × 16,384 points as 64 bit floats; more is refused before it is unpacked. */
const PART_BYTES_MAX = 2 ** 31
const FILE_BYTES_MAX = 2 ** 30
const SIDE_MAX = 65_536
/** A surface whose heights spread over more is written in micrometres: no cartridge case has a relief of ten centimetres. */
const SPREAD_METRES_MAX = 0.1

/**
 * Reads an X3P file (ISO 25178-72:2017; the older ISO 5436-2 names are taken too). Missing points come back as NaN, also those that
 * carry R's own missing value. Errors: `x3p.zip`, `x3p.xml`, `x3p.field`, `x3p.data`, `x3p.checksum`, `x3p.unsupported`.
 */
export function readX3p(bytes: Uint8Array): Read<X3p> {
  const parts = unpack(bytes)
  if (!parts.ok) return parts
  const main = parts.value.get('main.xml')
  if (main === undefined) return unread('x3p.zip', 'main.xml', 'the archive has no main.xml')
  const elements = parseMainXml(new TextDecoder().decode(main))
  if (!elements.ok) return elements
  const remarks: string[] = []
  const sum = checkMain(parts.value, main, elements.value, remarks)
  if (!sum.ok) return sum
  return assemble(parts.value, elements.value, remarks)
}

type Parts = ReadonlyMap<string, Uint8Array>

function unpack(bytes: Uint8Array): Read<Parts> {
  if (bytes.length > FILE_BYTES_MAX) return unread('x3p.zip', 'file', 'larger than any measurement')
  let total = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize
        if (total > PART_BYTES_MAX) throw new Error('it would unpack to more than any measurement')
        return originalSize > 0
      },
    })
    return read(new Map(Object.entries(files)))
  } catch (error) {
    return unread('x3p.zip', 'file', error instanceof Error ? error.message : 'not a zip archive')
  }
}

function checkMain(parts: Parts, main: Uint8Array, elements: Elements, remarks: string[]): Read<true> {
  const name = elements.get('Record4/ChecksumFile') ?? 'md5checksum.hex'
  const stated = parts.get(name)
  if (stated === undefined) {
    remarks.push(`no checksum of main.xml (${name} is missing)`)
    return read(true)
  }
  const hex = new TextDecoder().decode(stated.subarray(0, 200)).trim().split(/\s/)[0] ?? ''
  return sameSum(hex, main)
    ? read(true)
    : unread('x3p.checksum', name, 'main.xml has another MD5 than stated')
}

/** Some writers drop leading zeros. */
function sameSum(stated: string, bytes: Uint8Array): boolean {
  const text = stated.toLowerCase()
  return (
    /^[0-9a-f]{1,32}$/.test(text) && text.replace(/^0+/, '') === bytesToHex(md5(bytes)).replace(/^0+/, '')
  )
}

function assemble(parts: Parts, elements: Elements, remarks: string[]): Read<X3p> {
  const feature = elements.get('Record1/FeatureType') ?? ''
  if (feature !== 'SUR' && feature !== 'PRF')
    return unread(
      'x3p.unsupported',
      'Record1/FeatureType',
      `"${feature.slice(0, 20)}" is not read; SUR or PRF is expected`,
    )
  const heights = elements.get('Record1/Axes/CZ/DataType') ?? ''
  if (!isHeightType(heights))
    return unread('x3p.field', 'Record1/Axes/CZ/DataType', `"${heights.slice(0, 20)}" is not I, L, F or D`)
  const size = sizeOf(elements)
  if (!size.ok) return size
  const spacing = spacingOf(elements, feature)
  if (!spacing.ok) return spacing
  const z = heightsOf(parts, elements, heights, size.value, remarks)
  if (!z.ok) return z
  const surface = { ...size.value, ...spacing.value, z: inMetres(z.value, remarks) }
  return read({ feature, heights, surface, origin: originOf(elements), remarks })
}

const isHeightType = (text: string): text is HeightType => Object.hasOwn(HEIGHT_BYTES, text)

interface Size {
  readonly width: number
  readonly height: number
}

function sizeOf(elements: Elements): Read<Size> {
  const listed = elements.get('Record3/ListDimension')
  const [x, y, z] = ['SizeX', 'SizeY', 'SizeZ'].map((name) => elements.get(`Record3/MatrixDimension/${name}`))
  const [width, height] = listed === undefined ? [Number(x), Number(y)] : [Number(listed), 1]
  if (!whole(width))
    return unread('x3p.field', 'Record3/MatrixDimension/SizeX', `a number from 1 to ${SIDE_MAX} is expected`)
  if (!whole(height))
    return unread('x3p.field', 'Record3/MatrixDimension/SizeY', `a number from 1 to ${SIDE_MAX} is expected`)
  if (listed === undefined && Number(z ?? 1) !== 1)
    return unread('x3p.unsupported', 'Record3/MatrixDimension/SizeZ', 'only one layer is read')
  return read({ width, height })
}

const whole = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= SIDE_MAX

function spacingOf(elements: Elements, feature: FeatureType): Read<{ dx: number; dy: number }> {
  const spacing: number[] = []
  for (const axis of feature === 'SUR' ? ['CX', 'CY'] : ['CX']) {
    const at = `Record1/Axes/${axis}`
    if ((elements.get(`${at}/AxisType`) ?? 'I') !== 'I')
      return unread('x3p.unsupported', `${at}/AxisType`, 'only evenly spaced (I) axes are read')
    const increment = Number(elements.get(`${at}/Increment`))
    if (!(increment > 0 && increment < 1))
      return unread('x3p.field', `${at}/Increment`, 'a distance in metres above 0 is expected')
    spacing.push(increment)
  }
  return read({ dx: spacing[0]!, dy: spacing[1] ?? spacing[0]! })
}

function heightsOf(
  parts: Parts,
  elements: Elements,
  type: HeightType,
  size: Size,
  remarks: string[],
): Read<Float32Array> {
  const link = elements.get('Record3/DataLink/PointDataLink')
  if (link === undefined)
    return unread('x3p.unsupported', 'Record3', 'heights are read from a binary part only')
  const data = parts.get(link)
  if (data === undefined)
    return unread('x3p.data', link, 'the archive does not have the part that main.xml names')
  const sum = elements.get('Record3/DataLink/MD5ChecksumPointData')
  if (sum === undefined || sum === '') remarks.push('no checksum of the heights')
  else if (!sameSum(sum, data))
    return unread('x3p.checksum', link, 'the heights have another MD5 than stated')
  const points = size.width * size.height
  const expected = points * HEIGHT_BYTES[type]
  if (data.length !== expected)
    return unread(
      'x3p.data',
      `${link}, byte ${Math.min(data.length, expected)}`,
      `${expected} bytes are expected, ${data.length} are there`,
    )
  const axis = 'Record1/Axes/CZ'
  const [increment, offset] = [elements.get(`${axis}/Increment`), elements.get(`${axis}/Offset`)]
  const scale = {
    increment: Number(increment ?? 1),
    offset: Number(offset === undefined || offset === '' ? 0 : offset),
  }
  if (!Number.isFinite(scale.increment) || !Number.isFinite(scale.offset) || scale.increment === 0)
    return unread('x3p.field', `${axis}/Increment`, 'numbers are expected as increment and offset')
  const valid = validOf(parts, elements, points)
  return valid.ok ? read(decodeHeights(data, type, scale, valid.value)) : valid
}

/** Clause on the optional validity part: one bit a point, the lowest bit first; null when there is none. */
function validOf(parts: Parts, elements: Elements, points: number): Read<Uint8Array | null> {
  const link = elements.get('Record3/DataLink/ValidPointsLink')
  if (link === undefined || link === '') return read(null)
  const bits = parts.get(link)
  if (bits === undefined)
    return unread('x3p.data', link, 'the archive does not have the part that main.xml names')
  const expected = Math.ceil(points / 8)
  if (bits.length < expected)
    return unread(
      'x3p.data',
      `${link}, byte ${bits.length}`,
      `${expected} bytes are expected, ${bits.length} are there`,
    )
  const sum = elements.get('Record3/DataLink/MD5ChecksumValidPoints')
  return sum === undefined || sum === '' || sameSum(sum, bits)
    ? read(bits)
    : unread('x3p.checksum', link, 'the validity part has another MD5 than stated')
}

function inMetres(z: Float32Array, remarks: string[]): Float32Array {
  let [low, high] = [Infinity, -Infinity]
  for (const value of z) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(high - low > SPREAD_METRES_MAX)) return z
  remarks.push('heights spread over more than 10 cm as metres: read as micrometres')
  return z.map((value) => value * 1e-6)
}

function originOf(elements: Elements): X3pOrigin {
  const text = (path: string): string | null => elements.get(`Record2/${path}`)?.slice(0, 1000) ?? null
  return {
    date: text('Date'),
    creator: text('Creator'),
    manufacturer: text('Instrument/Manufacturer'),
    model: text('Instrument/Model'),
    serial: text('Instrument/Serial'),
    version: text('Instrument/Version'),
    calibrationDate: text('CalibrationDate'),
    probing: text('ProbingSystem/Type'),
    identification: text('ProbingSystem/Identification'),
    comment: text('Comment'),
  }
}
