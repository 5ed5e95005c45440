/**
 * Quick find: a number opens its matter, words are looked for in letters; a phone number asks for the reason first,
 * because looking is logged.
 */
import { SearchOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input, type InputRef } from 'antd'
import { type FormEvent, forwardRef, Suspense, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findByNumber } from '../api/queries.ts'
import { part } from '../page.ts'
import { kindOf, type LookUpKind } from './find-kind.ts'
import { useMay, usePhone } from './hooks.ts'
import { useProblemWords } from './problem.tsx'

const LookUp = part(async () => (await import('./look-up.tsx')).LookUp)

export const Find = forwardRef<{ focus: () => void }>(function Find(_, ref) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const navigate = useNavigate()
  const client = useQueryClient()
  const phone = usePhone()
  const mayLookUp = useMay('clerk', 'operator', 'supervisor')
  const input = useRef<InputRef>(null)
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const [ask, setAsk] = useState<{ kind: LookUpKind; value: string } | null>(null)
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus({ cursor: 'all' }) }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const value = text.trim()
    if (value === '' || busy) return
    const kind = kindOf(value)
    if (kind === 'words') {
      setText('')
      await navigate({ to: '/matters', search: { list: 'all', q: value } })
      return
    }
    if (kind !== 'number' && mayLookUp) {
      // Nobody's number stays in the bar for the next person at the counter to read.
      setText('')
      setAsk({ kind, value })
      return
    }
    setBusy(true)
    setSaid('')
    try {
      const { matterId } = await client.fetchQuery({
        queryKey: ['by-number', value.toUpperCase()],
        queryFn: () => findByNumber(value.toUpperCase()),
        staleTime: 0,
      })
      setText('')
      await navigate({ to: '/matters/$matterId', params: { matterId } })
    } catch (error) {
      setSaid(words(error).title)
      input.current?.focus({ cursor: 'all' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <search className="find">
      <form onSubmit={submit}>
        <Input
          ref={input}
          aria-label={t('find.label')}
          aria-describedby="find-said"
          placeholder={t(phone ? 'find.short' : mayLookUp ? 'find.placeholder' : 'find.numberOnly')}
          prefix={<SearchOutlined aria-hidden />}
          suffix={phone ? null : <kbd>/</kbd>}
          value={text}
          autoComplete="off"
          enterKeyHint="search"
          status={said ? 'error' : undefined}
          onChange={(e) => {
            setText(e.target.value)
            setSaid('')
          }}
          onKeyDown={(e) => {
            if (e.key === 'Escape') input.current?.blur()
          }}
        />
      </form>
      <p id="find-said" className={said ? 'find-said' : 'find-said empty'} role="status">
        {said && t('find.none', { said })}
      </p>
      <Suspense>{ask && <LookUp first={ask} onClose={() => setAsk(null)} />}</Suspense>
    </search>
  )
})
