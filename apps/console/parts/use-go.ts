import { useRouter } from '@tanstack/react-router'

/** Goes to a path that came as text, without loading the page anew. */
export function useGo(): (path: string) => void {
  const { history } = useRouter()
  return (path) => history.push(path)
}
