/**
 * From figures to what everybody reads: targets of a project set, approved, measured and scored; the package of a year
 * taken down, its reasons given again, checked, submitted, released by the head, and read at the portal without scripts.
 */
import { expect, it } from 'vitest'
import { ask, command, eventually, expectFit, faultsOf, journey, picture } from './harness.ts'

interface Question {
  key: string
  required: boolean
  topic: string
}
interface Detail {
  version: number
  questions: Question[]
  settings: object
}
const YEAR = new Date().getUTCFullYear() - 1
const PROJECT = '信访信息系统运行维护（演示）'

/** Plainly made up; duties and units are counted by the text, so they are lists. */
const answerTo = (key: string): string =>
  key === 'about/duties'
    ? '1、受理群众来信来访。\n2、督促办理群众诉求。'
    : key === 'about/units'
      ? '本部门内设股室2个，分别是办公室、接访股。'
      : key.startsWith('reason/')
        ? '人员和工作任务变动'
        : '无'

const indicator = (id: string, more: object) => ({
  id,
  first: 'output',
  second: '数量指标',
  name: '',
  direction: 'at-least',
  target: null,
  aim: '',
  unit: '',
  weight: 10,
  basis: '年度计划（演示）',
  query: null,
  ...more,
})

journey('performance and package', ({ at, citizen }) => {
  const opened = { text: '' }

  it('targets are entered, approved by the head, measured from the matters and scored', {
    timeout: 300_000,
  }, async () => {
    const page = await at('demo.finance', `/desk/finance/performance?year=${YEAR}`)
    await page.getByRole('button', { name: '新增项目' }).click()
    await page.fill('#perf-name', PROJECT)
    await page.fill('#perf-code', 'P03')
    await page.fill('#perf-aim', '保障接待场所全年正常运行，按期办理群众诉求。')
    await page.getByRole('button', { name: '加一个指标' }).click()
    await page.getByRole('group', { name: '指标 1' }).getByLabel('三级指标').fill('接待场所开放天数')
    await page.getByRole('group', { name: '指标 1' }).getByLabel('目标值').fill('240')
    await page.getByRole('group', { name: '指标 1' }).getByLabel('依据').fill('年度计划（演示）')
    await expectFit(page, 'targets')
    await picture(page, 'perf-targets')
    await page.getByRole('button', { name: '保存目标' }).click()
    // One indicator of ten points out of fifty: the board says what is not in order yet.
    await eventually(() => page.getByText(/产出指标下各指标分值合计 10，应为 50/).count()).toBe(1)
    await picture(page, 'perf-faults')

    const { items } = await ask<{ items: { planId: string; name: string }[] }>(
      page,
      `/performance/plans?year=${YEAR}`,
    )
    // Beside those the demo has.
    expect(items.length).toBeGreaterThan(2)
    const { planId } = items.find((p) => p.name === PROJECT)!
    interface Stored {
      version: number
      plan: { indicators: object[] }
      evaluation: { results: { id: string; live: { statement: string; denominator: number } | null }[] }
    }
    const plan = await ask<Stored>(page, `/performance/plans/${planId}`)
    await command(page, `/performance/plans/${planId}/steps`, {
      step: 'save',
      expectedVersion: plan.version,
      plan: {
        ...plan.plan,
        indicators: [
          ...plan.plan.indicators,
          indicator('zero', {
            name: '安全责任事故',
            second: '质量指标',
            direction: 'at-most',
            target: '0',
            unit: '起',
          }),
          indicator('live', {
            name: '按期办结率',
            second: '时效指标',
            target: '95',
            unit: '%',
            weight: 30,
            query: 'handling-in-time',
          }),
          indicator('grade', {
            first: 'effect',
            second: '社会效益指标',
            name: '群众了解办理进展',
            direction: 'grade',
            aim: '群众及时了解办理进展',
            weight: 30,
          }),
          indicator('glad', {
            first: 'satisfaction',
            second: '服务对象满意度指标',
            name: '群众满意率',
            target: '90',
            unit: '%',
          }),
        ],
      },
    })

    const chief = await at('demo.chief', `/desk/finance/performance?year=${YEAR}`)
    await chief.getByRole('button', { name: PROJECT }).click()
    await chief.getByRole('button', { name: '批准目标' }).click()
    await eventually(() => chief.getByText('目标已批准').count()).toBeGreaterThan(0)

    await page.reload()
    await page.getByRole('button', { name: PROJECT }).click()
    // Half the year is over: what came of it so far is kept, and the self-evaluation begins with it.
    await page.getByRole('button', { name: '年中监控' }).click()
    await page
      .getByRole('group', { name: /接待场所开放天数/ })
      .getByLabel('实际值')
      .fill('121')
    await page.getByLabel('发现的问题').fill('上半年会商较慢（演示）。')
    await picture(page, 'perf-monitoring')
    await page.getByRole('button', { name: '保存监控' }).click()
    await eventually(() => page.getByText('已监控').count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: '年终自评' }).click()
    const halfway = page.getByRole('group', { name: /接待场所开放天数/ }).getByLabel('实际值')
    await eventually(() => halfway.inputValue()).toBe('121')
    const group = (name: RegExp) => page.getByRole('group', { name })
    await group(/接待场所开放天数/)
      .getByLabel('实际值')
      .fill('243')
    await group(/安全责任事故/)
      .getByLabel('实际值')
      .fill('0')
    await group(/按期办结率/)
      .getByLabel('实际值')
      .fill('96')
    await group(/群众满意率/)
      .getByLabel('实际值')
      .fill('70')
    await group(/按期办结率/)
      .getByLabel('未完成的原因')
      .fill('会商时间较长（演示）')
    await group(/群众了解办理进展/)
      .getByLabel('达成档次')
      .click()
    await page.getByTitle('达成年度指标', { exact: true }).click()
    for (const label of ['执行率低于 90% 的原因', '发现的问题', '改进措施'])
      await page.getByLabel(label).fill('演示。')
    await expectFit(page, 'self-evaluation')
    await picture(page, 'perf-evaluation')
    await page.getByRole('button', { name: '完成自评' }).click()
    // A target is missed, and nobody has said why.
    await eventually(() => page.getByText('自评还不完整').count()).toBe(1)
    await group(/群众满意率/)
      .getByLabel('未完成的原因')
      .fill('回访样本较少（演示）')
    await page.getByRole('button', { name: '完成自评' }).click()
    await eventually(() => page.getByText('已自评').count()).toBeGreaterThan(0)
    await expectFit(page, 'scores')
    await picture(page, 'perf-scores')

    // What the query gave is kept with its period and statement; asking again does not change it.
    const done = await ask<Stored>(page, `/performance/plans/${planId}`)
    const frozen = done.evaluation.results.find((r) => r.id === 'live')!.live!
    expect(frozen).toMatchObject({ from: `${YEAR}-01-01`, to: `${YEAR}-12-31`, query: 'handling-in-time' })
    expect(frozen.statement).toMatch(/^[0-9a-f]{64}$/)

    for (const look of [{ locale: 'en-GB' }, { width: 390, locale: 'zh-CN' }, { dark: true }] as const) {
      const other = await at('demo.chief', `/desk/finance/performance?year=${YEAR}`, look)
      await other.getByRole('button', { name: PROJECT }).click()
      await eventually(() => other.getByText('安全责任事故').count()).toBeGreaterThan(0)
      await expectFit(other, `board ${JSON.stringify(look)}`)
      await picture(other, `perf-board-${Object.values(look).join('-')}`)
    }
  })

  it('a published package is taken down, asks again for what is missing, and goes out by another person', {
    timeout: 600_000,
  }, async () => {
    const page = await at('demo.finance', `/desk/finance/package?year=${YEAR}`)
    // The budget of that year is not begun.
    await page.getByRole('button', { name: '预算', exact: true }).click()
    await page.getByRole('button', { name: '开始编写' }).click()
    await eventually(() => page.getByText('需要的数据账上都有。').count()).toBe(1)
    await eventually(() => page.getByText(/还有 \d+ 项必须说明/).count()).toBe(1)
    await expectFit(page, 'questions')
    await picture(page, 'package-questions')

    // What is out is read, not changed.
    await page.getByRole('button', { name: '决算', exact: true }).click()
    await eventually(() => page.getByText('三、已公布的文件').count()).toBe(1)
    await eventually(() => page.getByRole('button', { name: '保存', exact: true }).count()).toBe(0)
    await expectFit(page, 'published')
    const chief = await at('demo.chief', `/desk/finance/package?year=${YEAR}`)
    await chief.locator('#pack-reason').fill('更正说明（演示）')
    await chief.getByRole('button', { name: '撤下' }).click()
    await eventually(() => chief.getByText('已撤下').count()).toBeGreaterThan(0)

    await page.reload()
    const { items: listed } = await ask<{ items: { packageId: string; year: number; kind: string }[] }>(
      page,
      '/finance/packages',
    )
    const { packageId } = listed.find((p) => p.year === YEAR && p.kind === 'final')!
    const asked = await ask<Detail>(page, `/finance/packages/${packageId}`)
    expect(asked.questions.filter((q) => q.topic === 'reason').length).toBeGreaterThan(2)
    const save = page.getByRole('button', { name: '保存', exact: true })
    const field = (key: string) => page.locator(`#${key.replaceAll('/', '-')}`)

    // Not before everything is said.
    await eventually(() => page.getByText('需要说明的都已写好。').count()).toBe(1)
    for (const q of asked.questions.filter((x) => x.required)) await field(q.key).fill('')
    await save.click()
    await eventually(() => save.isDisabled()).toBe(true)
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await eventually(() => page.getByRole('alert').count()).toBeGreaterThan(0)
    for (const q of asked.questions.filter((x) => x.required)) await field(q.key).fill(answerTo(q.key))
    await save.click()
    await eventually(() => save.isDisabled()).toBe(true)
    // What was refused before is no longer said.
    await eventually(() => page.getByRole('alert').count()).toBe(0)
    await eventually(() => page.getByText('需要说明的都已写好。').count()).toBe(1)
    await page.getByRole('button', { name: '自查' }).click()
    await eventually(() => page.getByText('没有发现问题').count()).toBe(1)
    await expectFit(page, 'checked')
    await picture(page, 'package-checked')
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await eventually(() => page.getByText('待领导发布').count()).toBeGreaterThan(0)
    await eventually(() => page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0)

    await chief.reload()
    await chief.getByRole('button', { name: '发布', exact: true }).click()
    await eventually(() => chief.getByText('已发布').count()).toBeGreaterThan(0)
    await expectFit(chief, 'released')
    await picture(chief, 'package-released')
    for (const look of [{ locale: 'en-GB' }, { width: 390, locale: 'zh-CN' }, { dark: true }] as const) {
      const other = await at('demo.finance', `/desk/finance/package?year=${YEAR}`, look)
      await eventually(() => other.locator('#pack-release').count()).toBe(1)
      await expectFit(other, `package ${JSON.stringify(look)}`)
      await picture(other, `package-${Object.values(look).join('-')}`)
    }
    opened.text = packageId
  })

  it('the portal shows it with charts and years, and gives the files, on a small phone without scripts', {
    timeout: 300_000,
  }, async () => {
    for (const look of [
      { width: 360, script: false },
      { width: 1280 },
      { width: 360, locale: 'en-GB' as const },
    ]) {
      const reader = await citizen('/finance', look)
      await eventually(() => reader.locator('h1').innerText()).toMatch(/预算和决算|budget/i)
      expect(await faultsOf(reader, 'list')).toEqual([])
      await picture(reader, `portal-list-${Object.values(look).join('-')}`)
      await reader.locator(`main a[href$="${opened.text}"]`).first().click()
      await reader.locator('main svg').first().waitFor()
      expect(await faultsOf(reader, 'package')).toEqual([])
      await picture(reader, `portal-package-${Object.values(look).join('-')}`)
    }
    const reader = await citizen(`/finance/${opened.text}`)
    for (const [format, begins] of [
      ['docx', 'PK'],
      ['xlsx', 'PK'],
      ['html', '<!'],
      ['zip', 'PK'],
    ] as const) {
      const file = await reader.request.get(`${reader.url()}/${format}`)
      expect(file.headers()['content-disposition']).toMatch(/attachment/)
      expect((await file.body()).subarray(0, 2).toString()).toBe(begins)
    }
  })
})
