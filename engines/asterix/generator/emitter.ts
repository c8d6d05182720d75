import type { Def } from '../spec/model.ts'
import { layoutKey } from './layout.ts'

/** Names of the generated reader and writer of a definition, and its TypeScript type. */
export interface Emitted {
  readonly read: string
  readonly write: string
  readonly type: string
}

export interface Code {
  /** Body of `(c: Cursor) => type`. */
  readonly read: string
  /** Body of `(w: Writer, v: type, f: string) => void`; `f` is the path of the value below its item. */
  readonly write: string
  readonly type: string
}

/** Collects the functions of one category; equal layouts share theirs. */
export class Emitter {
  readonly functions: string[] = []
  private readonly known = new Map<string, Emitted>()
  private readonly names = new Set<string>()

  emit(def: Def, name: string, code: (def: Def, name: string, emitter: Emitter) => Code): Emitted {
    const key = layoutKey({ ...def, name: undefined })
    const known = this.known.get(key)
    if (known !== undefined) return known
    const unique = this.unique(name)
    const { read, write, type } = code(def, unique, this)
    const made = this.declare(unique, type, read, write)
    this.known.set(key, made)
    return made
  }

  declare(name: string, type: string, read: string, write: string): Emitted {
    const typeName = /^(?:number|string|Uint8Array)$/.test(type) ? type : `T${name}`
    if (typeName !== type) this.functions.push(`type ${typeName} = ${type}`)
    this.functions.push(`function read${name}(c: Cursor): ${typeName} {\n${read}\n}`)
    this.functions.push(`function write${name}(w: Writer, v: ${typeName}, f: string): void {\n${write}\n}`)
    return { read: `read${name}`, write: `write${name}`, type: typeName }
  }

  unique(name: string): string {
    const base = name.replaceAll(/\W/g, '_')
    let candidate = base
    for (let n = 2; this.names.has(candidate); n++) candidate = `${base}_${n}`
    this.names.add(candidate)
    return candidate
  }
}
