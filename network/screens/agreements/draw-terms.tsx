import type { FieldProps } from '@basinet/console/parts/form/context.ts'
import { drawField } from '@basinet/console/parts/form/field.tsx'
import { Fields } from '@basinet/console/parts/form/object-field.tsx'
import { declaredPath } from '@basinet/console/parts/form/paths.ts'
import type { ReactNode } from 'react'
import { LiveFindings } from './live-findings.tsx'
import { FieldsChoice, KindChoice, NationsField, PurposesField } from './terms-fields.tsx'

const NATIONS = new Set([
  'terms.sides.parties',
  'terms.sides.givers',
  'terms.release.releaseCeiling',
  'terms.release.onwardTo',
])

/** Fields of the terms: chosen from what this node and its network have, where that can be said. */
export function drawTerms(props: FieldProps): ReactNode {
  const path = declaredPath(props.path)
  if (path === 'terms')
    return (
      <>
        <Fields schema={props.schema} path={props.path} />
        <LiveFindings />
      </>
    )
  if (NATIONS.has(path)) return <NationsField {...props} />
  if (path === 'terms.subject.purposes') return <PurposesField {...props} />
  if (path === 'terms.subject.kinds.type') return <KindChoice {...props} />
  if (path === 'terms.subject.kinds.fields') return <FieldsChoice {...props} />
  return drawField(props)
}
