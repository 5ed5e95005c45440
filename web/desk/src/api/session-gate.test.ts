import { expect, it } from 'vitest'
import { onSessionOver, signedInAgain } from './session-gate.ts'

it('takes a dialog that cannot be loaded for nobody who could be asked, and asks anew the next time', async () => {
  const stop = onSessionOver(() =>
    Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
  )
  await expect(signedInAgain()).resolves.toBe(false)
  stop()
  onSessionOver(() => Promise.resolve(true))
  await expect(signedInAgain()).resolves.toBe(true)
})
