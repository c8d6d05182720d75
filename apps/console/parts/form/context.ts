import { createContext, useContext, type ReactNode } from 'react'
import type { JsonSchema } from '../../api/json-schema.ts'
import type { FieldNames } from './names.ts'

export interface FieldProps {
  readonly schema: JsonSchema
  readonly path: string
  readonly required: boolean
}

/** What the fields of one form share. */
export interface FormContext {
  readonly names: FieldNames
  readonly value: unknown
  readonly change: (path: string, value: unknown) => void
  /** A field was left: from now on its problem is shown. */
  readonly leave: (path: string) => void
  readonly problemAt: (path: string) => string | undefined
  /** Draws a field; handed in, so that groups and rows can hold fields without importing what imports them. */
  readonly draw: (props: FieldProps) => ReactNode
}

const Context = createContext<FormContext | null>(null)
export const FormProvider = Context.Provider

export function useForm(): FormContext {
  const form = useContext(Context)
  if (form === null) throw new Error('BUG: a field outside a form')
  return form
}
