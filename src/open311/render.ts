/** The two formats of GeoReport v2 out of one shape. Pure. */
import { XMLBuilder } from 'fast-xml-parser'
import type { ApiError } from './errors.ts'

export type Format = 'xml' | 'json'

/** Exactly as the specification names them: readers compare the whole header, and both formats are UTF-8 by themselves. */
export const MEDIA_TYPES: Readonly<Record<Format, string>> = { xml: 'text/xml', json: 'application/json' }

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value }

const builder = new XMLBuilder({ format: true, suppressEmptyNode: true })

/** Characters XML 1.0 cannot hold, in whatever way they are written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function clean(value: Value): unknown {
  if (value === null) return ''
  if (typeof value === 'string') return value.toWellFormed().replace(NOT_XML, '')
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, clean(v)]))
  }
  return value
}

const document = (root: Record<string, Value>): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${builder.build(clean(root))}`

/** A list: in XML `<services><service>…`, in JSON an array. */
export function renderList(format: Format, root: string, item: string, list: readonly Value[]): string {
  return format === 'json' ? JSON.stringify(list) : document({ [root]: { [item]: list } })
}

/** One object whose lists have names for their items: in XML `<formats><format>…`, in JSON arrays. */
export function renderOne(
  format: Format,
  root: string,
  of: { readonly [key: string]: Value },
  items: Readonly<Record<string, string>>,
): string {
  if (format === 'json') return JSON.stringify(of)
  const nest = (value: Value, name: string | null): Value => {
    if (Array.isArray(value)) {
      const list = value.map((v) => nest(v, null))
      return name && items[name] ? { [items[name]]: list } : list
    }
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, nest(v, k)]))
    return value
  }
  return document({ [root]: nest(of, null) })
}

export const renderErrors = (format: Format, errors: readonly ApiError[]): string =>
  renderList(format, 'errors', 'error', errors as readonly (ApiError & Record<string, Value>)[])
