/** Which methods an address has, so that a wrong one is told apart from a wrong address. */

export interface Methods {
  add(method: string, pattern: string): void
  /** Methods of all routes that match the path; empty when the address does not exist. */
  allowedAt(url: string): string[]
}

export function methodsFor(): Methods {
  const known = new Map<string, { shape: RegExp; methods: Set<string> }>()
  return {
    add(method, pattern) {
      // A catch-all serves files; it says nothing about which addresses exist.
      if (pattern.includes('*')) return
      const found = known.get(pattern)
      if (found) found.methods.add(method)
      else known.set(pattern, { shape: shapeOf(pattern), methods: new Set([method]) })
    },
    allowedAt(url) {
      const path = url.split('?', 1)[0]!
      const all = new Set<string>()
      for (const { shape, methods } of known.values()) {
        if (shape.test(path)) for (const method of methods) all.add(method)
      }
      return [...all].sort()
    },
  }
}

function shapeOf(pattern: string): RegExp {
  const parts = pattern.split('/').map((part) => {
    return part
      .split(/:\w+(?:\([^)]*\))?\??/)
      .map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]+')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
