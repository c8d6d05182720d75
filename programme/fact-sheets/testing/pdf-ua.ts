import {
  isDictionary,
  objectsOf,
  wordOf,
  type Dictionary,
  type PdfObject,
  type Value,
} from './pdf-objects.ts'

/** What an element may stand in (ISO 32000-1, 14.8.4). */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  Document: ['StructTreeRoot'],
  H1: ['Document'],
  H2: ['Document'],
  H3: ['Document'],
  P: ['Document', 'LBody'],
  Caption: ['Document'],
  Figure: ['Document'],
  L: ['Document'],
  LI: ['L'],
  Lbl: ['LI'],
  LBody: ['LI'],
}

interface Checked {
  /** Failure conditions of the Matterhorn Protocol 1.1 by number, with what was found; empty: none of those a machine can tell here. */
  readonly problems: readonly string[]
  /** Elements in reading order. */
  readonly elements: readonly { readonly role: string; readonly alt: string | null }[]
  readonly pages: number
}

/**
 * Checks a PDF against what a machine can tell of PDF/UA-1 (ISO 14289-1) by structure: identification, language, title, tags and
 * their nesting, headings, lists, figures with words and place, every mark of a page tagged or an artifact, fonts embedded.
 */
export function checkPdfUa(bytes: Uint8Array): Checked {
  const file = new File(objectsOf(bytes))
  const problems: string[] = []
  const hold = (condition: boolean, problem: string): void => {
    if (!condition) problems.push(problem)
  }
  const catalog = file.typed('/Catalog')[0]
  if (catalog === undefined) throw new SyntaxError('no catalog')
  const xmp = file.stream(catalog['Metadata'])
  hold(/<pdfuaid:part>1<\/pdfuaid:part>/.test(xmp), '06-002 the metadata do not say PDF/UA-1')
  hold(/<dc:title>[\s\S]*<rdf:li[^>]*>[^<]+<\/rdf:li>/.test(xmp), '06-003 no dc:title')
  hold(file.at(catalog['ViewerPreferences'])['DisplayDocTitle'] === true, '07-002 the title is not displayed')
  hold(file.at(catalog['MarkInfo'])['Marked'] === true, '06-001 not marked as tagged')
  hold(/^[a-z]{2,3}(-[A-Z]{2})?$/.test(wordOf(catalog['Lang'])), '11-006 no language')
  const elements = elementsOf(file, catalog, problems)
  headings(elements, problems)
  const pages = file.typed('/Page')
  const held = new Set(elements.flatMap((e) => e.contents))
  pages.forEach((page, n) => {
    hold(page['Tabs'] === '/S', `28-... page ${n + 1} has no tab order by structure`)
    marks(file.stream(page['Contents']), n, held, problems)
  })
  hold(held.size > 0, '01-... nothing is tagged')
  for (const font of file.typed('/FontDescriptor'))
    hold('FontFile2' in font || 'FontFile3' in font, `31-009 ${wordOf(font['FontName'])} is not embedded`)
  for (const font of file.typed('/Font'))
    if (font['Subtype'] === '/Type0') hold('ToUnicode' in font, '31-027 a font without ToUnicode')
  return { problems, elements, pages: pages.length }
}

class File {
  private readonly objects: ReadonlyMap<number, PdfObject>

  constructor(objects: ReadonlyMap<number, PdfObject>) {
    this.objects = objects
  }

  resolve(value: Value | undefined): Value {
    if (typeof value === 'object' && value !== null && 'ref' in value && !Array.isArray(value))
      return this.objects.get(Number(value.ref))?.value ?? null
    return value ?? null
  }

  at(value: Value | undefined): Dictionary {
    const found = this.resolve(value)
    return isDictionary(found) ? found : {}
  }

  stream(value: Value | undefined): string {
    return typeof value === 'object' && value !== null && 'ref' in value
      ? (this.objects.get(Number(value.ref))?.stream ?? '')
      : ''
  }

  typed(type: string): Dictionary[] {
    return [...this.objects.values()]
      .map((o) => o.value)
      .filter(isDictionary)
      .filter((d) => d['Type'] === type)
  }

  pageIndex(value: Value | undefined): number {
    return this.typed('/Page').indexOf(this.at(value))
  }
}

interface Element {
  readonly role: string
  readonly alt: string | null
  /** Marked content it holds itself, `page/mcid`. */
  readonly contents: string[]
}

function elementsOf(file: File, catalog: Dictionary, problems: string[]): Element[] {
  const found: Element[] = []
  const visit = (value: Value, parent: string): number => {
    const node = file.at(value)
    const role = wordOf(node['S']).slice(1)
    if (PARENTS[role]?.includes(parent) !== true) problems.push(`09-... <${role}> stands in <${parent}>`)
    const alt = typeof node['Alt'] === 'string' ? node['Alt'] : null
    const element: Element = { role, alt, contents: [] }
    found.push(element)
    if (role === 'Figure') {
      if (alt === null || alt.trim() === '') problems.push('13-004 a figure without words')
      if (!Array.isArray(file.at(node['A'])['BBox'])) problems.push('13-... a figure without its place')
    }
    let inside = 0
    for (const kid of kidsOf(file, node)) {
      const page = file.at(kid)['Pg'] ?? node['Pg']
      const mcid = typeof kid === 'number' ? kid : file.at(kid)['MCID']
      if (typeof mcid === 'number') element.contents.push(`${file.pageIndex(page)}/${mcid}`)
      else visit(kid, role)
      inside++
    }
    if (inside === 0) problems.push(`01-... <${role}> is empty`)
    return inside
  }
  for (const kid of kidsOf(file, file.at(catalog['StructTreeRoot']))) visit(kid, 'StructTreeRoot')
  return found
}

function kidsOf(file: File, node: Dictionary): Value[] {
  const kids = file.resolve(node['K'])
  return Array.isArray(kids) ? kids : kids === null ? [] : [node['K'] ?? null]
}

/** Headings begin with the first level and leave none out (Matterhorn 14-002, 14-003). */
function headings(elements: readonly Element[], problems: string[]): void {
  let before = 0
  for (const { role } of elements) {
    const level = Number(/^H(\d)$/.exec(role)?.[1] ?? 0)
    if (level === 0) continue
    if (level > before + 1) problems.push(`14-003 H${level} follows H${before}`)
    before = level
  }
  if (before === 0) problems.push('14-002 no heading')
}

/** Every text and every painted path of a page is in marked content: an artifact, or held by an element. */
function marks(content: string, page: number, held: ReadonlySet<string>, problems: string[]): void {
  const open: string[] = []
  const operators =
    /\/(\w+)\s+(?:<<([^>]*)>>|\/\w+)?\s*(BDC|BMC)\b|\b(EMC)\b|(?:^|[\s\])>])(TJ|Tj|f\*?|S|s|B|b|Do|sh)(?=\s|$)/g
  // Text holds any bytes; it says nothing here.
  const bare = content.replaceAll(/<[0-9a-fA-F]{2,}>/g, '()').replaceAll(/\((?:\\.|[^\\)])*\)/g, '()')
  for (const [, tag = '', properties = '', begins, ends, paints] of bare.matchAll(operators)) {
    if (begins !== undefined) {
      const mcid = /\/MCID\s+(\d+)/.exec(properties)?.[1]
      if (mcid !== undefined && !held.has(`${page}/${mcid}`))
        problems.push(`01-... page ${page + 1}: content ${mcid} (${tag}) is in no element`)
      open.push(mcid ?? tag)
    } else if (ends !== undefined) {
      if (open.pop() === undefined) problems.push(`page ${page + 1}: EMC without its beginning`)
    } else if (open.length === 0)
      problems.push(`01-003 page ${page + 1}: ${String(paints)} is neither tagged nor an artifact`)
  }
}
