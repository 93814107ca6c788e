// Loaded by `files.ts`.

/** Downloads the file at a URL. Rejects if this page may not read it, or the server doesn't have it. */
export async function download(address: string, signal: AbortSignal): Promise<File> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`The server answered with status ${response.status}.`);
  const blob = await response.blob();
  const name = new URL(address, document.baseURI).pathname.split('/').at(-1) || 'file';
  return new File([blob], name, { type: blob.type });
}
