/**
 * Structured log, one JSON line each. It holds no personal data: never bodies, query strings, names, numbers or codes;
 * routes are logged as their pattern, errors without values the database repeats in its messages.
 */
import pg from 'pg'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from '../config/config.ts'

export type { Logger } from 'pino'

/**
 * @param destination where lines go; default standard output
 */
export function createLog(options: { level: LogLevel; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorForLog, req: () => undefined, res: () => undefined },
  }
  return options.destination ? pino(settings, options.destination) : pino(settings)
}

/** What of an error may be logged: where it happened and its code; messages of parsers and the database repeat input. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  const code = (error as { code?: unknown }).code
  const safe = !(error instanceof pg.DatabaseError) && !(error instanceof SyntaxError)
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(safe ? { message: error.message } : {}),
    ...(error instanceof pg.DatabaseError ? databasePart(error) : {}),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
  }
}

function databasePart(error: pg.DatabaseError): Record<string, unknown> {
  const { severity, schema, table, column, constraint, routine } = error
  return { severity, schema, table, column, constraint, routine }
}
