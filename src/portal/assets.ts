/**
 * Style sheets, scripts and mark of the portal: made once when the server starts, named by their content, kept by browsers
 * for a year. Each `web/portal/<room>.css` and `<room>.js` is a file of its own, linked by the pages that name it with
 * `sheet("<room>")` and `script("<room>")`; what every page needs is one sheet of the parts in BASE.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { minifyCss, trimCss } from './trim-css.ts'

const PROJECT = path.resolve(import.meta.dirname, '../..')
export const TEMPLATE_FOLDERS = [
  path.join(PROJECT, 'web/portal/templates'),
  path.join(PROJECT, 'node_modules/govuk-frontend/dist'),
] as const

/** By language, in base.css. */
const FONTS = 'var(--hy-face)'

const COLOURS = {
  '--govuk-brand-colour': '#1d5c52',
  '--govuk-text-colour': '#1f2423',
  '--govuk-secondary-text-colour': '#505a57',
  '--govuk-template-background-colour': '#f0ede5',
  '--govuk-body-background-colour': '#fbfaf6',
  '--govuk-focus-colour': '#ffd75e',
  '--govuk-focus-text-colour': '#1f2423',
  '--govuk-error-colour': '#b3261e',
  '--govuk-success-colour': '#1d6b4f',
  '--govuk-border-colour': '#d8d4ca',
  '--govuk-input-border-colour': '#4a5350',
  '--govuk-hover-colour': '#cfcabd',
  '--govuk-link-colour': '#125a70',
  '--govuk-link-visited-colour': '#125a70',
  '--govuk-link-hover-colour': '#0b3d4d',
  '--govuk-link-active-colour': '#1f2423',
  '--govuk-surface-background-colour': '#eef4f1',
  '--govuk-surface-text-colour': '#1f2423',
  '--govuk-surface-border-colour': '#9dbfb3',
} as const

const KEEP = [
  'template',
  'width-container',
  'main-wrapper',
  'body',
  'heading',
  'caption',
  'link',
  'list',
  'section-break',
  'button',
  'button-group',
  'input',
  'textarea',
  'select',
  'radios',
  'checkboxes',
  'fieldset',
  'form-group',
  'label',
  'hint',
  'error-message',
  'error-summary',
  'details',
  'summary-list',
  'inset-text',
  'warning-text',
  'notification-banner',
  'skip-link',
  'back-link',
  'file-upload',
  'tag',
  'visually-hidden',
  'clearfix',
  'table',
  '!',
] as const

export interface Asset {
  url: string
  type: string
  body: Buffer
}

export interface Assets {
  css: Asset
  script: Asset
  icon: Asset
  /** By room: what only some pages link. */
  sheets: ReadonlyMap<string, Asset>
  scripts: ReadonlyMap<string, Asset>
}

/** Every file to be served. */
export const allAssets = (a: Assets): Asset[] => [
  a.css,
  a.script,
  a.icon,
  ...a.sheets.values(),
  ...a.scripts.values(),
]

function asset(name: string, extension: string, type: string, text: string): Asset {
  const body = Buffer.from(text)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return { url: `/portal-assets/${name}-${hash}.${extension}`, type, body }
}

const FOLDER = path.join(PROJECT, 'web/portal')
const fileOf = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8')

/** Parts of the sheet every page links, in their order; print last, since it takes back what the others say. */
const BASE = ['base', 'frame', 'parts', 'print'] as const
const BASE_SCRIPT = 'portal'

/** The sheet every page links, as it is served. */
export function portalCss(): string {
  const govuk = readFileSync(path.join(TEMPLATE_FOLDERS[1], 'govuk/govuk-frontend.min.css'), 'utf8')
  const base = trimCss(govuk, { keep: KEEP, values: COLOURS, fontFamily: FONTS })
    // Chinese print needs to be larger and airier than 16 px on 20: the same size on phone and desk.
    .replaceAll('font-size:1rem;line-height:1.25', 'font-size:1.1875rem;line-height:1.6')
    .replaceAll('font-size:1.1875rem;line-height:1.3157894737', 'font-size:1.1875rem;line-height:1.6')
  return base + BASE.map((part) => minifyCss(fileOf(`${part}.css`))).join('')
}

/** One asset a room: its file without the ending is the name. */
function ofRooms(extension: 'css' | 'js', none: readonly string[], make: (name: string) => Asset) {
  const names = globSync(`*.${extension}`, { cwd: FOLDER }).map((f) => path.basename(f, `.${extension}`))
  const rooms = names.filter((name) => !none.includes(name)).sort()
  return new Map(rooms.map((name) => [name, make(name)]))
}

const CSS = 'text/css; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'

export function loadAssets(): Assets {
  return {
    css: asset('portal', 'css', CSS, portalCss()),
    script: asset(BASE_SCRIPT, 'js', SCRIPT, fileOf(`${BASE_SCRIPT}.js`)),
    icon: asset('icon', 'svg', 'image/svg+xml', fileOf('icon.svg')),
    sheets: ofRooms('css', BASE, (name) => asset(name, 'css', CSS, minifyCss(fileOf(`${name}.css`)))),
    scripts: ofRooms('js', [BASE_SCRIPT], (name) => asset(name, 'js', SCRIPT, fileOf(`${name}.js`))),
  }
}
