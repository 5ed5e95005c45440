/** A button that chooses one file, in the desk's own words: what a browser says of a file field is in its language. */
import { FileAddOutlined } from '@ant-design/icons'
import { type ReactNode, useId } from 'react'
import './file-button.css'

interface ChosenProps {
  id: string
  accept: string
  busy: boolean
  onFile: (file: File) => void
}

/** The field itself, out of sight: whatever is drawn around it is its label. */
export function ChosenFile({ id, accept, busy, onFile }: ChosenProps) {
  return (
    <input
      id={id}
      type="file"
      className="hidden-text"
      accept={accept}
      disabled={busy}
      onChange={(e) => {
        const [file] = e.target.files ?? []
        // The same file chosen again is a choice as well.
        e.target.value = ''
        if (file) onFile(file)
      }}
    />
  )
}

interface ButtonProps extends Omit<ChosenProps, 'id'> {
  id?: string
  /** What was chosen last; stands beside the button. */
  chosen?: string
  children: ReactNode
}

export function FileButton({ id, chosen, children, ...file }: ButtonProps) {
  const own = useId()
  const field = id ?? own
  return (
    <span className="file-choice">
      <label htmlFor={field} className={file.busy ? 'file-button busy' : 'file-button'} aria-busy={file.busy}>
        <FileAddOutlined aria-hidden /> {children}
        <ChosenFile id={field} {...file} />
      </label>
      {chosen && <span className="quiet">{chosen}</span>}
    </span>
  )
}
