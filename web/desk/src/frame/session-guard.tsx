/** Stands in the frame and asks for the password again when the server says that the session is over. */
import { useNavigate, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { noteHolder } from '../api/holder.ts'
import { onSessionOver } from '../api/session-gate.ts'
import { useMe } from './hooks.ts'

const load = () => import('./session-over.tsx')
const SessionOver = lazy(async () => ({ default: (await load()).SessionOver }))

export function SessionGuard() {
  const me = useMe()
  const router = useRouter()
  const navigate = useNavigate()
  const [answer, setAnswer] = useState<((again: boolean) => void) | null>(null)
  useEffect(
    () =>
      onSessionOver(async () => {
        // Signed in again meanwhile, in this tab or another: nobody need be asked.
        const who = await (await load()).whoIsSignedIn()
        if (who?.accountId === me.accountId) {
          noteHolder(who)
          return true
        }
        return new Promise<boolean>((resolve) => setAnswer(() => resolve))
      }),
    [me.accountId],
  )
  const back = useCallback(() => {
    answer?.(true)
    setAnswer(null)
    noteHolder(me)
  }, [answer, me])
  const leave = useCallback(() => {
    const { href } = router.state.location
    answer?.(false)
    setAnswer(null)
    void navigate({ to: '/sign-in', search: { to: href }, replace: true })
  }, [answer, navigate, router])
  return <Suspense>{answer && <SessionOver me={me} onBack={back} onLeave={leave} />}</Suspense>
}
