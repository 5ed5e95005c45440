/** A rule's "no" as a value: rules never throw for what a person may do wrong. Codes look like `clock.extension_over_cap`. */
export interface Refusal {
  readonly refused: string
  readonly field?: string
  readonly details?: Record<string, unknown>
}

/** Makes a refusal with its stable code. */
export function refuse(code: string, extra?: { field?: string; details?: Record<string, unknown> }): Refusal {
  return { refused: code, ...extra }
}

/** Whether a result is a refusal. */
export function isRefusal(x: unknown): x is Refusal {
  return typeof x === 'object' && x !== null && typeof (x as { refused?: unknown }).refused === 'string'
}
