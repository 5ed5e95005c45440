import { describe, expect, test } from 'vitest'
import { linesOfText } from './readers/text.ts'
import { reportOn } from './report.ts'

const check = (text: string) => reportOn({ name: '演示县信访局2023年部门预算', lines: linesOfText(text) })
const found = (text: string) => check(text).findings.map((f) => [f.severity, f.kind, f.shouldBe])
const held = (text: string, kind: string) =>
  check(text).checked.filter((r) => r.holds && r.kind === kind).length
const TITLE = '演示县信访局2023年部门预算\n'

describe('totals and parts', () => {
  test('a complete set has to add up', () => {
    const right = '本年支出合计100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。'
    expect(found(TITLE + right)).toEqual([])
    expect(held(TITLE + right, 'sum')).toBe(1)
    expect(held(TITLE + right, 'share')).toBe(2)
    expect(held(TITLE + right, 'share-total')).toBe(1)
    expect(found(TITLE + right.replace('项目支出40.00', '项目支出41.00'))).toContainEqual([
      'error',
      'sum',
      undefined,
    ])
  })

  test('a part may be left out where nobody says the list is whole', () => {
    expect(found(`${TITLE}收入总计100.00万元，其中：专项收入30.00万元，捐赠10.00万元。`)).toEqual([])
  })

  test('a part is not larger than its whole', () => {
    expect(found(`${TITLE}共有编制10名，其中：工勤编制12名。`)).toEqual([['error', 'order', undefined]])
  })

  test('brackets after a count list what it consists of', () => {
    expect(held(`${TITLE}在职15人（行政人员6人，事业人员8人，工勤人员1人）。`, 'sum')).toBeGreaterThan(0)
  })
})

describe('year on year', () => {
  test('amount, percentage and direction fit', () => {
    expect(found(`${TITLE}机关运行经费20.59万元，比2022年增加3.76万元，增长22.34%。`)).toEqual([])
    expect(found(`${TITLE}机关运行经费20.59万元，比2022年增加3.76万元，增长32.34%。`)).toEqual([
      ['error', 'yoy', '22.34%'],
    ])
    expect(found(`${TITLE}机关运行经费20.59万元，比2022年增加3.76万元，下降22.34%。`)).toContainEqual([
      'error',
      'direction',
      undefined,
    ])
  })

  test('less than a unit of the last digit is a tail', () => {
    expect(found(`${TITLE}机关运行经费2059.00万元，比2022年增加376.00万元，增长22.35%。`)).toEqual([
      ['tail', 'yoy', '22.34%'],
    ])
  })

  test('nothing grows by more than it is', () => {
    expect(found(`${TITLE}政府性基金支出预算0万元，比2022年预算增加14.25万元。`)).toEqual([
      ['error', 'copy', '0'],
    ])
  })

  test('the year compared with is the one before', () => {
    expect(found(`${TITLE}运行经费17.92万元，与2021年相比增加2.92万元。`)).toEqual([
      ['error', 'year', '2022年'],
    ])
  })

  test('a reason that names the item itself goes the same way', () => {
    const say = (word: string) =>
      `${TITLE}“公共支出（类）宣传事务（款）宣传管理（项）”97.00万元。2022年当年预算执行数为100.00万元，2023年预算安排97.00万元，比2022年预算执行数减少3.00%。主要原因是：宣传管理经费${word}。`
    expect(found(say('减少'))).toEqual([])
    expect(found(say('增加'))).toEqual([['error', 'direction', '宣传管理经费减少']])
    // Something else may well go the other way.
    expect(found(say('减少').replace('宣传管理经费减少', '上年一次性项目增加'))).toEqual([])
  })
})

test('figures run together are parted where the percentage allows one way only', () => {
  const [first, second] = check(
    `${TITLE}到市走访132批次573人次。其中集访2984批次3791608人次，与去年相比批次下降65%，人次下降76%。`,
  ).findings
  expect([first?.shouldBe, second?.shouldBe]).toEqual(['29批次', '379人次'])
  expect(first?.proof).toContain('29|84')
})

describe('counts', () => {
  test('more listed than counted is wrong; fewer before 等 is not', () => {
    expect(found(`${TITLE}下设办公室、接访股、督查股等2个股室。`)).toEqual([['error', 'count', '3个']])
    expect(found(`${TITLE}下设办公室、接访股等5个股室。`)).toEqual([])
  })
})

describe('leftovers of the form', () => {
  test('placeholders, choices not made, instructions, terms misspelt by sound', () => {
    expect(found(`${TITLE}XX局收入10万元，比上年增加（减少）2万元。`).map((f) => f[1])).toEqual([
      'template',
      'template',
    ])
    expect(found(`${TITLE}及时受利率为100%。`)).toEqual([['error', 'garble', '及时受理率']])
    expect(found(`${TITLE}接待科（室）增减情况见表。按区委某某书记要求办理。`)).toEqual([])
  })
})

describe('tables', () => {
  const table = (
    child: string,
    row = '208 05 行政事业单位养老支出 30 30 0',
  ) => `${TITLE}2023年部门支出预算总表
单位：元
201 一般公共服务支出 100 60 40
201 05 统计信息事务 70 40 30
201 06 财政事务 ${child}
208 社会保障和就业支出 30 30 0
${row}
合计 130 90 40`

  test('parents are the sum of what stands below them, rows of their columns', () => {
    const r = check(table('30 20 10'))
    expect(r.findings).toEqual([])
    expect(r.checked.filter((x) => x.kind === 'table-hierarchy').length).toBeGreaterThanOrEqual(3)
    expect(check(table('33 20 13')).findings.map((f) => f.kind)).toContain('table-hierarchy')
    expect(check(table('30 20 12')).findings.map((f) => f.kind)).toContain('table-row')
  })

  test('a rule that most rows do not keep is not the rule of the table', () => {
    expect(check(`${TITLE}2023年项目安排表\n201 甲 10 3 9\n202 乙 20 4 7\n203 丙 30 5 1`).findings).toEqual(
      [],
    )
  })

  test('text and table are one, whatever the unit', () => {
    const both = (said: string) =>
      `${TITLE}2023年部门收支预算总表\n单位：元\n一、财政拨款收入 1,000,000 一、一般公共服务支出 1,000,000\n收入总计 1,000,000 支出总计 1,000,000\n2023年，演示县信访局收入预算${said}万元，其中：财政拨款收入${said}万元。`
    expect(check(both('100.00')).findings).toEqual([])
    expect(check(both('101.00')).findings.map((f) => [f.severity, f.shouldBe])).toContainEqual([
      'error',
      '100.00万元',
    ])
  })
})

test('a finding is told in both languages and never lacks its words', () => {
  const r = check(`${TITLE}XX局支出合计10万元，其中：基本支出6万元，占65%；项目支出5万元，占50%。`)
  expect(r.findings.length).toBeGreaterThanOrEqual(2)
  for (const f of r.findings) {
    expect(f.note.zh).not.toMatch(/与计算结果不符|\{/)
    expect(f.note.en).not.toMatch(/what was computed|\{/)
    expect(f.id).toMatch(/^F\d{3}$/)
  }
})
