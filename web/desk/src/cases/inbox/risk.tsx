/** Why a matter will probably be late, in words with its figures. */
import { useTranslation } from 'react-i18next'
import type { Risk, RiskReason } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'

export function RiskNote({ risk }: { risk: Risk }) {
  const { t } = useTranslation()
  const words = (r: RiskReason): string => {
    if (r.kind === 'history') return t('lists.risk.history', { ...r, of: t(`lists.risk.historyOf.${r.of}`) })
    if (r.kind === 'load') return t('lists.risk.load', { ...r })
    return t('lists.risk.not-begun', { left: r.left })
  }
  return (
    <div className="risk">
      <Chip tone={risk.grade === 'high' ? 'red' : 'amber'}>{t(`lists.risk.${risk.grade}`)}</Chip>
      <ul>
        {risk.reasons.map((r) => (
          <li key={r.kind}>{words(r)}</li>
        ))}
      </ul>
    </div>
  )
}
