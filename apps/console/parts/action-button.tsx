import { Button, Tooltip, type ButtonProps } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'

/**
 * An action that stays visible when it may not be taken. It keeps the focus and says why, instead of vanishing or
 * going dumb: `aria-disabled` and not `disabled`, since a disabled button cannot be reached to read the reason.
 */
export function ActionButton({
  why,
  onAct,
  children,
  ...rest
}: Omit<ButtonProps, 'disabled'> & {
  /** Reason it may not be taken now; null when it may. */
  why: string | null
  onAct: () => void
  children: ReactNode
}): ReactNode {
  const act = (event: MouseEvent): void => {
    if (why === null) onAct()
    else event.preventDefault()
  }
  const button = (
    <Button
      {...rest}
      onClick={act}
      aria-disabled={why === null ? undefined : true}
      {...(why === null ? {} : { variant: 'default', 'data-refused': true })}
    >
      {children}
    </Button>
  )
  return why === null ? (
    button
  ) : (
    <Tooltip label={why} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  )
}
