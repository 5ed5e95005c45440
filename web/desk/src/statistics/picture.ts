/** A drawing of the page as a picture file, as it is seen: light or dark, with its colours written out. */

/** Names of colours give way to what they are: a file knows no style sheet. */
function resolved(text: string): string {
  const style = getComputedStyle(document.documentElement)
  return text.replace(/var\((--[a-z-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim())
}

/** The text of a file of its own, on the ground it was seen on. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const { width, height } = svg.viewBox.baseVal
  const box = svg.getBoundingClientRect()
  const size = { width: width || box.width, height: height || box.height }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(Math.round(size.width)))
  copy.setAttribute('height', String(Math.round(size.height)))
  copy.setAttribute('font-family', getComputedStyle(svg).fontFamily)
  // What leads somewhere on the page leads nowhere from a picture.
  for (const a of copy.querySelectorAll('a')) {
    a.removeAttribute('href')
    a.removeAttribute('tabindex')
  }
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', 'var(--paper)')
  copy.prepend(ground)
  return resolved(new XMLSerializer().serializeToString(copy))
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Saves a drawing as .svg, or as .png of twice its size. Rejects where the browser cannot draw it. */
export async function savePicture(svg: SVGSVGElement, name: string, format: 'svg' | 'png'): Promise<void> {
  const file = new Blob([svgText(svg)], { type: 'image/svg+xml' })
  if (format === 'svg') return save(file, `${name}.svg`)
  const image = new Image()
  const address = URL.createObjectURL(file)
  try {
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * 2
    canvas.height = image.naturalHeight * 2
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (!picture) throw new Error('the browser drew no picture')
    save(picture, `${name}.png`)
  } finally {
    URL.revokeObjectURL(address)
  }
}
