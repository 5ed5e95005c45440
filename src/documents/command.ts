/** Who commands, when, under which key; the context of a request has this shape. */
export type { Command } from '../bureau/index.ts'
