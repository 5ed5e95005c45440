import { describe, expect, it } from 'vitest'
import { currentEntry, MENU, MENU_GROUPS, type MenuEntry, menuFor } from './menu.ts'

const entry = (path: string, group: MenuEntry['group'], roles: MenuEntry['roles']): MenuEntry =>
  ({ path, group, key: 'matters', roles }) as MenuEntry

describe('the menu', () => {
  const some = [
    entry('/duties', 'duties', 'all'),
    entry('/exchange/imports', 'exchange', ['clerk']),
    entry('/exchange', 'exchange', ['clerk', 'supervisor']),
    entry('/', 'myday', 'all'),
  ]
  it('keeps the order of the groups, and of entries within one', () => {
    expect(menuFor(['clerk'], some).map((g) => [g.group, g.entries.map((e) => e.path)])).toEqual([
      ['myday', ['/']],
      ['exchange', ['/exchange/imports', '/exchange']],
      ['duties', ['/duties']],
    ])
  })
  it('shows only what one of the roles may use, and no empty group', () => {
    expect(menuFor(['handler'], some).map((g) => g.group)).toEqual(['myday', 'duties'])
    expect(menuFor(['handler', 'supervisor'], some).flatMap((g) => g.entries.map((e) => e.path))).toEqual([
      '/',
      '/exchange',
      '/duties',
    ])
  })
  it('finds the entry an address lies under, the nearest first', () => {
    expect(currentEntry('/exchange/imports/7', some)?.path).toBe('/exchange/imports')
    expect(currentEntry('/exchange/', some)?.path).toBe('/exchange')
    expect(currentEntry('/exchanges', some)).toBeNull()
    expect(currentEntry('/', some)?.path).toBe('/')
    expect(currentEntry('/register', some)).toBeNull()
  })
  it('has every address once, in the order of the groups', () => {
    expect(new Set(MENU.map((e) => e.path)).size).toBe(MENU.length)
    const order = MENU.map((e) => MENU_GROUPS.indexOf(e.group))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })
})
