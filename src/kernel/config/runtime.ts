/**
 * Flags of V8 that every process of ours runs with; bin/bootstrap.mjs, which cannot read this file, says the same.
 * Its middle compiler, Maglev, at times gives a wrong result and says nothing: docs/decisions/0020-no-middle-compiler.md.
 * Threads share the flags of their process.
 */
export const RUNTIME_FLAGS: readonly string[] = ['--no-maglev']
