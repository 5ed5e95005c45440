import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../kernel/calendar/index.ts'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import type { LocalSetting } from './contract.ts'
import { type ResolvedRule, RULE_TABLE, RULE_WORDS, ruleInForce, wordsOfBasis } from './rule-table.ts'

function get(ruleId: string, on: string, settings: LocalSetting[] = []): ResolvedRule {
  const resolved = ruleInForce(ruleId, on, settings)
  if (isRefusal(resolved)) throw new Error(resolved.refused)
  return resolved
}

function short(ruleId: string, on: string): string {
  const { rule, length, unit, mark } = get(ruleId, on)
  return `${rule.regulation} ${length} ${unit} ${mark}`
}

const BY_LAW = Array.from({ length: 14 }, (_, i) => `XF-T${String(i + 1).padStart(2, '0')}`)

describe('the rule table', () => {
  it('says the numbers of the 2022 regulations', () => {
    const today = '2026-03-09'
    expect(BY_LAW.map((id) => `${id} ${short(id, today)}`)).toEqual([
      'XF-T01 R22 15 cal V',
      'XF-T02 R22 15 cal V',
      'XF-T03 R22 15 cal V',
      'XF-T04 R22 5 wd V',
      'XF-T05 R22 null cal V',
      'XF-T06 R22 60 cal V',
      'XF-T07 R22 30 cal V',
      'XF-T08 R22 30 cal V',
      'XF-T09 R22 30 cal V',
      'XF-T10 R22 30 cal V',
      'XF-T11 R22 30 cal V',
      'XF-T12 R22 3 wd K',
      'XF-T13 R22 10 wd K',
      'XF-T14 R22 4 cal S',
    ])
    expect(short('HL-05', today)).toBe('HL 5 wd V')
    expect(short('XF-S02', today)).toBe('R22 30 cal I')
  })

  it('changes regulation between 30 April and 1 May 2022', () => {
    expect(short('XF-T06', '2022-04-30')).toBe('R05 60 cal V')
    expect(short('XF-T06', '2022-05-01')).toBe('R22 60 cal V')
    expect(get('XF-T06', '2020-01-06').basis.zh).toBe('《信访条例》第三十三条：“应当自受理之日起60日内办结”')
    expect(get('XF-T06', '2026-01-06').basis.zh).toContain('《信访工作条例》第三十四条')
    expect(short('XF-S02', '2019-01-01')).toBe('R05 30 cal V')
  })

  it('marks the objection of old matters as interpretation, for R05 has none', () => {
    expect(short('XF-T04', '2015-06-01')).toBe('R05 5 wd I')
    expect(get('XF-T04', '2015-06-01').basis.zh).toContain('无此期限')
  })

  it('refuses what was not in force or does not exist', () => {
    expect(ruleInForce('XF-T06', '2005-04-30')).toMatchObject({ refused: 'clock.rule_not_in_force' })
    expect(short('XF-T06', '2005-05-01')).toBe('R05 60 cal V')
    expect(ruleInForce('XF-T13', '2015-12-31')).toMatchObject({ refused: 'clock.rule_not_in_force' })
    expect(ruleInForce('XF-T99', '2026-01-01')).toMatchObject({ refused: 'clock.unknown_rule' })
  })

  it('never holds two versions of one id on one day, nor a gap between them', () => {
    const byId = Map.groupBy(RULE_TABLE, (rule) => rule.id)
    for (const versions of byId.values()) {
      const sorted = versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      for (let i = 1; i < sorted.length; i++)
        expect(sorted[i]!.validFrom).toBe(addDays(sorted[i - 1]!.validTo!, 1))
      expect(sorted.at(-1)!.validTo).toBe(null)
    }
  })

  it('has words in both languages and an honest mark for every rule', () => {
    for (const rule of RULE_TABLE) {
      for (const words of [rule.name, rule.article, rule.starts, rule.actor, rule.missed]) {
        expect(words.zh).toMatch(/\p{Script=Han}/u)
        expect(words.en).toMatch(/[a-z]/)
      }
      if (rule.regulation === 'HY') expect(['I', 'K', 'L']).toContain(rule.mark)
      if (rule.right) expect(rule.owner).toBe('citizen')
      expect(rule.length === null || rule.length > 0).toBe(true)
    }
  })

  it('lets only a re-review pause, and only in its own regulation (hearing)', () => {
    expect(RULE_TABLE.filter((r) => r.pausable).map((r) => `${r.regulation} ${r.id}`)).toEqual([
      'R22 XF-T11',
      'R05 XF-T11',
    ])
  })

  it('gives every internal limit a default', () => {
    const own = RULE_TABLE.filter((r) => r.regulation === 'HY').map(
      (r) => `${r.id} ${r.length} ${r.unit} ${r.mark}`,
    )
    expect(own.toSorted()).toEqual([
      'HY-ADVICE-CHECK 5 wd I',
      'HY-ARBITRATION 5 wd I',
      'HY-ARCHIVE 10 wd I',
      'HY-CONTRIBUTION 5 wd I',
      'HY-CORRECTION 15 cal I',
      'HY-EXTENSION-DECISION 2 wd I',
      'HY-FOLLOWUP-DECIDE 5 wd I',
      'HY-HAND-OVER 5 wd I',
      'HY-HEARING 30 cal I',
      'HY-LETTERBOX 15 wd L',
      'HY-MISCONDUCT-HANDLE 60 cal I',
      'HY-MISCONDUCT-ROUTE 15 cal I',
      'HY-NOTICE-SERVE 5 wd I',
      'HY-OBJECTION-DECISION 3 wd I',
      'HY-PERFORM 59 cal I',
      'HY-RATING 15 cal K',
      'HY-RECEPTION 1 wd I',
      'HY-REDO-HOTLINE 5 wd I',
      'HY-REDO-LETTERBOX 15 wd I',
      'HY-REMINDER 2 wd I',
      'HY-REPLY-CHECK 2 wd I',
      'HY-REPORT-CHECK 3 wd I',
      'HY-REVIEW-ELSEWHERE 45 cal I',
      'HY-REVOKED 30 cal I',
      'HY-SENDER-ANSWER 5 wd I',
      'HY-SENDER-CHECK 10 wd I',
      'HY-SERVE 5 wd I',
      'HY-SIGN 1 wd I',
      'HY-SUGGESTION 60 cal L',
      'HY-SUPERVISE-CHECK 5 wd I',
      'HY-SUPERVISE-REPLY 10 wd I',
      'HY-TRANSFER-CONFIRM 3 wd I',
      'HY-UPPER-CHECK 2 wd I',
    ])
  })
})

describe('local settings', () => {
  const setting = (
    validFrom: string,
    validTo: string | null,
    length: number,
    more: Partial<LocalSetting> = {},
  ): LocalSetting => ({
    ruleId: 'HY-LETTERBOX',
    validFrom,
    validTo,
    length,
    unit: 'wd',
    mark: 'L',
    basis: { zh: `本地规定 ${length}`, en: `local rule ${length}` },
    ...more,
  })

  it('override by date, to the day, with their own basis and mark', () => {
    const settings = [setting('2026-03-01', '2026-03-31', 7)]
    const lengths = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(
      (on) => get('HY-LETTERBOX', on, settings).length,
    )
    expect(lengths).toEqual([15, 7, 7, 15])
    expect(get('HY-LETTERBOX', '2026-03-15', settings)).toMatchObject({
      local: true,
      mark: 'L',
      basis: { zh: '本地规定 7', en: 'local rule 7' },
      extensionCap: 15,
    })
    expect(get('HY-LETTERBOX', '2026-04-01', settings).local).toBe(false)
  })

  it('of several the latest wins, whatever their order; other rules are not touched', () => {
    const older = setting('2020-01-01', null, 20)
    const newer = setting('2025-01-01', null, 10, { extensionCap: 0 })
    for (const settings of [
      [older, newer],
      [newer, older],
    ]) {
      expect(get('HY-LETTERBOX', '2026-01-01', settings)).toMatchObject({ length: 10, extensionCap: 0 })
      expect(get('HY-LETTERBOX', '2024-01-01', settings)).toMatchObject({ length: 20 })
      expect(get('HY-SIGN', '2026-01-01', settings).length).toBe(1)
    }
  })

  it('a setting in hours cannot pause', () => {
    const hours = [setting('2020-01-01', null, 48, { ruleId: 'XF-T11', unit: 'hour' })]
    expect(get('XF-T11', '2026-01-01').pausable).toBe(true)
    expect(get('XF-T11', '2026-01-01', hours)).toMatchObject({ unit: 'hour', pausable: false })
  })
})

const EVER_GIVEN = path.resolve(import.meta.dirname, '../../../test/golden/rule-words.json')

describe('the words of a rule', () => {
  // Clocks keep the name only. A corrected text is a new version of its rule, from a day on; a new rule is added here.
  it('stay the same for ever under the name once given', () => {
    expect(Object.fromEntries(RULE_WORDS)).toEqual(JSON.parse(readFileSync(EVER_GIVEN, 'utf8')))
  })

  it('are what the rule in force says, for the whole table', () => {
    for (const rule of RULE_TABLE) {
      const { basis, kept } = get(rule.id, rule.validFrom)
      expect(kept).toBe(`${rule.id}@${rule.validFrom}`)
      expect(wordsOfBasis(kept)).toEqual(basis)
    }
  })

  it('of a local setting, and of clocks written before there were names, are kept whole', () => {
    const basis = { zh: '本县规定', en: 'rule of this county' }
    const own = {
      ruleId: 'HY-SIGN',
      validFrom: '2026-01-01',
      validTo: null,
      length: 1,
      unit: 'wd',
      mark: 'L',
      basis,
    }
    expect(get('HY-SIGN', '2026-03-09', [own as LocalSetting]).kept).toEqual(basis)
    expect(wordsOfBasis(basis)).toEqual(basis)
    expect(() => wordsOfBasis('XF-T06@1999-01-01')).toThrow('XF-T06@1999-01-01')
  })
})
