/** Saves the drawing in a box as a picture. */
import { Button } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { savePicture } from './picture.ts'

export function PictureButtons({ of, name }: { of: RefObject<HTMLElement | null>; name: string }) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  const save = async (format: 'svg' | 'png') => {
    const svg = of.current?.querySelector('svg')
    if (!svg) return setFailed(true)
    try {
      await savePicture(svg, name, format)
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="stat-quick stat-pictures">
      <Button onClick={() => void save('png')}>{t('statistics.png')}</Button>
      <Button onClick={() => void save('svg')}>{t('statistics.svg')}</Button>
      {failed && <span role="alert">{t('statistics.noPicture')}</span>}
    </div>
  )
}
