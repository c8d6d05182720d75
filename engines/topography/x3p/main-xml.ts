import { SaxesParser } from 'saxes'
import { read, unread, type Read } from '../result.ts'

/** Text of every element by its path below the root, e.g. `Record1/Axes/CX/Increment`. Of two with one path the first counts. */
export type Elements = ReadonlyMap<string, string>

const ELEMENTS_MAX = 20_000
const DEPTH_MAX = 32
/** A list of heights may stand in the XML itself. */
const TEXT_MAX = 16 * 1_048_576

/** Reads main.xml. Entities and document types are refused: no file of this kind needs them. */
export function parseMainXml(xml: string): Read<Elements> {
  const found = new Map<string, string>()
  const path: string[] = []
  let [text, fault, count] = ['', '', 0]
  const parser = new SaxesParser({ position: true })
  const stop = (message: string): void => {
    if (fault === '') fault = `line ${parser.line}: ${message}`
  }
  parser.on('error', (error) => stop(error.message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () => stop('a document type is not expected'))
  parser.on('opentag', ({ name }) => {
    count += 1
    if (count > ELEMENTS_MAX || path.length >= DEPTH_MAX) stop('more elements than a measurement has')
    path.push(name.slice(name.indexOf(':') + 1))
    text = ''
  })
  parser.on('text', (piece) => {
    if (text.length + piece.length > TEXT_MAX) stop('more text than a measurement has')
    else text += piece
  })
  parser.on('closetag', () => {
    const key = path.slice(1).join('/')
    if (key !== '' && !found.has(key)) found.set(key, text.trim())
    path.pop()
    text = ''
  })
  for (let at = 0; at < xml.length && fault === ''; at += PIECE) parser.write(xml.slice(at, at + PIECE))
  if (fault === '') parser.close()
  return fault === '' ? read(found) : unread('x3p.xml', 'main.xml', fault)
}

const PIECE = 65_536
