import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Lays a packed copy beside each built file, as small as it gets: done once here, the server need not pack a file for every
 * reader, and slow lines carry a tenth less.
 */
function packed(): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    // What is written is what is served: other parts of the build still change files while they are put together.
    writeBundle({ dir }, bundle) {
      for (const { fileName } of Object.values(bundle)) {
        if (!dir || !/\.(js|css)$/.test(fileName)) continue
        const file = path.join(dir, fileName)
        const plain = readFileSync(file)
        if (plain.length < 1024) continue
        const params = {
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
        }
        writeFileSync(`${file}.br`, brotliCompressSync(plain, { params }))
      }
    },
  }
}

/**
 * Builds the desk for /desk/ of the server. Everything is served from there: no other host, no inline script (the
 * policy of the server forbids both), so nothing is inlined and module preloading needs no helper script in the page.
 */
export default defineConfig(({ command }) => {
  // Whatever the tests that start a server say: what is served is never a development build.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    base: '/desk/',
    plugins: [react(), packed()],
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
