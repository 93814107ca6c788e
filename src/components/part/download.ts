// Loaded by `files.ts`.

/** Downloads the file at an address. Rejects if this page may not read it, or its server has no such file. */
export async function download(address: string, signal: AbortSignal): Promise<File> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`The server answered with status ${response.status}.`);
  const blob = await response.blob();
  const name = new URL(address, document.baseURI).pathname.split('/').at(-1) || 'file';
  return new File([blob], name, { type: blob.type });
}
