/** 短信平台: campaigns, the newest first, with how far each is. */
import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMay, useMe } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import { useWords } from '../text/words.ts'
import { MessagesHead, Nothing, Read, StateChip } from './parts.tsx'
import { campaignsQuery, SENDERS } from './queries.ts'

export function CampaignsPage() {
  const t = useWords()
  const me = useMe()
  const mayWrite = useMay(...SENDERS)
  const list = useInfiniteQuery(campaignsQuery)
  return (
    <>
      <MessagesHead part="campaigns" />
      {mayWrite && (
        <div className="tool-line">
          <Link to="/messages/new">
            <Button type="primary" icon={<PlusOutlined aria-hidden />} tabIndex={-1}>
              {t('messages.new')}
            </Button>
          </Link>
        </div>
      )}
      <Read from={list}>
        {({ pages }) => {
          const rows = pages.flatMap((p) => p.items)
          if (rows.length === 0) return <Nothing title={t('messages.none')} help={t('messages.noneHelp')} />
          return (
            <div className="sheet">
              <table className="rows stack">
                <caption className="hidden-text">{t('messages.part.campaigns')}</caption>
                <thead>
                  <tr>
                    {(['title', 'state', 'people', 'sent', 'delivered', 'uncertain', 'made'] as const).map(
                      (c) => (
                        <th key={c} scope="col">
                          {t(`messages.col.${c}`)}
                        </th>
                      ),
                    )}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((c) => (
                    <tr key={c.campaignId} className="row">
                      <th scope="row">
                        <Link to="/messages/campaigns/$campaignId" params={{ campaignId: c.campaignId }}>
                          {c.title}
                        </Link>
                      </th>
                      <td>
                        <StateChip state={c.state} />
                      </td>
                      <td data-label={t('messages.col.people')}>{c.people}</td>
                      <td data-label={t('messages.col.sent')}>{c.sent}</td>
                      <td data-label={t('messages.col.delivered')}>{c.delivered}</td>
                      <td data-label={t('messages.col.uncertain')}>
                        {c.uncertain > 0 ? <strong className="late">{c.uncertain}</strong> : 0}
                      </td>
                      <td data-label={t('messages.col.made')}>{instant(c.madeAt, me.bureau.zone)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }}
      </Read>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </>
  )
}
