import { describe, expect, it } from 'vitest'
import { pinyinInitials } from './unit-search.ts'

describe('initials of names of units', () => {
  it.each([
    ['城关镇', 'cgz'],
    ['住房和城乡建设局', 'zfhcxjsj'],
    ['人力资源社会保障局', 'rlzyshbzj'],
    ['市场监督管理局', 'scjdglj'],
    ['农业农村局', 'nyncj'],
    ['卫生健康局', 'wsjkj'],
    ['教育体育局', 'jytyj'],
    ['12345热线', '12345rx'],
  ])('%s is found by %s', (name, initials) => {
    expect(pinyinInitials(name)).toBe(initials)
  })
})
