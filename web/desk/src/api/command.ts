/** A command with one key for one intention: sent again after a broken line it is not done twice. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey } from './client.ts'

/** @param options `changes`: what is read again once it is done */
export function useCommand<V, R>(
  run: (value: V, key: string) => Promise<R>,
  options: { changes?: readonly string[][]; done?: (result: R, value: V) => void } = {},
) {
  const client = useQueryClient()
  const key = useRef(newKey())
  return useMutation({
    mutationFn: (value: V) => run(value, key.current),
    onSuccess: async (result, value) => {
      key.current = newKey()
      options.done?.(result, value)
      for (const queryKey of options.changes ?? []) await client.invalidateQueries({ queryKey })
    },
  })
}
