/** What a proceeding, or a step of it, is called: several documents may be on their way, so service says which. */
import { useTranslation } from 'react-i18next'
import type { Label, MatterView, ProceedingView } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'

/** The label of a proceeding or step with its document, and the document's day where two of its kind were issued. */
export function useNaming(matter: MatterView): (p: ProceedingView, label?: Label) => string {
  const { t } = useTranslation()
  const { today } = useMe()
  return (p, label = p.label) => {
    const what = say(label)
    const document = matter.documents.find((d) => d.documentId === p.documentId)
    if (!document) return what
    const name = t(`document.kind.${document.kind}`)
    return matter.documents.filter((d) => d.kind === document.kind).length === 1
      ? t('attached.named', { what, name })
      : t('attached.namedOn', { what, name, day: day(document.issuedOn, { today }) })
  }
}
