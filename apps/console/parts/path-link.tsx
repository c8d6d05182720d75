import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'

/** A link to a path that came as text (from the node, or from a record): no page load, and still a real link. */
export function PathLink({
  to,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & {
  to: string
  children: ReactNode
  ref?: Ref<HTMLAnchorElement>
}): ReactNode {
  const router = useRouter()
  const go = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    router.history.push(to)
  }
  return (
    <a href={to} {...rest} onClick={go}>
      {children}
    </a>
  )
}
