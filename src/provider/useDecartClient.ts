import { clientOf, type DecartClient } from '../client/decartClient';
import { useDecartContext } from './context';

/**
 * The client, for calls outside the hooks: the SDK's own `process`, `queue`, `files` and `realtime`, with a valid token
 * for every call, and `auth`. It stays the same object until another user signs in, or the provider connects elsewhere.
 *
 * @example
 * ```tsx
 * const client = useDecartClient();
 * const onFile = async (file: File) => setReference(await client.files.upload(file));
 * ```
 */
export function useDecartClient(): DecartClient {
  return clientOf(useDecartContext().core);
}
