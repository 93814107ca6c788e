/** Signs strings that clients keep for the server, so that nobody can forge one: HMAC-SHA-256, as base64url. */
export interface Signer {
  sign(text: string): Promise<string>;
  verify(text: string, signature: string): Promise<boolean>;
}

export const SIGNATURE_LENGTH = 43;
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/**
 * `secrets`: the first signs, all are accepted. `purpose`: each has its own key, so that a signature reveals nothing
 * about other uses of the secret.
 */
export function createSigner(secrets: readonly string[], purpose: string): Signer {
  // Not before the first request: Cloudflare Workers refuse it outside of a request.
  const keys = secrets.map((secret) => once(() => deriveKey(secret, purpose)));

  return {
    async sign(text) {
      const [key] = keys;
      if (key === undefined) throw new Error('There is no secret to sign with.');
      const signature = await crypto.subtle.sign(HMAC, await key(), new TextEncoder().encode(text));
      return toBase64Url(new Uint8Array(signature));
    },
    async verify(text, signature) {
      const bytes = fromBase64Url(signature);
      // The last character has two unused bits: a string must not have four valid signatures.
      if (bytes === undefined || toBase64Url(bytes) !== signature) return false;
      for (const key of keys) {
        // WebCrypto compares in constant time.
        if (await crypto.subtle.verify(HMAC, await key(), bytes, new TextEncoder().encode(text))) return true;
      }
      return false;
    },
  };
}

function once<Result>(create: () => Result): () => Result {
  let result: { value: Result } | undefined;
  return () => {
    result ??= { value: create() };
    return result.value;
  };
}

// Node's types lack the name of this type.
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function deriveKey(secret: string, purpose: string): Promise<Key> {
  const root = await importKey(new TextEncoder().encode(secret));
  return importKey(
    await crypto.subtle.sign(HMAC, root, new TextEncoder().encode(`decart-react: ${purpose}`)),
  );
}

function importKey(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Key> {
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
