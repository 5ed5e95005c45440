/** Tables of web pages and Word files whose cells are merged: figures keep their columns. */
import { expect, test } from 'vitest'
import { reportOn } from '../../src/disclosure/index.ts'
import { linesOfHtml } from '../../src/disclosure/readers/html.ts'

const page = (child: string) => `<p>演示县信访局2023年度部门决算</p><p>支出决算表</p><table>
<tr><td colspan="2">项目</td><td rowspan="2">合计</td><td rowspan="2">基本支出</td><td rowspan="2">项目支出</td></tr>
<tr><td>编码</td><td>名称</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>90.00</td><td>60.00</td><td>30.00</td></tr>
<tr><td>20103</td><td>政府办公厅（室）及相关机构事务</td><td>90.00</td><td>60.00</td><td>30.00</td></tr>
<tr><td>2010301</td><td>行政运行</td><td>60.00</td><td>60.00</td><td></td></tr>
<tr><td>2010308</td><td>信访事务</td><td>30.00</td><td></td><td>${child}</td></tr>
<tr><td colspan="2">合计</td><td>90.00</td><td>60.00</td><td>30.00</td></tr></table>`

test('a cell over several columns or rows leaves the others empty', () => {
  expect(linesOfHtml(page('30.00')).map((l) => l.cells?.length ?? null)).toEqual([
    null,
    null,
    5,
    5,
    5,
    5,
    5,
    5,
    5,
  ])
  expect(linesOfHtml(page('30.00'))[3]!.cells).toEqual(['编码', '名称', '', '', ''])
})

test('what is merged is compared by its columns', () => {
  const right = reportOn({ name: '', lines: linesOfHtml(page('30.00')) })
  expect(right.findings).toEqual([])
  expect(right.checked.filter((r) => r.kind === 'table-hierarchy').length).toBeGreaterThanOrEqual(8)
  expect(reportOn({ name: '', lines: linesOfHtml(page('40.00')) }).findings).not.toEqual([])
})

test('a page that claims endless spans is read all the same', () => {
  const lines = linesOfHtml('<table><tr><td colspan="1000000000">a</td><td>b</td><td>c</td></tr></table>')
  expect(lines).toHaveLength(1)
})
