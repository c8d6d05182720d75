import { parseTags } from './xsd.ts'

/** A codelist by its codes, and the places of a document where it holds. */
export interface Imported {
  /** Codes by list, space-separated; a list whose code holds a space would throw. */
  readonly lists: Record<string, string>
  /** `[id, path, list, vocabulary condition]`, path without the leading slashes. */
  readonly mapping: [id: string, path: string, list: string, condition: string][]
}

const CODE = /<codelist-item[^>]*>\s*<code>([^<]*)<\/code>/g

export function codelistsOf(read: (path: string) => string): Imported {
  const ids = ruleIds(read('validator-tests/data-quality-rules.csv'))
  const lists: Record<string, string> = {}
  const mapping: Imported['mapping'] = []
  const source = read('codelists/mapping.xml')
  for (const [, block = ''] of source.matchAll(/<mapping>([\s\S]*?)<\/mapping>/g)) {
    const path = (/<path>([^<]*)<\/path>/.exec(block)?.[1] ?? '').replace(/^\/\//, '')
    const list = /<codelist ref="([^"]*)"/.exec(block)?.[1] ?? ''
    const condition = /<condition>([^<]*)<\/condition>/.exec(block)?.[1] ?? ''
    if (!(list in lists)) {
      const codes = codesOf(read, list)
      if (codes === null) {
        process.stderr.write(`codelist ${list} is not there: ${path} stays unchecked\n`)
        continue
      }
      lists[list] = codes
    }
    const id = ids.get(`${path} ${list}`)
    if (id === undefined) process.stderr.write(`no rule id for ${path} ${list}: unchecked\n`)
    else mapping.push([id, path, list, condition.replace(' or not(@vocabulary)', ' or none')])
  }
  return { lists, mapping }
}

function codesOf(read: (path: string) => string, list: string): string | null {
  let xml: string
  try {
    xml = read(`codelists/${list}.xml`)
  } catch {
    return null
  }
  if (parseTags(xml).name !== 'codelist') throw new Error(`${list}.xml is no codelist`)
  const codes = [...xml.matchAll(CODE)].map(([, code = '']) => code.trim())
  const odd = codes.find((code) => /\s/.test(code))
  if (odd !== undefined) throw new Error(`${list}: "${odd}" holds a space`)
  return codes.join(' ')
}

/** Rule ids by path (conditions taken out) and codelist, from the published list of validator rules. */
function ruleIds(csv: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const row of csv.split(/\r?\n/)) {
    const list = /codeListFail\(\., '(\w[\w-]*)'/.exec(row)?.[1]
    const id = /^(9\.\d+\.\d+),/.exec(row)?.[1]
    const path = /\/\/([^,"]*)/.exec(row.replaceAll(/\[[^\]]*\]/g, ''))?.[1]
    if (list === undefined || id === undefined || path === undefined) continue
    found.set(`${path} ${list}`, id)
  }
  return found
}
