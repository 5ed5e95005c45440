import { describe, expect, test } from 'vitest'
import { linesOfPage } from '../readers/page-lines.ts'
import { readDocument } from '../reading.ts'
import { plainLine } from './normalise.ts'
import { quantitiesOf } from './quantities.ts'

const read = (...lines: string[]) =>
  readDocument({ name: 't', lines: lines.map((text, i) => ({ text, line: i + 1 })) })

describe('numbers displaced in a text layer', () => {
  test('go back to where the line left a blank, quotation marks too', () => {
    const r = read(
      '本年收入合计 万元，其中：财政拨款收入 万元，占 ；其他',
      '2946.25 2940.05 99.79%',
      '收入 万元，占 ；',
      '6.2 0.21%',
      '“ ”',
    )
    expect(r.paragraphs.map((p) => p.text).join('')).toContain(
      '本年收入合计2946.25万元，其中：财政拨款收入2940.05万元，占99.79%；其他收入6.2万元，占0.21%；',
    )
  })

  test('a number that heads a line, or ends it', () => {
    const r = read(
      '机关运行经费支出年初预算为 万元，支出决算为',
      '10.00',
      '万元。决算数等于预算数。',
      '10.00',
    )
    expect(r.paragraphs.map((p) => p.text).join('')).toContain('年初预算为10.00万元，支出决算为10.00万元')
  })

  test('the place is that of the line as it stands, and the lines are kept', () => {
    const r = read('', '支出合计 万元，其中：基本支出 万元。', '30.00 10.00')
    expect(r.paragraphs[0]!.at[0]!.from.map((l) => l.line)).toEqual([2, 3])
  })

  test('lines of a table are left alone', () => {
    const r = read('行政运行', '201 06 01 1,511.89 8.37')
    expect(r.lines.map((l) => l.text)).toEqual(['行政运行', '201 06 01 1,511.89 8.37'])
  })
})

test('a line is made plain without moving a character', () => {
  for (const line of ['（１２．５％）', 'A:1;2(3)', '1,234，5', '　全角'])
    expect(plainLine(line)).toHaveLength(line.length)
  expect(plainLine('１２．５％')).toBe('12.5%')
  expect(plainLine('增加4万元,下降50%')).toBe('增加4万元，下降50%')
})

describe('quantities', () => {
  const of = (text: string) => quantitiesOf(plainLine(text)).map((q) => [q.digits, q.unit, q.role, q.sign])

  test('know what is said of them', () => {
    expect(of('公务接待费4万元，比上年减少4万元，下降50%，占三公经费的5.06%')).toEqual([
      ['4', '万元', 'plain', 1],
      ['4', '万元', 'change', -1],
      ['50', '%', 'growth', -1],
      ['5.06', '%', 'share', 1],
    ])
    expect(of('比2019年16.83增加3.76万元')).toEqual([
      ['16.83', '', 'base', 1],
      ['3.76', '万元', 'change', 1],
    ])
    expect(of('支出决算为9.9万元，完成年初预算的99%')[1]).toEqual(['99', '%', 'completion', 1])
  })

  test('years, codes and limits are none', () => {
    expect(of('2020年2010301行政运行，单价50万元以上设备2台')).toEqual([['2', '台', 'plain', 1]])
  })

  test('to reduce to a sum is not to reduce by it', () => {
    expect(of('减少到12万元')[0]![2]).toBe('plain')
  })
})

describe('a page of a PDF', () => {
  const run = (text: string, x: number, y: number, width = text.length * 10) => ({
    text,
    x,
    y,
    width,
    size: 10,
  })

  test('has its runs in reading order, parted where the page parts them', () => {
    const lines = linesOfPage([
      run('12.00', 60, 699),
      run('基本支出', 10, 700),
      run('万元', 110, 700.5),
      run('下一行', 10, 680),
    ])
    expect(lines.map((l) => l.text)).toEqual(['基本支出 12.00万元', '下一行'])
  })

  test('keeps the columns of its tables, empty cells and names broken over lines', () => {
    const lines = linesOfPage([
      ...[
        run('201', 10, 700, 15),
        run('公共服务', 50, 700),
        run('100.00', 150, 700, 30),
        run('60.00', 220, 700, 25),
        run('40.00', 290, 700, 25),
      ],
      ...[
        run('20101', 10, 680, 25),
        run('运行', 50, 680),
        run('60.00', 155, 680, 25),
        run('60.00', 220, 680, 25),
      ],
      ...[run('20102', 10, 655, 25), run('40.00', 155, 655, 25), run('40.00', 290, 655, 25)],
      ...[run('一般行政管', 50, 661), run('理事务', 50, 649)],
    ])
    expect(lines.map((l) => l.cells)).toEqual([
      ['201', '公共服务', '100.00', '60.00', '40.00'],
      ['20101', '运行', '60.00', '60.00', ''],
      ['20102', '一般行政管理事务', '40.00', '', '40.00'],
    ])
  })
})
