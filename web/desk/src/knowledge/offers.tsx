/** Answers of the knowledge base for a letter (知识推荐): shown with their source; whoever writes decides. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { newKey, post } from '../api/client.ts'
import { useUnitsById } from '../frame/hooks.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type Article, articleQuery, type Found, offersQuery } from './queries.ts'
import './knowledge.css'

interface Props {
  /** Subject and words of the letter. */
  text: string
  /** Takes an answer over, with its source; absent: only shown. */
  onTake?: (answer: string) => void
}

export function Offers({ text, onTake }: Props) {
  const t = useWords()
  const offers = useQuery({ ...offersQuery(text), enabled: text.trim().length >= 4 })
  const found = offers.data ?? []
  if (found.length === 0) return null
  return (
    <section className="suggested" aria-label={t('knowledge.offered')}>
      <div className="suggested-head">
        <strong>{t('knowledge.offered')}</strong> <span className="quiet">{t('knowledge.offeredHelp')}</span>
      </div>
      <ul className="knowledge-offers">
        {found.map((f) => (
          <Offer key={f.articleId} found={f} onTake={onTake} />
        ))}
      </ul>
    </section>
  )
}

function Offer({ found: f, onTake }: { found: Found; onTake: Props['onTake'] }) {
  const t = useWords()
  const units = useUnitsById()
  const client = useQueryClient()
  const take = async () => {
    const a: Article = await client.fetchQuery(articleQuery(f.articleId))
    if (!a.published) return
    const { answer, materials, basis } = a.published
    const said = [
      answer,
      materials ? t('knowledge.takenMaterials', { materials }) : '',
      t('knowledge.takenBasis', { basis }),
    ]
    onTake?.(said.filter(Boolean).join('\n'))
    await post(`/knowledge/${f.articleId}/uses`, newKey(), { kind: 'quoted' }).catch(() => {})
  }
  return (
    <li>
      <Link to="/knowledge/$articleId" params={{ articleId: f.articleId }} target="_blank">
        {f.question}
      </Link>
      <p>{f.snippet}</p>
      <p className="quiet">
        {[say(units.get(f.unitId)?.name), t('knowledge.basisIs', { basis: f.basis })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {onTake && (
        <Button size="small" onClick={() => void take()}>
          {t('knowledge.takeAnswer')}
        </Button>
      )}
    </li>
  )
}
