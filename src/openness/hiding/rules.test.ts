import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIdentifying, hide, personsLeftIn } from './rules.ts'

const found = (text: string) => findIdentifying(text).map((f) => `${f.kind}:${f.text}`)

describe('what could tell who somebody is', () => {
  it.each([
    ['我的电话是13812345678，请回电', ['phone:13812345678']],
    ['打138 1234 5678没人接', ['phone:138 1234 5678']],
    ['固话0371-65432109', ['phone:0371-65432109']],
    ['身份证号410102199003071234', ['id-number:410102199003071234']],
    ['尾号X的证11010519491231002X办不了', ['id-number:11010519491231002X']],
    ['卡号6222020200112233445扣款', ['account:6222020200112233445']],
    ['加我微信：abc_12345', ['account:abc_12345']],
    ['豫A12345的渣土车每晚经过', ['plate:豫A12345']],
    ['新能源车豫AD12345占道', ['plate:豫AD12345']],
    ['示范小区3号楼2单元501室漏水', ['address:3号楼2单元501室']],
    ['示范小区12栋一单元', ['address:12栋一单元']],
    ['住在和平路128号附1号附近', ['address:128号']],
    ['阳光花园5-2-302', ['address:5-2-302']],
    ['邮箱a.b@c.example.cn', ['email:a.b@c.example.cn']],
    ['我叫张小明，家住城东', ['name:张小明']],
    ['联系人：欧阳建国。', ['name:欧阳建国']],
    ['王女士多次打电话', ['name:王']],
    ['由李建军师傅负责施工', ['name:李建军']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  it.each([
    '示范路中段三盏路灯已经一个多月不亮，附近有小学。',
    '按照2026年第12号文件，每平方米3200元，共28000000元。',
    '建议在文化公园增设直饮水点，高新区管委会负责。',
    '地铁3号线、公交128路在此停靠。',
    '12345热线转办后7个工作日内答复。',
    '河上修了一座桥。',
  ])('leaves alone: %s', (text) => expect(found(text)).toEqual([]))

  it('finds who asked wherever they stand, and how they write their number', () => {
    const persons = [{ name: '演示人1', phone: '19900000001', address: '演示县示范路1号' }]
    const text = '演示人1住演示县示范路1号，电话199-0000-0001。'
    expect(hide(text, findIdentifying(text, persons))).toBe('某某住（住址略），电话（电话略）。')
    expect(personsLeftIn(text, persons)).toHaveLength(3)
    expect(personsLeftIn('某某住（住址略）。', persons)).toEqual([])
  })

  it('takes the longer of two that overlap, in order, and never changes the rest', () => {
    const piece = fc.constantFrom(
      '路灯不亮',
      '13812345678',
      '3号楼2单元501室',
      '豫A12345',
      '我叫张小明，',
      '王女士',
      '410102199003071234',
      '。',
      'a@b.cn',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('，')
        const findings = findIdentifying(text)
        let at = 0
        for (const f of findings) {
          expect(f.from).toBeGreaterThanOrEqual(at)
          expect(text.slice(f.from, f.to)).toBe(f.text)
          at = f.to
        }
        const hidden = hide(text, findings)
        const rest = findings.reduce((n, f) => n - f.text.length + f.instead.length, text.length)
        expect(hidden).toHaveLength(rest)
        // What is written in place of a finding is none itself.
        expect(findIdentifying(hidden).filter((f) => f.kind !== 'name')).toEqual([])
      }),
    )
  })
})
