/** A file of table sets: read and shown as it would change them, then loaded. */
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { say } from '../../text/language.ts'
import type { SetsLoaded } from './queries.ts'

export function LoadSets() {
  const { t } = useTranslation()
  const picker = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [seen, setSeen] = useState<SetsLoaded | null>(null)
  const load = useCommand(
    (o: { text: string; dryRun: boolean }, key) => post<SetsLoaded>('/finance/package-sets', key, o),
    { changes: [['package-sets'], ['packages']] },
  )
  const send = (text: string, dryRun: boolean) =>
    load.mutate({ text, dryRun }, { onSuccess: (done) => setSeen(done as SetsLoaded) })
  const pick = async (chosen: File | undefined) => {
    if (!chosen) return
    const text = await chosen.text()
    setFile({ name: chosen.name, text })
    setSeen(null)
    send(text, true)
  }
  const fresh = seen?.items.filter((s) => s.action !== 'same').length ?? 0
  return (
    <div className="pack-sets">
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('pack.sets.file')}
        onChange={(e) => {
          void pick(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      <Button onClick={() => picker.current?.click()}>{t('pack.sets.load')}</Button>
      {load.error && <ProblemNote error={load.error} />}
      {seen && file && (
        <div role="status">
          {seen.problems.length > 0 ? (
            <Alert
              type="error"
              title={t('pack.sets.wrong', { file: file.name })}
              description={
                <ul>
                  {seen.problems.map((p) => (
                    <li key={p.at + p.zh}>
                      <code>{p.at}</code> {say(p)}
                    </li>
                  ))}
                </ul>
              }
            />
          ) : (
            <>
              <p>
                {seen.written > 0
                  ? t('pack.sets.done', { n: seen.written })
                  : t('pack.sets.would', { file: file.name })}
              </p>
              <ul>
                {seen.items.map((s) => (
                  <li key={s.id}>
                    {say(s.name)} · {t(`pack.sets.${s.action}`)}
                  </li>
                ))}
              </ul>
              {seen.written === 0 && fresh > 0 && (
                <Button type="primary" loading={load.isPending} onClick={() => send(file.text, false)}>
                  {t('pack.sets.put', { n: fresh })}
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </div>
  )
}
