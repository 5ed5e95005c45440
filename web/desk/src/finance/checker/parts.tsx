/** Choosing files by drop or by button. */
import { FileSearchOutlined } from '@ant-design/icons'
import { type ReactNode, useId, useState } from 'react'
import { ACCEPT } from './api.ts'

/** A place to drop files on, which is also the button that chooses them. */
export function Drop(props: {
  title: string
  help: string
  several?: boolean
  small?: boolean
  disabled?: boolean
  onFiles: (files: File[]) => void
  children?: ReactNode
}) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])]
    if (files.length > 0 && !props.disabled) props.onFiles(props.several ? files : files.slice(0, 1))
  }
  return (
    <label
      htmlFor={id}
      className={`check-drop${props.small ? ' small' : ''}${over ? ' over' : ''}`}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault()
        setOver(false)
        take(e.dataTransfer.files)
      }}
    >
      {!props.small && <FileSearchOutlined aria-hidden />}
      <strong>{props.title}</strong>
      <span className="quiet">{props.help}</span>
      {props.children}
      <input
        id={id}
        type="file"
        className="hidden-text"
        accept={ACCEPT}
        multiple={props.several}
        disabled={props.disabled}
        onChange={(e) => {
          const files = e.target.files
          take(files)
          // The same file chosen again is a choice as well.
          e.target.value = ''
        }}
      />
    </label>
  )
}
