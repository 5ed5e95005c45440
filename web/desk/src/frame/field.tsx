/** A label, its control, help and refusal, tied together for eye and screen reader. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface ControlProps {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  'aria-required'?: boolean
  status?: 'error'
}

interface Props {
  id: string
  label: ReactNode
  required?: boolean
  help?: ReactNode
  error?: string | null
  className?: string
  children: (control: ControlProps) => ReactNode
}

export function Field({ id, label, required, help, error, className, children }: Props) {
  const { t } = useTranslation()
  const described = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ')
  return (
    <div className={['field', className, error ? 'wrong' : ''].filter(Boolean).join(' ')}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="required" title={t('form.required')} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true, status: 'error' as const } : {}),
        ...(required ? { 'aria-required': true } : {}),
      })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {help && (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

/** Brings the eye and the keyboard to a control. */
export function focusField(id: string): boolean {
  const control = document.getElementById(id)
  if (!control) return false
  control.scrollIntoView({ block: 'center' })
  const focusable = control.matches('input, textarea, select, button')
    ? control
    : control.querySelector<HTMLElement>('input, textarea, button')
  focusable?.focus({ preventScroll: true })
  return true
}
