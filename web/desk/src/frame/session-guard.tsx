/** Stands in the frame and asks for the password again when the server says that the session is over, or another's. */
import { useNavigate, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { noteHolder } from '../api/holder.ts'
import { onSessionOver } from '../api/session-gate.ts'
import type { Me } from '../api/types.ts'
import { useMe } from './hooks.ts'

const load = () => import('./session-over.tsx')
const SessionOver = lazy(async () => ({ default: (await load()).SessionOver }))

interface Asked {
  answer: (again: boolean) => void
  /** Who is signed in instead; null where nobody is. */
  other: Me | null
}

export function SessionGuard() {
  const me = useMe()
  const router = useRouter()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(
    () =>
      onSessionOver(async () => {
        // Signed in again meanwhile, in this tab or another: nobody need be asked.
        const who = await (await load()).whoIsSignedIn()
        if (who?.accountId === me.accountId) {
          noteHolder(who)
          return true
        }
        return new Promise<boolean>((answer) => setAsked({ answer, other: who }))
      }),
    [me.accountId],
  )
  const back = useCallback(() => {
    asked?.answer(true)
    setAsked(null)
    noteHolder(me)
  }, [asked, me])
  const leave = useCallback(() => {
    const { href } = router.state.location
    // Whoever is signed in now begins with a page of their own.
    if (asked?.other) return window.location.assign(router.options.basepath ?? '/')
    asked?.answer(false)
    setAsked(null)
    void navigate({ to: '/sign-in', search: { to: href }, replace: true })
  }, [asked, navigate, router])
  return (
    <Suspense>{asked && <SessionOver me={me} other={asked.other} onBack={back} onLeave={leave} />}</Suspense>
  )
}
