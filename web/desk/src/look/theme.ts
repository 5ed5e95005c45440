import type { ThemeConfig } from 'antd'

/** System fonts only, those with good Chinese first; figures of equal width so that dates line up. */
const FONTS =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "Segoe UI", sans-serif'

/** English has its own first: a Chinese font sets an apostrophe as wide as a character. */
const FONTS_EN =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

/** Calm ink blue for doing; red is kept for what is late, so that it still means something. */
const theme: ThemeConfig = {
  token: {
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
    colorTextPlaceholder: '#6b7885',
    colorBorder: '#c3ccd6',
    colorBgLayout: '#f3f5f8',
    borderRadius: 6,
    fontFamily: FONTS,
    fontSize: 15,
    controlHeight: 36,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
}

const inEnglish: ThemeConfig = { token: { ...theme.token, fontFamily: FONTS_EN } }

export const themeFor = (language: string): ThemeConfig => (language === 'en' ? inEnglish : theme)
