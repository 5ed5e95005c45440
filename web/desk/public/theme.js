// Before the first paint, so that a dark room stays dark: the same choice as src/look/theme-mode.ts reads.
;(() => {
  let kept = null
  try {
    kept = localStorage.getItem('huiyin.theme')
  } catch {
    // Storage may be off; the system's choice holds then.
  }
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
