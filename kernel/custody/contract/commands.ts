import { Type } from 'typebox'
import { defineCommand } from '../../contract/command.ts'
import { AnyRef } from '../../contract/ref.ts'
import { relabelDeclarations } from '../../label/relabel-contract.ts'
import { CATEGORIES, ENDS, exhibit } from './exhibit.ts'
import {
  HANDLER,
  Holder,
  Instant,
  nullable,
  OFFICER,
  Quantity,
  Seal,
  Sha256,
  SUPERVISOR,
  Words,
} from './words.ts'

const HANDLERS = [HANDLER, OFFICER]
const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** When it happened, if that was not now. */
const at = Type.Optional(Instant)
const witness = Type.Optional(Words(120))
/** The seal as it was found; null where there was none. */
const sealFound = nullable(Seal)
const condition = Words(500)
const purpose = Words(500)
const place = Words(200)

const act = { record: 'exhibit', kind: 'act', who: HANDLERS } as const

/** What a new exhibit is, given alike when it is registered alone, seized with others or divided off another. */
export const NewExhibit = closed({
  number: Words(60),
  description: Words(500),
  category: Type.Enum(CATEGORIES),
  quantity: Type.Optional(Quantity),
  sha256: Type.Optional(Sha256),
  seal: Type.Optional(Seal),
  condition: Type.Optional(condition),
})

/** An exhibit that came from outside: who brought it, and what it belongs to. */
export const registerExhibit = defineCommand({
  name: 'exhibit.register',
  record: 'exhibit',
  kind: 'create',
  input: closed({ exhibit: NewExhibit, from: nullable(Holder), place, origin: Type.Optional(AnyRef()), at }),
  who: [OFFICER],
})

export const sealExhibit = defineCommand({
  ...act,
  name: 'exhibit.seal',
  input: closed({ seal: Seal, sealFound, place, condition, witness, at }),
  from: ['held', 'open'],
})

export const openExhibit = defineCommand({
  ...act,
  name: 'exhibit.open',
  input: closed({ sealFound, place, purpose, witness, at }),
  from: ['held'],
})

/** The giver's half: it stays the giver's until the receiver says it came. */
export const transferExhibit = defineCommand({
  ...act,
  name: 'exhibit.transfer',
  input: closed({
    to: Holder,
    place,
    sealFound,
    condition,
    purpose,
    expectedAt: Type.Optional(Instant),
    dueBack: Type.Optional(Instant),
    at,
  }),
  from: ['held'],
})

/** The receiver's half, by another person than the giver. */
export const receiveExhibit = defineCommand({
  ...act,
  name: 'exhibit.receive',
  input: closed({
    place,
    sealFound,
    condition,
    sha256: Type.Optional(Sha256),
    receipt: Type.Optional(Words(60)),
    at,
  }),
  from: ['in-transit'],
})

/** It was not taken over: the receiver refuses, or the giver takes it back. */
export const declineExhibit = defineCommand({
  ...act,
  name: 'exhibit.decline',
  input: closed({ place, sealFound, condition, at }),
  from: ['in-transit'],
  reason: 'required',
})

/** An examination; what it used up shows as the quantity left. */
export const analyseExhibit = defineCommand({
  ...act,
  name: 'exhibit.analyse',
  input: closed({ place, purpose, condition, quantityLeft: Type.Optional(Quantity), witness, at }),
  from: ['open'],
})

/** Parts become exhibits of their own, each beginning with this one as its parent. */
export const divideExhibit = defineCommand({
  ...act,
  name: 'exhibit.divide',
  input: closed({
    place,
    purpose,
    parts: Type.Array(NewExhibit, { minItems: 1, maxItems: 20 }),
    quantityLeft: Type.Optional(Quantity),
    witness,
    at,
  }),
  from: ['open'],
})

export const produceExhibit = defineCommand({
  ...act,
  name: 'exhibit.produce',
  input: closed({ place, purpose, sealFound, at }),
  from: ['held'],
})

/** A stock check: what is really there, with whom, under which seal. A difference shows as a gap; nothing is put right. */
export const checkExhibit = defineCommand({
  ...act,
  name: 'exhibit.check',
  input: closed({ found: Holder, place, sealFound, condition, at }),
  who: [OFFICER],
  from: ['held', 'open', 'in-transit'],
})

/** Says that an event was written down wrongly; the event stays. */
export const correctExhibit = defineCommand({
  ...act,
  name: 'exhibit.correct',
  input: closed({ event: Type.String({ format: 'uuid' }), correction: Words(500) }),
  reason: 'required',
})

/** The end of custody, on an authority, agreed by a second person. */
export const disposeExhibit = defineCommand({
  ...act,
  name: 'exhibit.dispose',
  input: closed({
    manner: Type.Enum(ENDS),
    authority: Words(200),
    to: Type.Optional(Holder),
    place,
    sealFound,
    witness: Words(120),
    receipt: Type.Optional(Words(60)),
    at,
  }),
  who: [OFFICER],
  from: ['held', 'open'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [SUPERVISOR] },
})

export const exhibitLabels = relabelDeclarations(exhibit, { who: [OFFICER], by: [SUPERVISOR] })
