/**
 * An administrator sets a bureau up and keeps it: a tree of units, 64 accounts at once and the first sign-in with a
 * one-time password, categories, a limit changed after its preview and rehearsal, the notice of next year's holidays, a
 * second factor with its recovery codes, and the log that tells of all of it.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { totp } from '../src/kernel/crypto/index.ts'
import { writeCsv, writeXlsx } from '../src/tables/index.ts'
import { eventually, expectFit, journey } from './harness.ts'

const TOWNS = Array.from({ length: 16 }, (_, i) => `第${i + 1}镇（测试）`)
const PEOPLE = Array.from({ length: 64 }, (_, i) => ({
  login: `test.person-${String(i + 1).padStart(2, '0')}`,
  name: `测试人员${i + 1}`,
  unit: `T${(i % TOWNS.length) + 1}`,
}))
const OWN_PASSWORD = 'gov-desk-2026-测试'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** What an authenticator app makes of the secret that is typed into it (RFC 4648). */
function secretOf(typed: string): Buffer {
  const bits = [...typed.replaceAll(/\s/g, '')]
    .map((c) => BASE32.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

journey('the administration', (stage) => {
  /** What the slips said: the first person's one-time password. */
  let handedOut = ''

  /** The sign-in page in front of an address, as somebody finds it who has not signed in. */
  async function open(path: string): Promise<Page> {
    const page = await stage.window({ width: 1440 })
    await page.goto(stage.server.url + path)
    await page.locator('#login').waitFor()
    return page
  }

  async function type(page: Page, login: string, password: string): Promise<void> {
    await page.locator('#login').fill(login)
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
  }

  const admin = (path: string) => stage.at('demo.admin', `/desk/administration/${path}`)

  it('reads a tree of units in: a wrong cell is named, the mended table is imported, the same again changes nothing', async () => {
    const page = await admin('units')
    await page.locator('.adm-table tbody tr').first().waitFor()
    const before = await page.locator('.adm-table tbody tr').count()
    await page.getByRole('button', { name: '导入单位树' }).click()
    const head = ['单位代码', '单位名称', '英文名称', '单位类型', '上级单位代码', '席位']
    const towns = TOWNS.map((name, i) => [`T${i + 1}`, name, `Town ${i + 1} (test)`, 'township', '', ''])
    const table = (parent: string) =>
      writeXlsx([
        { name: '单位', rows: [head, ...towns, ['T1-A', '综治办（测试）', '', 'office', parent, '']] },
      ])
    const bring = async (buffer: Buffer) =>
      page.locator('#units-file').setInputFiles({ name: '单位树.xlsx', mimeType: '', buffer })
    await bring(await table('T99'))
    await page.locator('.cell-says').first().waitFor()
    await eventually(() => page.locator('.cell-says').first().textContent()).toMatch(/^E18 /)
    expect(await page.getByRole('button', { name: /^导入 \d+ 行$/ }).isDisabled()).toBe(true)
    await expectFit(page)

    await bring(await table('T1'))
    await page.getByRole('button', { name: '导入 17 行' }).click()
    await eventually(() => page.locator('.adm-table tbody tr').count()).toBe(before + 17)
    await page.getByRole('button', { name: '导入单位树' }).click()
    await bring(await table('T1'))
    await page.getByRole('button', { name: '没有需要写入的内容' }).waitFor()
    await eventually(() => page.locator('.adm-import .adm-counts').textContent()).toContain('不变 17 行')
  })

  it('opens 64 accounts at once, each with a password that is shown once', async () => {
    const page = await admin('accounts')
    await page.getByRole('button', { name: '批量开设账号' }).click()
    const bring = async (last: string) => {
      const rows = PEOPLE.map((p, i) => [p.login, p.name, i === 63 ? last : p.unit, '经办人'])
      const buffer = await writeXlsx([
        { name: '账号', rows: [['账号', '姓名', '单位代码', '角色'], ...rows] },
      ])
      await page.locator('#accounts-file').setInputFiles({ name: '账号.xlsx', mimeType: '', buffer })
    }
    await bring('T99')
    await eventually(() => page.locator('.cell-says').allTextContents()).toEqual([
      expect.stringMatching(/^C65 .*T99/),
    ])
    expect(await page.getByRole('button', { name: /^导入 \d+ 行$/ }).isDisabled()).toBe(true)
    await bring(PEOPLE[63]!.unit)
    await page.getByRole('button', { name: '导入 64 行' }).click()
    const slips = page.getByTestId('slips').locator('.adm-slip')
    // Each password is hashed as slowly as one that is guessed should be.
    await slips.last().waitFor({ timeout: 180_000 })
    await eventually(() => slips.count()).toBe(64)
    const passwords = await slips.locator('.secret').allTextContents()
    expect(new Set(passwords).size).toBe(64)
    handedOut = passwords[0]!
    await eventually(() => slips.first().textContent()).toContain(PEOPLE[0]!.login)
    await expectFit(page)
    await page.getByRole('button', { name: '已交付，关闭' }).click()
    await page.locator('#account-q').fill('csry')
    await page.getByText('共 64 个账号').waitFor()
  }, 300_000)

  it('a person signs in with the one-time password, sets an own one, and the old one opens nothing', async () => {
    const page = await open('/desk/matters')
    await type(page, PEOPLE[0]!.login, handedOut)
    await page.locator('#next').waitFor()
    await expectFit(page)
    await page.locator('#next').fill('short')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.locator('#next').fill(OWN_PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').first().waitFor()
    const again = await open('/desk/matters')
    await type(again, PEOPLE[0]!.login, handedOut)
    await again.getByRole('alert').waitFor()
    await type(again, PEOPLE[0]!.login, OWN_PASSWORD)
    await again.locator('#main h1').first().waitFor()
  })

  it('loads a tree of categories, which the duty list then chooses from', async () => {
    const page = await admin('categories')
    await page.getByRole('button', { name: '导入分类表' }).click()
    const rows = [
      ['level1', 'level2', 'level3'],
      ['测试领域', '照明设施', '路灯'],
      ['测试领域', '照明设施', '景观灯'],
    ]
    const buffer = writeCsv(rows)
    await page.locator('#categories-file').setInputFiles({ name: 'taxonomy.csv', mimeType: '', buffer })
    await page.getByRole('button', { name: '导入 2 行' }).click()
    await page.locator('#category-q').fill('jgd')
    await page.getByText('景观灯').first().waitFor()
    await expectFit(page)
    const duties = await stage.at('demo.supervisor', '/desk/duties')
    await duties.getByRole('button', { name: '新增条目' }).click()
    await duties.locator('#duty-title').fill('照明设施（测试）')
    await duties.locator('#duty-categories').click()
    await duties.keyboard.type('zmss')
    await duties.locator('.ant-select-item-option', { hasText: /^测试领域 \/ 照明设施$/ }).click()
    await duties.keyboard.press('Escape')
    await duties.locator('#duty-unitId').click()
    await duties.keyboard.type('第1镇')
    await duties.keyboard.press('Enter')
    await duties.locator('#duty-basis').fill('测试文件')
    await duties.getByRole('button', { name: '保存' }).click()
    const row = duties.locator('tr', { hasText: '照明设施（测试）' })
    await eventually(() => row.textContent()).toContain('测试领域 / 照明设施')

    // A list is narrowed by a branch, chosen by initials; it stays in the address and holds what lies below.
    await duties.goto(`${stage.server.url}/desk/matters?list=all&cols=matter.category`)
    await duties.locator('[data-row]').first().waitFor()
    const all = await duties.locator('[data-row]').count()
    await duties.getByRole('combobox', { name: '内容分类' }).click()
    await duties.keyboard.type('cxjs')
    await duties.locator('.ant-select-item-option', { hasText: /^城乡建设$/ }).click()
    await eventually(() => duties.url()).toContain('category=01')
    await eventually(() => duties.locator('[data-row]').count()).toBeLessThan(all)
    expect(
      await duties
        .locator('tbody tr', { has: duties.locator('[data-row]') })
        .first()
        .textContent(),
    ).toContain('城乡建设')
  })

  it('shows what a new limit would do before it is saved, and rehearses it on finished matters', async () => {
    const page = await admin('limits?rule=HY-LETTERBOX')
    await page.locator('#limit-length').fill('3')
    await page.locator('#limit-basis-zh').fill('测试文件第一号')
    await eventually(() => page.getByRole('button', { name: '确认并保存' }).count()).toBe(0)
    await page.getByRole('button', { name: '预览对在办事项的影响' }).click()
    const effect = page.getByTestId('limit-preview')
    await effect.waitFor()
    await eventually(() => effect.textContent()).toContain('保存后不会改变')
    await expectFit(page)
    // What was previewed is what is saved: another number has to be looked at again.
    await page.locator('#limit-length').fill('4')
    await eventually(() => page.getByRole('button', { name: '确认并保存' }).count()).toBe(0)
    await page.getByRole('button', { name: '预览对在办事项的影响' }).click()
    await page.getByRole('button', { name: '确认并保存' }).click()
    await page.getByText('测试文件第一号').first().waitFor()

    await page.locator('#rehearse-days').fill('1')
    await page.getByRole('button', { name: '演练' }).click()
    const rehearsal = page.getByTestId('rehearsal')
    await rehearsal.waitFor()
    const [finished, late] = await rehearsal.locator('.adm-facts dd').allTextContents()
    expect(Number(finished)).toBeGreaterThan(0)
    expect(Number(late)).toBeLessThanOrEqual(Number(finished))
    await expectFit(page)
  })

  it('reads the notice of the next year in, after showing which days it moves', async () => {
    const page = await admin('calendar')
    await page.getByRole('button', { name: '导入 2027 年放假通知' }).click()
    const rows = [
      ['日期', '安排', '节日'],
      ['2027-01-01至2027-01-03', '放假', '元旦'],
      ['2027-02-05至2027-02-11', '放假', '春节'],
      ['2027-02-14', '上班', '春节'],
    ]
    const buffer = await writeXlsx([{ name: '通知', rows }])
    await page.locator('#notice-number').fill('测试〔2026〕1号')
    await page.locator('#notice-file').setInputFiles({ name: '通知.xlsx', mimeType: '', buffer })
    const effect = page.getByTestId('notice-effect')
    await eventually(() => effect.textContent()).toContain('放假 10 天，调休上班 1 天')
    await expectFit(page)
    await page.getByRole('button', { name: '导入 3 行' }).click()
    await page.getByRole('heading', { name: /^2027/ }).waitFor()
    await page.getByText('本局导入').waitFor()
  })

  it('a second factor is set up, asked for, and replaced once by a recovery code', async () => {
    const { login } = PEOPLE[0]!
    const page = await open('/desk/account')
    await type(page, login, OWN_PASSWORD)
    await page.getByRole('button', { name: '启用动态验证码' }).click()
    await page.locator('.scan img').waitFor()
    const secret = secretOf((await page.getByTestId('secret').textContent())!)
    await expectFit(page)
    await page.locator('#factor-code').fill(totp(secret, new Date()))
    await page.locator('#factor-password').fill(OWN_PASSWORD)
    await page.getByRole('button', { name: '确认启用' }).click()
    await page.getByTestId('recovery-codes').waitFor()
    const codes = await page.getByTestId('recovery-codes').locator('code').allTextContents()
    expect(new Set(codes).size).toBe(10)
    await expectFit(page)
    expect(await page.getByRole('button', { name: '完成' }).isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: '我已妥善保存恢复码' }).check()
    await page.getByRole('button', { name: '完成' }).click()
    await page.getByText('还有 10 个恢复码没有用过。').waitFor()
    await page.setViewportSize({ width: 390, height: 800 })
    await expectFit(page)

    const withCode = async (code: string) => {
      const signIn = await open('/desk/account')
      await type(signIn, login, OWN_PASSWORD)
      await signIn.locator('#code').waitFor()
      await expectFit(signIn)
      await signIn.locator('#code').fill(code)
      await signIn.keyboard.press('Enter')
      return signIn
    }
    const first = await withCode(codes[0]!)
    await first.getByRole('heading', { name: '刚才用掉了一个恢复码' }).waitFor()
    await expectFit(first)
    await first.keyboard.press('Enter')
    await first.getByText('还有 9 个恢复码没有用过。').waitFor()
    const spent = await withCode(codes[0]!)
    await spent.getByRole('alert').waitFor()
    // The code of the next half minute has not been used.
    await spent.locator('#code').fill(totp(secret, new Date(Date.now() + 30_000)))
    await spent.keyboard.press('Enter')
    await spent.locator('#main h1').first().waitFor()
  })

  it('takes a code, own words of a message, a period of retention and a judged look', async () => {
    const page = await admin('codes')
    await page.getByRole('button', { name: '增加单位类型' }).click()
    await page.locator('#code-code').fill('市 场')
    await page.locator('#code-zh').fill('市场管理机构（测试）')
    await page.locator('#code-en').fill('Market office (test)')
    const save = page.getByRole('dialog').getByRole('button', { name: /^保 ?存$/ })
    await save.click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await page.locator('#code-code').fill('market-office')
    await save.click()
    await page.locator('tr', { hasText: '市场管理机构（测试）' }).waitFor()

    // The code to the phone is told in the bureau's own words, but never without the code.
    await page.goto(`${stage.server.url}/desk/administration/messages`)
    const message = page.locator('tr', { hasText: '验证码{code}' })
    await message.getByRole('button').click()
    await page.locator('#message-zh').fill('{minutes}分钟内有效（测试）')
    await page.getByRole('button', { name: '检查并预览' }).click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await page.locator('#message-zh').fill('您的验证码{code}，{minutes}分钟内有效（测试）。')
    await page.getByRole('button', { name: '检查并预览' }).click()
    await eventually(() => page.locator('.adm-good').textContent()).toContain(
      '您的验证码123456，10分钟内有效',
    )
    await expectFit(page)
    await save.click()
    await page.locator('tr', { hasText: '本局第 1 版' }).getByRole('button').click()
    await page.getByRole('button', { name: '恢复程序自带的内容' }).click()
    await eventually(() => page.locator('tr', { hasText: '本局第' }).count()).toBe(0)

    // A wording of replies names only what a form can fill in.
    await page.goto(`${stage.server.url}/desk/administration/templates`)
    await page.getByRole('button', { name: '新增模板' }).click()
    await page.locator('#wording-name').fill('路灯已修好（测试）')
    await page.locator('#wording-body').fill('您反映的“{subject}”已由{handler}修好。')
    await save.click()
    await eventually(() => page.locator('#wording-body-error').textContent()).toContain('handler')
    await page.locator('#wording-body').fill('您反映的“{subject}”已修好。')
    await save.click()
    await page.locator('tr', { hasText: '路灯已修好（测试）' }).waitFor()

    await page.goto(`${stage.server.url}/desk/administration/retention`)
    await page.getByRole('button', { name: '设置期限：查阅记录' }).click()
    await page.locator('#period-months').fill('36')
    await page.locator('#period-zh').fill('测试文件第二号')
    await save.click()
    await page.getByText('36 个月', { exact: true }).waitFor()

    await page.goto(`${stage.server.url}/desk/administration/review`)
    await page.locator('#draw-size').fill('2')
    await page.getByRole('button', { name: '抽取样本' }).click()
    const look = page.locator('section.adm-form', { has: page.locator('fieldset') }).first()
    await look.getByRole('radio', { name: '无正当理由' }).check()
    expect(await look.getByRole('button', { name: /^保 ?存$/ }).isDisabled()).toBe(true)
    await look.locator('input[id^=words-]').fill('没有写明办理需要（测试）')
    await look.getByRole('button', { name: /^保 ?存$/ }).click()
    await eventually(() => look.locator('.chip').first().textContent()).toBe('无正当理由')
  })

  it('finds in the log what was done, by act and by word', async () => {
    const page = await admin('audit')
    await page.locator('#log-q').fill('测试文件第一号')
    await eventually(() => page.locator('.adm-table tbody tr').count()).toBe(1)
    await eventually(() => page.locator('.adm-table tbody tr').textContent()).toContain('HY-LETTERBOX')
    await expectFit(page)
    await page.locator('#log-q').fill('')
    await page.locator('#log-account').click()
    await page.keyboard.type(PEOPLE[0]!.login)
    await page.keyboard.press('Enter')
    await eventually(() => page.url()).toContain('accountId=')
    await eventually(async () => {
      const rows = await page.locator('.adm-table tbody tr').allTextContents()
      return rows.length > 0 && rows.every((r) => r.includes(PEOPLE[0]!.name))
    }).toBe(true)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 .csv' }).click(),
    ])
    const text = readFileSync((await file.path())!, 'utf8')
    expect(text).toContain(PEOPLE[0]!.name)
    expect(text).not.toContain(OWN_PASSWORD)
  })
})
