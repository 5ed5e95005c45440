/** A value that has no canonical form; `path` says where, e.g. `$.demands[2].text`. */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError'
  readonly path: string
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`)
    this.path = path
  }
}

/** Deeper values are refused rather than exhausting the stack; also the end of a circle. */
const MAX_DEPTH = 64

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them,
 * no blanks. Equal values give equal bytes, whatever order the database or another program gave the members in.
 *
 * Stricter than JSON.stringify, which drops or bends what it cannot write: undefined, NaN and infinities, bigint,
 * lone surrogates, functions, holes in arrays and instances of classes (Date among them) throw CanonicalError.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [])
}

function write(value: unknown, path: (string | number)[]): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path)
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalError(where(path), `${value} has no JSON form`)
      // -0 is written 0 (RFC 8785 3.2.2.3).
      return String(value === 0 ? 0 : value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (path.length >= MAX_DEPTH) throw new CanonicalError(where(path), 'nested too deeply')
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path)
    default:
      throw new CanonicalError(where(path), `${typeof value} has no JSON form`)
  }
}

function writeString(text: string, path: readonly (string | number)[]): string {
  if (!text.isWellFormed()) throw new CanonicalError(where(path), 'lone surrogate')
  return JSON.stringify(text)
}

function writeArray(values: readonly unknown[], path: (string | number)[]): string {
  let out = '['
  for (let i = 0; i < values.length; i++) {
    if (i > 0) out += ','
    path.push(i)
    out += write(values[i], path)
    path.pop()
  }
  return `${out}]`
}

function writeObject(value: object, path: (string | number)[]): string {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new CanonicalError(where(path), 'not a plain object')
  }
  const members = value as Record<string, unknown>
  // The default order of sort() is by UTF-16 code units, as RFC 8785 3.2.3 asks.
  const names = Object.keys(members).sort()
  let out = '{'
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!
    if (i > 0) out += ','
    path.push(name)
    out += `${writeString(name, path)}:${write(members[name], path)}`
    path.pop()
  }
  return `${out}}`
}

function where(path: readonly (string | number)[]): string {
  return path.reduce<string>((at, key) => (typeof key === 'number' ? `${at}[${key}]` : `${at}.${key}`), '$')
}
