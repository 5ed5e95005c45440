/** Errors as GeoReport v2 has them: a code and a description, in both formats. */
export interface ApiError {
  code: number
  description: string
}

/** Thrown inside the room and turned into the format asked for at its edge. */
export class GeoReportError extends Error {
  readonly status: number
  readonly errors: readonly ApiError[]

  constructor(status: number, ...descriptions: string[]) {
    super(descriptions.join('; '))
    this.status = status
    this.errors = descriptions.map((description) => ({ code: status, description }))
  }
}
