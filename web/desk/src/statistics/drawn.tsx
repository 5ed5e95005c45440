/** A chart with the buttons that save it as a picture. */
import { type ReactNode, useRef } from 'react'
import { PictureButtons } from './picture-buttons.tsx'

export function Drawn({ name, children }: { name: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  return (
    <>
      <div ref={box}>{children}</div>
      <PictureButtons of={box} name={name} />
    </>
  )
}
