import type { ReactNode } from 'react'
import { AnyReferenceField } from './any-reference-field.tsx'
import { ChoiceField, WordsField } from './choice-field.tsx'
import type { FieldProps } from './context.ts'
import { CoordinatesField, RingField } from './coordinates-field.tsx'
import { DateTimeField } from './date-time-field.tsx'
import { HolderField, isHolderSchema } from './holder-field.tsx'
import { JsonField } from './json-field.tsx'
import { ListField } from './list-field.tsx'
import { ObjectField } from './object-field.tsx'
import { isPeopleField, PeopleField } from './people-field.tsx'
import { isPersonField, PersonField } from './person-field.tsx'
import { isPosition, PositionField } from './position-field.tsx'
import { ReferenceField } from './reference-field.tsx'
import { kindOf } from './schema.ts'
import { BooleanField, LongTextField, NumberField, TextField } from './value-field.tsx'
import { VariantField } from './variant-field.tsx'

export const drawField = (props: FieldProps): ReactNode => <Field {...props} />

/** One field of a form, drawn by what its schema says it is. */
function Field(props: FieldProps): ReactNode {
  const kind = kindOf(props.schema)
  switch (kind) {
    case 'fixed':
      return null
    case 'object':
      if (isHolderSchema(props.schema)) return <HolderField {...props} />
      return isPosition(props.schema) ? <PositionField {...props} /> : <ObjectField {...props} />
    case 'variant':
      return <VariantField {...props} />
    case 'coordinates':
      return <CoordinatesField {...props} />
    case 'ring':
      return <RingField {...props} />
    case 'list':
      return <ListField {...props} />
    case 'date-time':
      return <DateTimeField {...props} />
    case 'reference':
      return <ReferenceField {...props} />
    case 'choice':
      return <ChoiceField {...props} />
    case 'words':
      return isPeopleField(props) ? <PeopleField {...props} /> : <WordsField {...props} />
    case 'number':
    case 'integer':
      return <NumberField {...props} />
    case 'boolean':
      return <BooleanField {...props} />
    case 'long-text':
      return <LongTextField {...props} />
    case 'any-reference':
      return <AnyReferenceField {...props} />
    case 'any':
      return <JsonField {...props} />
    default:
      return isPersonField(props) ? <PersonField {...props} /> : <TextField {...props} />
  }
}
