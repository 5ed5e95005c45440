import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Look } from './look/look.tsx'
import './look/colours.css'
import './look/style.css'
import './look/stack.css'
import './frame/frame.css'
import './notifications/bell.css'
import './myday/myday.css'
import './look/pages.css'
import './look/intake.css'
import { client, router } from './router.tsx'
import { startTexts } from './text/index.ts'

await startTexts()
createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Look>
        <RouterProvider router={router} />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
)
