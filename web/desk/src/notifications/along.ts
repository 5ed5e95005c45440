/** What comes along the stream of the bell for another room: whoever listens here shares its one connection. */
type Take = (data: string) => void
const takers = new Map<string, Set<Take>>()

/** `reopened`: the stream is there again after a break; what was missed is to be read. @returns how to stop */
export function alongBell(name: 'call' | 'line' | 'reopened', take: Take): () => void {
  const all = takers.get(name) ?? new Set<Take>()
  takers.set(name, all.add(take))
  return () => void all.delete(take)
}

export const passAlong = (name: 'call' | 'line' | 'reopened', data = ''): void => {
  for (const take of takers.get(name) ?? []) take(data)
}
