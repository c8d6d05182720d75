import { readPartnerTracks } from '@basinet/partner-watch'
import { verbs } from '@basinet/picture/cli'
import type { Verb } from '../io.ts'
import { openHere } from './open.ts'

/** A verb of `basinet picture …`, working on the node here when it needs one. */
export function pictureVerb(name: 'ingest' | 'replay' | 'export'): Verb {
  const verb = verbs[name]
  if (verb === undefined) throw new Error(`BUG: the picture has no verb ${name}`)
  return (args, io) =>
    verb(args, io, {
      open: async () => {
        const opened = await openHere(io)
        return opened.ok
          ? { ok: true, value: { core: opened.value.core, close: () => opened.value.close() } }
          : opened
      },
      partners: readPartnerTracks,
    })
}
