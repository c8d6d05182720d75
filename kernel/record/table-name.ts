/** `watch-log-entry` → `watch_log_entry`, `shipType` → `ship_type`. */
export function snake(name: string): string {
  return name.replaceAll('-', '_').replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
}

export const recordTable = (type: string): string => `basinet.r_${snake(type)}`
export const historyTable = (type: string): string => `basinet.h_${snake(type)}`
export const searchedColumn = (name: string): string => `f_${snake(name)}`
export const searchTable = (realm: string): string => `basinet.search_${snake(realm)}`
