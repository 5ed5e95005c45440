/** How far a document is. */
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import type { PaperStage } from './api.ts'

const TONES = {
  draft: 'plain',
  submitted: 'amber',
  approved: 'blue',
  sealed: 'blue',
  served: 'green',
} as const

export function Stage({ stage }: { stage: PaperStage }) {
  const { t } = useTranslation()
  return <Chip tone={TONES[stage]}>{t(`papers.stage.${stage}`)}</Chip>
}
