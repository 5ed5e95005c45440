/** The component library in our look, light and dark. The colours are those of colours.css. */
import { type ThemeConfig, theme as themes } from 'antd'

/** System fonts only, those with good Chinese first; figures of equal width so that dates line up. */
const FONTS =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "Segoe UI", sans-serif'

/** English has its own first: a Chinese font sets an apostrophe as wide as a character. */
const FONTS_EN =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

const SHAPE = {
  borderRadius: 6,
  fontSize: 15,
  controlHeight: 36,
  // Nothing glides: a spinner that was taken away within a frame of its coming stayed in its button for good.
  motion: false,
}

/** Calm ink blue for doing; red is kept for what is late, so that it still means something. */
const LIGHT = {
  colorInfo: '#1f5a96',
  colorPrimary: '#1f5a96',
  colorLink: '#1b5590',
  colorError: '#b3261e',
  colorErrorBg: '#fdf0ee',
  colorWarningBg: '#fff5e0',
  colorInfoBg: '#eef4fb',
  colorSuccessBg: '#eef8f2',
  colorWarning: '#a15c00',
  colorSuccess: '#1d6b4a',
  colorText: '#1c2733',
  colorTextSecondary: '#4c5a69',
  colorTextDescription: '#4c5a69',
  colorTextPlaceholder: '#6b7885',
  colorBorder: '#c3ccd6',
  colorBgLayout: '#f3f5f8',
}

const DARK = {
  colorInfo: '#5d9fdc',
  colorPrimary: '#5d9fdc',
  colorTextLightSolid: '#0a1724',
  colorLink: '#8dbef0',
  colorError: '#f0857b',
  colorErrorText: '#f59d95',
  colorWarning: '#e5ad55',
  colorSuccess: '#6fc39a',
  colorText: '#e4eaf0',
  colorTextSecondary: '#a5b3c1',
  colorTextDescription: '#a5b3c1',
  colorTextPlaceholder: '#93a1af',
  colorBorder: '#4a5866',
  colorBgBase: '#19222c',
  colorBgContainer: '#19222c',
  colorBgElevated: '#212c38',
  colorBgLayout: '#11181f',
}

const kept = new Map<string, ThemeConfig>()

/** The same object for the same look: the library writes its styles anew for each new one. */
export function themeFor(language: string, mode: 'light' | 'dark'): ThemeConfig {
  const key = `${language} ${mode}`
  const known = kept.get(key)
  if (known) return known
  const made: ThemeConfig = {
    algorithm: mode === 'dark' ? themes.darkAlgorithm : themes.defaultAlgorithm,
    token: {
      ...SHAPE,
      fontFamily: language === 'en' ? FONTS_EN : FONTS,
      ...(mode === 'dark' ? DARK : LIGHT),
    },
  }
  kept.set(key, made)
  return made
}
