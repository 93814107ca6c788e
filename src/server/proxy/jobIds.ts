/**
 * Signs the ids of jobs for the user who submitted them, so that another user's id is worth nothing. There is nothing to
 * store: the signature stands in the id itself, `<Decart's id>.<HMAC-SHA-256>`.
 */
export interface JobIds {
  sign(jobId: string, userId: string): Promise<string>;
  /** Decart's own id, or undefined where the id was not signed for this user. */
  verify(signedId: string, userId: string): Promise<string | undefined>;
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const SIGNATURE_LENGTH = 43;

/** `secrets`: the first signs, all are accepted. */
export function createJobIds(secrets: readonly string[]): JobIds {
  // Not before the first request: Cloudflare Workers refuse it outside of one.
  const keys = secrets.map((secret) => once(() => deriveKey(secret)));

  return {
    async sign(jobId, userId) {
      const [key] = keys;
      if (key === undefined) throw new Error('There is no secret to sign the ids of jobs with.');
      const signature = await crypto.subtle.sign(HMAC, await key(), subject(jobId, userId));
      return `${jobId}.${toBase64Url(new Uint8Array(signature))}`;
    },
    async verify(signedId, userId) {
      const end = signedId.length - SIGNATURE_LENGTH - 1;
      if (end < 1 || signedId[end] !== '.') return undefined;
      const jobId = signedId.slice(0, end);
      const text = signedId.slice(end + 1);
      const signature = fromBase64Url(text);
      // The last character has two bits to spare: one id must not have four spellings.
      if (signature === undefined || toBase64Url(signature) !== text) return undefined;
      for (const key of keys) {
        // WebCrypto compares in constant time.
        if (await crypto.subtle.verify(HMAC, await key(), signature, subject(jobId, userId))) return jobId;
      }
      return undefined;
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

// The type's own name is missing in Node's types.
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** A key of its own for this purpose, so that a signature tells nothing about the secret's other uses. */
async function deriveKey(secret: string): Promise<Key> {
  const root = await importKey(new TextEncoder().encode(secret));
  return importKey(
    await crypto.subtle.sign(HMAC, root, new TextEncoder().encode('decart-react: job ids, 1')),
  );
}

function importKey(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Key> {
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);
}

/** JSON keeps the two apart: no user's id can be written so that the pair reads like another pair. */
function subject(jobId: string, userId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify([userId, jobId]));
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
