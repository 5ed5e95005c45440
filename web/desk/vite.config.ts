import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Builds the desk for /desk/ of the server. Everything is served from there: no other host, no inline script (the
 * policy of the server forbids both), so nothing is inlined and module preloading needs no helper script in the page.
 */
export default defineConfig(({ command }) => {
  // Whatever the tests that start a server say: what is served is never a development build.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    base: '/desk/',
    plugins: [react()],
    build: {
      target: ['chrome107', 'edge107', 'firefox104', 'safari16'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: true,
      chunkSizeWarningLimit: 600,
      rolldownOptions: {
        output: {
          codeSplitting: {
            // What changes with its own releases only, so that an update of the desk leaves it in the browser's store.
            groups: [
              {
                name: 'base',
                test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/,
              },
            ],
          },
        },
      },
    },
  }
})
