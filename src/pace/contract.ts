/** Settings of how fast the public pages may be used. */
export interface PaceSettings {
  /** Pages an address may open each minute, again and again; twice as many at once. */
  pagesPerMinute: number
  /** Matters an address may send each hour without waiting; half as many at once. */
  sendsPerHour: number
  /** Matters all of a bureau's people may send each hour before sending is slowed down for everybody. */
  bureauSendsPerHour: number
}

export const DEFAULT_PACE: PaceSettings = { pagesPerMinute: 240, sendsPerHour: 20, bureauSendsPerHour: 3600 }
