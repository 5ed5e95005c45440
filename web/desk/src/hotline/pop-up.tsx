/** A call that comes while the operator is on another page: a card in the corner, opened by a key, over nothing. */
import { CloseOutlined, PhoneOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useKeyHelp } from '../frame/keys.ts'
import { useWords } from '../text/words.ts'
import { isElsewhere, useClaims } from './claim.ts'
import { type Call, mineQuery, useLine } from './queries.ts'
import { Since } from './since.tsx'
import './pop-up.css'

const comes = (c: Call) =>
  c.state === 'ringing' || ((c.state === 'talking' || c.state === 'held') && c.outcome === null)

export function CallPopUp() {
  const t = useWords()
  const navigate = useNavigate()
  const path = useRouterState({ select: (s) => s.location.pathname })
  const mine = useQuery({ ...mineQuery, refetchInterval: false }).data
  const [away, setAway] = useState<readonly string[]>([])
  useClaims()
  useLine()
  const here = path.endsWith('/hotline')
  const shown =
    here || !mine?.agent
      ? []
      : mine.calls.filter((c) => comes(c) && !away.includes(c.callId) && !isElsewhere(c.callId))
  const first = shown[0]
  const open = (call: Call) => void navigate({ to: '/hotline', search: { call: call.callId } })
  useKeyHelp(mine?.agent ? [['Alt+c', t('hotline.popUp.key')]] : [], true)
  useEffect(() => {
    if (!first) return
    // Also while something is typed: a call does not wait until the sentence is written.
    const onKey = (e: KeyboardEvent) => {
      if (e.code !== 'KeyC' || !e.altKey || e.ctrlKey || e.metaKey) return
      e.preventDefault()
      void navigate({ to: '/hotline', search: { call: first.callId } })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [first, navigate])
  const phoneOf = (call: Call) => call.phone ?? t('hotline.withheld')
  return (
    <div className="call-pop-up">
      {/* Not the cards themselves: they hold a clock, and would be read aloud anew with each second of it. */}
      <p className="hidden-text" role="status">
        {shown.map((c) => t('hotline.popUp.of', { phone: phoneOf(c) })).join(t('list.comma'))}
      </p>
      {shown.map((c) => (
        <section key={c.callId} aria-label={t('hotline.popUp.of', { phone: phoneOf(c) })}>
          <PhoneOutlined aria-hidden />
          <p>
            <strong>{phoneOf(c)}</strong>
            <span className="quiet">
              {t(`hotline.state.${c.state}`)} <Since from={c.answeredAt ?? c.startedAt} />
            </span>
          </p>
          <Button type="primary" onClick={() => open(c)}>
            {t('hotline.popUp.open')}
            <kbd aria-hidden>Alt+C</kbd>
          </Button>
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('hotline.popUp.later')}
            onClick={() => setAway((all) => [...all, c.callId])}
          />
        </section>
      ))}
    </div>
  )
}
