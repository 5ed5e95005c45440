/** The paper a setting rests on: asked for with every number and day that no rule gives. */
import { Input } from 'antd'
import { useState } from 'react'
import { Field } from '../frame/field.tsx'
import { useWords } from '../text/words.ts'

interface Typed {
  zh: string
  en: string
}

/** @returns what is typed, for the fields, and the basis to be sent: empty in Chinese as long as there is none */
export function useBasis() {
  const [typed, setTyped] = useState<Typed>({ zh: '', en: '' })
  const zh = typed.zh.trim()
  return { typed, setTyped, basis: { zh, en: typed.en.trim() || zh } }
}

/** @param id what the ids of both fields begin with */
export function BasisFields({ id, of }: { id: string; of: ReturnType<typeof useBasis> }) {
  const t = useWords()
  const { typed, setTyped } = of
  return (
    <>
      <Field id={`${id}-zh`} label={t('adm.basisZh')} required>
        {(c) => (
          <Input
            {...c}
            value={typed.zh}
            placeholder={t('adm.basisExample')}
            onChange={(e) => setTyped({ ...typed, zh: e.target.value })}
          />
        )}
      </Field>
      <Field id={`${id}-en`} label={t('adm.basisEn')}>
        {(c) => (
          <Input {...c} value={typed.en} onChange={(e) => setTyped({ ...typed, en: e.target.value })} />
        )}
      </Field>
    </>
  )
}
