/** Rules of the clocks by version, and the bureau's own limits over them. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input } from 'antd'
import type { LimitRule } from '../../../../src/administration/limits/contract.ts'
import { get } from '../api/client.ts'
import { Chip } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { LimitPanel } from './limit-panel.tsx'
import { Loaded, Page, Scroll } from './shared.tsx'

export function LimitsPage() {
  const t = useWords()
  const me = useMe()
  const search = useSearch({ from: '/signed-in/administration/limits' })
  const navigate = useNavigate()
  const rules = useQuery({
    queryKey: ['administration', 'rules'],
    queryFn: async ({ signal }) => (await get<{ items: LimitRule[] }>('/administration/rules', signal)).items,
  })
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/administration/limits', search: { ...search, ...next } })
  const wanted = (search.q ?? '').trim().toLowerCase()
  const shown = (rules.data ?? []).filter((r) => {
    const names = r.versions.map((v) => `${v.name.zh} ${v.name.en} ${v.article.zh}`).join(' ')
    const held = search.all || (r.today !== null && (r.procedures.length > 0 || r.local.length > 0))
    return wanted === '' ? held : `${r.ruleId} ${names}`.toLowerCase().includes(wanted)
  })
  const open = rules.data?.find((r) => r.ruleId === search.rule)
  return (
    <Page title={t('adm.page.limits')} help={t('adm.limits.help')}>
      <search className="adm-filters">
        <div className="field wide">
          <label htmlFor="rule-q">{t('adm.find')}</label>
          <Input
            id="rule-q"
            allowClear
            value={search.q ?? ''}
            placeholder={t('adm.limits.findHelp')}
            onChange={(e) => go({ q: e.target.value || undefined })}
          />
        </div>
        <Button
          className={search.all ? 'toggle on' : 'toggle'}
          aria-pressed={search.all === true}
          onClick={() => go({ all: search.all ? undefined : true })}
        >
          {t('adm.limits.showAll')}
        </Button>
      </search>
      <Loaded query={rules}>
        {() => (
          <div className="sheet">
            <Scroll label={t('adm.page.limits')}>
              <table className="adm-table stack">
                <thead>
                  <tr>
                    <th scope="col">{t('adm.limits.rule')}</th>
                    <th scope="col">{t('adm.limits.today')}</th>
                    <th scope="col">{t('adm.limits.basis')}</th>
                    <th scope="col">{t('adm.limits.usedIn')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((r) => {
                    const newest = r.versions.find((v) => v.validTo === null) ?? r.versions[0]!
                    return (
                      <tr key={r.ruleId}>
                        <th scope="row">
                          <Button type="link" onClick={() => go({ rule: r.ruleId })}>
                            {say(newest.name)}
                          </Button>
                          <div className="number">{r.ruleId}</div>
                        </th>
                        <td className="nowrap" data-label={t('adm.limits.today')}>
                          {r.today?.length
                            ? t(`adm.limits.length.${r.today.unit}`, { count: r.today.length })
                            : t('adm.limits.perCase')}{' '}
                          {r.today?.local && <Chip tone="blue">{t('adm.limits.local')}</Chip>}
                          {newest.binding && <Chip tone="violet">{t('adm.limits.binding')}</Chip>}
                        </td>
                        <td data-label={t('adm.limits.basis')}>{say(r.today?.basis)}</td>
                        <td data-label={t('adm.limits.usedIn')}>
                          {r.procedures.map((p) => say(p)).join(t('list.comma'))}
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </Scroll>
            {shown.length === 0 && <p className="pad">{t('adm.noneFound')}</p>}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open !== undefined}
        size={820}
        title={open ? say((open.versions.find((v) => v.validTo === null) ?? open.versions[0]!).name) : ''}
        onClose={() => go({ rule: undefined })}
        destroyOnHidden
      >
        {open && <LimitPanel rule={open} today={me.today} />}
      </Drawer>
    </Page>
  )
}
