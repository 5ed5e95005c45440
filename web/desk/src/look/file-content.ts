/** A table as the imports take it. */
export interface NamedTable {
  fileName: string
  content: string
}

export const namedTable = async (file: File): Promise<NamedTable> => ({
  fileName: file.name,
  content: await fileContent(file),
})

/** A chosen file, or what was pasted, as it is sent within JSON: Base64. */
export async function fileContent(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // In parts: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768))
  return btoa(text)
}
