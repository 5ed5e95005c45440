/** The menu beside the page: wide or narrow on a desk, a drawer on a phone. */
import {
  AccountBookOutlined,
  AlertOutlined,
  AuditOutlined,
  CalendarOutlined,
  CloseOutlined,
  FileTextOutlined,
  FormOutlined,
  GlobalOutlined,
  InboxOutlined,
  LeftOutlined,
  PhoneOutlined,
  ReconciliationOutlined,
  RightOutlined,
  SettingOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import { Link, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ComponentType, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, useMedia } from './hooks.ts'
import { currentEntry, type MenuEntry, type MenuGroup, menuFor } from './menu.ts'

const ICONS: Record<MenuGroup, ComponentType<{ 'aria-hidden'?: boolean }>> = {
  myday: CalendarOutlined,
  matters: InboxOutlined,
  register: FormOutlined,
  exchange: SwapOutlined,
  instructions: AuditOutlined,
  supervision: AlertOutlined,
  followup: PhoneOutlined,
  documents: FileTextOutlined,
  duties: ReconciliationOutlined,
  public: GlobalOutlined,
  finance: AccountBookOutlined,
  system: SettingOutlined,
}

const KEY = 'huiyin.menu'

function useNarrow(): [boolean, (narrow: boolean) => void] {
  const little = useMedia('(max-width: 1199px)')
  const [chosen, setChosen] = useState<string | null>(() => {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  })
  const choose = (narrow: boolean) => {
    const word = narrow ? 'narrow' : 'wide'
    setChosen(word)
    try {
      localStorage.setItem(KEY, word)
    } catch {
      // Storage may be off; the choice then lasts for this visit.
    }
  }
  return [chosen === null ? little : chosen === 'narrow', choose]
}

function useMenu() {
  const { roles } = useMe()
  const path = useRouterState({ select: (s) => s.location.pathname })
  const groups = useMemo(() => menuFor(roles), [roles])
  const current = currentEntry(
    path,
    groups.flatMap((g) => g.entries),
  )
  return { groups, current }
}

export function Side() {
  const { t } = useTranslation()
  const [narrow, setNarrow] = useNarrow()
  return (
    <nav className={narrow ? 'side side-small' : 'side'} aria-label={t('nav.main')}>
      <Entries narrow={narrow} />
      <div className="side-foot">
        <button
          type="button"
          className="side-link"
          aria-expanded={!narrow}
          onClick={() => setNarrow(!narrow)}
        >
          {narrow ? <RightOutlined aria-hidden /> : <LeftOutlined aria-hidden />}
          <span>{t(narrow ? 'nav.widen' : 'nav.narrow')}</span>
        </button>
      </div>
    </nav>
  )
}

/** The menu over the page of a phone. A dialog of the browser's own: it keeps the focus and closes by Escape. */
export function SideDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  if (!open) return null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the menu; the keyboard has Escape and the button
    <dialog
      ref={dialog}
      className="side-drawer"
      aria-label={t('nav.main')}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className="side-drawer-head">
        <strong>{t('nav.main')}</strong>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('nav.closeMenu')}
          onClick={onClose}
        />
      </div>
      <nav aria-label={t('nav.main')}>
        <Entries narrow={false} onGo={onClose} />
      </nav>
    </dialog>
  )
}

function Entries({ narrow, onGo }: { narrow: boolean; onGo?: () => void }) {
  const { t } = useTranslation()
  const { groups, current } = useMenu()
  return (
    <ul>
      {groups.map(({ group, entries }) => {
        const Icon = ICONS[group]
        // A group of one is its entry; so are the entries of a narrow menu, which has no room for headings.
        if (narrow || entries.length === 1) {
          return entries.map((entry) => (
            <li key={entry.path}>
              <Entry entry={entry} current={entry === current} onGo={onGo}>
                <Icon aria-hidden />
              </Entry>
            </li>
          ))
        }
        return (
          <li key={group} className="side-group">
            <h2 id={`menu-${group}`}>
              <Icon aria-hidden /> {t(`menuGroup.${group}`)}
            </h2>
            <ul aria-labelledby={`menu-${group}`}>
              {entries.map((entry) => (
                <li key={entry.path}>
                  <Entry entry={entry} current={entry === current} onGo={onGo} />
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ul>
  )
}

function Entry(props: { entry: MenuEntry; current: boolean; onGo?: () => void; children?: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <Link
      to={props.entry.path}
      className="side-link"
      aria-current={props.current ? 'page' : undefined}
      activeProps={{}}
      // Whose page it is the menu says itself: the longest path, not each above it.
      activeOptions={{ exact: true }}
      onClick={props.onGo}
    >
      {props.children}
      <span>{t(`menu.${props.entry.key}`)}</span>
    </Link>
  )
}
