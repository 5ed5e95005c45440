/** Links of wall displays: made, shown once, revoked. */
import { useQuery } from '@tanstack/react-query'
import type { KeyRow } from '../../../../src/wall/contract.ts'
import { KeysOnce } from '../administration/keys-once.tsx'
import { Page } from '../administration/shared.tsx'
import { get, post } from '../api/client.ts'
import { useWords } from '../text/words.ts'

export function WallKeysPage() {
  const t = useWords()
  const keys = useQuery({
    queryKey: ['wall', 'keys'],
    queryFn: async ({ signal }) => (await get<{ items: KeyRow[] }>('/wall/keys', signal)).items,
  })
  return (
    <Page title={t('adm.page.wall')} help={t('wall.keysHelp')}>
      <KeysOnce
        id="wall"
        words={{
          title: t('wall.keys'),
          help: <a href="/desk/wall">{t('wall.openWall')}</a>,
          name: t('wall.name'),
          nameHelp: t('wall.nameHelp'),
          make: t('wall.make'),
          once: (name) => t('wall.once', { name }),
          none: t('wall.noKeys'),
          revokeAsk: (name) => t('wall.sure', { name }),
        }}
        keys={keys}
        make={(name, key) => post<{ key: string }>('/wall/keys', key, { name })}
        secrets={({ key }) => [`${location.origin}/desk/wall#${key}`]}
        revokePath={(keyId) => `/wall/keys/${keyId}/revocation`}
        changes={[['wall', 'keys']]}
        columns={[{ head: t('wall.madeBy'), cell: (k) => k.madeBy }]}
      />
    </Page>
  )
}
