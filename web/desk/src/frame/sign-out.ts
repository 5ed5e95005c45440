/** Signs out and goes to the sign-in page. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { actForNobody } from '../api/acting-as.ts'
import { newKey, remove } from '../api/client.ts'
import { forgetDrafts } from '../cases/register/draft.ts'

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await remove('/session', newKey()).catch(() => undefined)
    // A shared computer: nothing of this person's work stays behind.
    forgetDrafts()
    // The pages go first: they cannot be shown to nobody.
    await navigate({ to: '/sign-in', search: {} })
    client.clear()
    actForNobody()
  }
}
