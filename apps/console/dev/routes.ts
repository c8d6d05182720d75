import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Me } from '../api/types.ts'
import { audit, feeds, head, jobs, needs } from './answers.ts'
import { catalogueFor, COMMANDS } from './catalogue.ts'
import { plainText } from '../parts/plain-text.ts'
import { PEOPLE } from './people.ts'
import * as picture from './picture.ts'
import { act, actionsOn, find, history, put, store } from './records.ts'

export class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

interface Input {
  readonly token?: string
  readonly username?: string
  readonly password?: string
  readonly totp?: string
  readonly purpose?: string
  readonly language?: string
  readonly input?: Record<string, unknown>
  readonly recordId?: string
  readonly commandId?: string
  readonly reason?: string
  readonly stream?: string
  readonly bbox?: readonly number[]
}

function meOf(request: IncomingMessage): Me {
  const name = /basinet_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
  const me = name === undefined ? undefined : PEOPLE[name]
  if (me === undefined) throw new Refusal(401, 'http.signed-out', 'sign in first')
  return me
}

/** Everything the console asks, answered from memory. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Input,
): Promise<unknown> {
  const path = url.pathname.replace('/api/v1', '')
  if (path === '/health')
    return {
      version: '0.1.0',
      nation: 'LCA',
      nationName: 'Saint Lucia',
      name: 'Maritime Operations Centre, Castries',
      mode: 'demo',
    }
  if (path === '/session/oidc') return { enabled: false }
  if (path === '/session/link') return signIn(response, body.token)
  if (path === '/session/password') {
    if (body.password !== 'demo') throw new Refusal(401, 'identity.refused', 'refused')
    if (body.totp === undefined) throw new Refusal(401, 'identity.totp-needed', 'code')
    return signIn(response, body.username)
  }
  const me = meOf(request)
  if (path === '/session' && request.method === 'DELETE') {
    response.setHeader('set-cookie', 'basinet_session=; Path=/; Max-Age=0')
    return {}
  }
  if (path === '/session') return { ...me, ...choices }
  if (path === '/session/purpose') return Object.assign(choices, { purpose: body.purpose })
  if (path === '/session/language') return Object.assign(choices, { language: body.language })
  if (path === '/catalogue') return catalogueFor(me)
  if (path === '/needs') return { items: needs(me) }
  if (path === '/feeds') return { items: feeds() }
  if (path === '/jobs') return { items: jobs() }
  if (path === '/audit/head') return head()
  if (path === '/audit/kinds')
    return { 'record.read': '', 'record.list': '', 'command.done': '', 'map.read': '' }
  if (path === '/audit') {
    if (!me.roles.includes('auditor'))
      throw new Refusal(403, 'http.denied.audit', 'the log is for auditors and oversight')
    return audit(Number(url.searchParams.get('cursor') ?? 4821))
  }
  if (path === '/people') return people(url)
  if (path === '/search') return search(url.searchParams.get('q') ?? '')
  if (path === '/live') return live(request, response)
  if (path.startsWith('/commands/')) return command(me, decodeURIComponent(path.slice(10)), body)
  if (path.startsWith('/records/')) return records(me, path.split('/').slice(2), url)
  if (path.startsWith('/picture/')) return pictureRoutes(request, response, path.slice(9), url, body)
  if (path === '/dev/distress') return picture.toggleDistress()
  throw new Refusal(404, 'http.absent', `no ${path}`)
}

const choices: Partial<Record<'purpose' | 'language', string>> = {}

function signIn(response: ServerResponse, name = ''): Me {
  const me = PEOPLE[name]
  if (me === undefined) throw new Refusal(401, 'identity.link-spent', 'spent')
  response.setHeader('set-cookie', `basinet_session=${name}; Path=/; HttpOnly; SameSite=Strict`)
  return me
}

function people(url: URL): unknown {
  const ids = (url.searchParams.get('ids') ?? '').split(',')
  return {
    items: Object.values(PEOPLE)
      .filter((p) => ids.includes(p.person.id) || ids[0] === '')
      .map((p) => ({ ...p.person, unit: p.unit.name })),
  }
}

function search(q: string): unknown {
  const all = [...store.values()].flat()
  const items = all.filter((r) => r.title.toLowerCase().includes(q.toLowerCase())).slice(0, 20)
  return {
    items: items.map((r) => ({ type: r.type, id: r.id, title: r.title, at: r.updatedAt })),
    next: null,
  }
}

function live(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const beat = (): void => void response.write('event: node\ndata: {}\n\n')
  beat()
  const timer = setInterval(beat, 5000)
  request.on('close', () => clearInterval(timer))
}

function command(me: Me, name: string, body: Input): unknown {
  const declared = COMMANDS.find((c) => c.name === name)
  if (declared === undefined) throw new Refusal(404, 'command.unknown', name)
  const input = body.input ?? {}
  const leaf = createHash('sha256').update(randomUUID()).digest('hex')
  const known = body.recordId === undefined ? undefined : find(declared.record, body.recordId)
  const record =
    known === undefined
      ? put(
          declared.record,
          { at: new Date().toISOString(), state: 'active', ...input },
          name,
          0,
          me.person.id,
        )
      : act(known, name, input, body.reason ?? null, me.person.id)
  return {
    commandId: body.commandId,
    recordId: record.id,
    type: record.type,
    rev: record.rev,
    leaf,
    at: record.updatedAt,
  }
}

function records(me: Me, [type = '', id, part]: string[], url: URL): unknown {
  if (id === undefined) return list(type, url)
  const record = find(type, id)
  if (record === undefined) throw new Refusal(404, 'record.absent', 'absent')
  if (part === undefined) return { record, actions: actionsOn(record, me.roles) }
  if (part === 'history') return { items: history.get(id) ?? [] }
  if (part === 'files') return { items: [] }
  if (part === 'audit') return audit(40)
  if (part === 'thread') return thread(record)
  throw new Refusal(404, 'http.absent', part)
}

function thread(record: {
  type: string
  id: string
  title: string
  updatedAt: string
  body: Record<string, unknown>
}): unknown {
  const node = (r: typeof record): unknown => ({
    type: r.type,
    id: r.id,
    title: r.title,
    at: r.updatedAt,
    class: 1,
  })
  const area = record.body.area
  const linked = typeof area === 'string' ? find('own-area', area) : undefined
  const pointing = (store.get('picture-alert') ?? []).filter((a) => a.body.area === record.id)
  return {
    nodes: [record, ...(linked === undefined ? [] : [linked]), ...pointing].map(node),
    edges: [
      ...(linked === undefined ? [] : [{ from: record, to: linked, field: 'area' }]),
      ...pointing.map((p) => ({ from: p, to: record, field: 'area' })),
    ].map((e) => ({
      from: { type: e.from.type, id: e.from.id },
      to: { type: e.to.type, id: e.to.id },
      field: e.field,
    })),
    cut: false,
  }
}

function list(type: string, url: URL): unknown {
  let items = [...(store.get(type) ?? [])]
  for (const [key, value] of url.searchParams) {
    const [head, name = '', op = 'eq'] = key.split('.')
    if (head !== 'f') continue
    items = items.filter((r) => {
      const own = plainText(r.body[name])
      return op === 'gte' ? own >= value : op === 'lte' ? own <= value : own === value
    })
  }
  const sort = url.searchParams.get('sort') ?? '-updatedAt'
  const name = sort.replace('-', '')
  const key = (r: (typeof items)[number]): string =>
    plainText(name === 'updatedAt' ? r.updatedAt : r.body[name])
  items.sort((a, b) => (sort.startsWith('-') ? key(b).localeCompare(key(a)) : key(a).localeCompare(key(b))))
  const at = Number(url.searchParams.get('cursor') ?? 0)
  const limit = Number(url.searchParams.get('limit') ?? 50)
  return { items: items.slice(at, at + limit), next: at + limit < items.length ? String(at + limit) : null }
}

function pictureRoutes(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  url: URL,
  body: Input,
): unknown {
  const q = (name: string): number => Number(url.searchParams.get(name))
  const time = (name: string): number => Date.parse(url.searchParams.get(name) ?? '')
  if (path === 'stream')
    return picture.stream(request, response, (url.searchParams.get('bbox') ?? '').split(',').map(Number))
  if (path === 'stream/viewport')
    return picture.viewport({ stream: body.stream ?? '', bbox: body.bbox ?? [] })
  if (path === 'find') return { items: picture.find(url.searchParams.get('q') ?? '') }
  if (path === 'alerts') return { items: picture.alertViews().filter((a) => a.state !== 'dismissed') }
  if (path === 'playback') return picture.playback(time('from'), time('to'), q('stepSeconds'))
  if (path === 'cpa')
    return {
      a: q('a'),
      b: q('b'),
      at: Date.now(),
      distanceM: 18_400,
      cpaM: 740,
      tcpaS: 1260,
      aAtCpa: { lon: -61.2, lat: 13.9 },
      bAtCpa: { lon: -61.19, lat: 13.9 },
    }
  const [, mmsi, part] = path.split('/')
  if (part === 'track') return picture.track(Number(mmsi), time('from'), time('to'))
  const found = picture.detail(Number(mmsi))
  if (found === null) throw new Refusal(404, 'record.absent', 'absent')
  return found
}
