import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { procedurePages, stateDiagram } from './diagram.ts'
import { PROCEDURES, procedureOf } from './index.ts'
import { PAGES, stalePages, writePages } from './write-docs.ts'

describe('generated pages', () => {
  it('are current in the repository (else run write-docs.ts)', () => {
    expect(stalePages(PAGES, PROCEDURES)).toEqual([])
  })

  it('are found stale when changed, missing or left over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'procedures-'))
    try {
      expect(writePages(folder, PROCEDURES)).toHaveLength(PROCEDURES.length + 1)
      expect(stalePages(folder, PROCEDURES)).toEqual([])
      writeFileSync(join(folder, 'service.md'), 'changed')
      rmSync(join(folder, 'review.md'))
      writeFileSync(join(folder, 'former.md'), 'left over')
      expect(stalePages(folder, PROCEDURES)).toEqual(['former.md', 'review.md', 'service.md'])
      writePages(folder, PROCEDURES)
      expect(stalePages(folder, PROCEDURES)).toEqual([])
      expect(readFileSync(join(folder, 'service.md'), 'utf8')).toContain('# 文书送达')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('draw every state and every step that changes it', () => {
    for (const p of PROCEDURES) {
      const drawn = stateDiagram(p)
      for (const s of p.states) expect(drawn).toContain(` as ${s.id.replaceAll('-', '_')}\n`)
      for (const t of p.transitions) if (t.to !== '=') expect(drawn).toContain(t.label.zh)
      expect(drawn.split('\n').every((line) => (line.match(/:/g) ?? []).length <= 1)).toBe(true)
    }
  })

  it('draw the withdrawal once, from any open state', () => {
    const drawn = stateDiagram(procedureOf('petition'))
    expect(drawn).toContain('any_open --> withdrawn : 撤回')
    expect(drawn).not.toContain('handling --> withdrawn')
  })

  it('list each step with who, what to fill in and what it does', () => {
    const page = procedurePages(PROCEDURES).get('petition.md')!
    const row = page.split('\n').find((line) => line.startsWith('| 受理 Accept |'))
    expect(row).toContain('承办单位：经办人')
    expect(row).toContain('印发并送达《受理告知书》')
    expect(row).toContain('开始 XF-T06')
    expect(row).toContain('这会停止15日的告知时限，并开始60日的办理时限。')
  })
})
