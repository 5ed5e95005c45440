/** One text of a publication: the original with what identifies somebody marked, and beside it what the public will read. */
import { Button, Input } from 'antd'
import { Chip } from '../frame/chip.tsx'
import { useWords } from '../text/words.ts'
import { follow, piecesOf } from './places.ts'
import type { HiddenPlace, Shown } from './queries.ts'

interface Props {
  field: string
  original: string
  found: readonly HiddenPlace[]
  /** Of what was found, what still stands in the public version. */
  open: readonly HiddenPlace[]
  value: string
  result: Shown['demands'][number]['result']
  /** null = nothing can be changed now. */
  onChange: ((text: string) => void) | null
}

const LONGEST: Record<string, number> = {
  title: 200,
  text: 2000,
  letter: 20_000,
  words: 20_000,
  answer: 60_000,
}

export function PlaceEditor({ field, original, found, open, value, result, onChange }: Props) {
  const t = useWords()
  const last = field.split('.').at(-1)!
  const number = Number(/\d+/.exec(field)?.[0] ?? 0) + 1
  const name = field.startsWith('demands')
    ? t(last === 'text' ? 'openness.place.demand' : 'openness.place.outcome', { n: number })
    : t(`openness.place.${field as 'title' | 'letter' | 'answer'}`)
  const id = `place-${field.replace(/[^a-z0-9]/g, '-')}`
  // An answer that says nothing has no public version either.
  if (original === '' && value === '') return null
  return (
    <section className="sheet pad place" aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>
        {name} {result && <Chip tone="blue">{t(`result.${result}`)}</Chip>}
      </h2>
      <div className="place-pair">
        <div>
          <h3 className="quiet">{t('openness.original')}</h3>
          <p className="words place-original">
            {piecesOf(original, found).map((piece, i) =>
              piece.place ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
                <mark key={i} title={t(`openness.kind.${piece.place.kind}`)}>
                  {piece.text}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
                <span key={i}>{piece.text}</span>
              ),
            )}
          </p>
        </div>
        <div>
          <h3 className="quiet">
            {onChange ? (
              <label htmlFor={id}>{t('openness.publicVersion')}</label>
            ) : (
              t('openness.publicVersion')
            )}
          </h3>
          {onChange ? (
            <Input.TextArea
              id={id}
              value={value}
              maxLength={LONGEST[last] ?? 20_000}
              autoSize={{ minRows: last === 'title' ? 1 : 3, maxRows: 24 }}
              onChange={(e) => onChange(e.target.value)}
            />
          ) : (
            <p className="words">{value}</p>
          )}
          {open.length > 0 && (
            <ul className="place-open" aria-label={t('openness.proposals')}>
              {open.map((f) => (
                <li key={f.text}>
                  <span className="quiet">{t(`openness.kind.${f.kind}`)}</span> <mark>{f.text}</mark>
                  {onChange && (
                    <Button size="small" onClick={() => onChange(follow(value, [f]))}>
                      {t('openness.writeInstead', { words: f.instead })}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  )
}
