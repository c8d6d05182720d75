/** Names under which answers are kept, so that a live change finds every copy of what it touched. */
export const keys = {
  session: ['session'] as const,
  catalogue: ['catalogue'] as const,
  needs: ['needs'] as const,
  jobs: ['jobs'] as const,
  feeds: ['feeds'] as const,
  auditHead: ['audit', 'head'] as const,
  audit: (filter: object) => ['audit', 'list', filter] as const,
  lists: (type: string) => ['list', type] as const,
  list: (type: string, query: object) => ['list', type, query] as const,
  record: (type: string, id: string) => ['record', type, id] as const,
  recordPart: (type: string, id: string, part: string) => ['record', type, id, part] as const,
  search: (q: string) => ['search', q] as const,
  searchOffer: (q: string) => ['search', 'offer', q] as const,
  people: (ids: readonly string[]) => ['people', ...ids] as const,
}
