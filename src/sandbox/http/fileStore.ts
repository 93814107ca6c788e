import type { FileReference } from '@decartai/sdk';
import { randomId } from '../randomId';
import { errorResponse, invalid, missing, type ValidationIssue, validationResponse } from './responses';

const DEFAULT_TTL_SECONDS = 24 * 60 * 60;
const MIN_TTL_SECONDS = 60;
const MAX_TTL_SECONDS = 30 * 24 * 60 * 60;

interface StoredFile {
  reference: FileReference;
  blob: Blob;
  expiresAt: number;
}

export interface FileStore {
  /** The content of an uploaded file that has not expired. */
  get(id: string): Blob | null;
  /** The stored files, oldest first. */
  list(): FileReference[];
  /** `POST /v1/files` */
  upload(form: FormData): Response;
  /** `GET /v1/files/{id}` */
  describe(id: string): Response;
  /** `DELETE /v1/files/{id}` */
  remove(id: string): Response;
}

/** `null` for "persistent", `undefined` for anything that isn't a lifetime. */
function parseTtl(value: FormDataEntryValue | null): number | null | undefined {
  if (value === null) return DEFAULT_TTL_SECONDS;
  if (value === 'persistent') return null;
  const seconds = Number(value);
  return Number.isInteger(seconds) && seconds >= MIN_TTL_SECONDS && seconds <= MAX_TTL_SECONDS
    ? seconds
    : undefined;
}

/** The uploaded files, by their `file_…` id, until they expire. */
export function createFileStore(now: () => number): FileStore {
  const files = new Map<string, StoredFile>();

  function find(id: string): StoredFile | null {
    const file = files.get(id);
    if (!file) return null;
    if (file.expiresAt > now()) return file;
    files.delete(id);
    return null;
  }

  return {
    get: (id) => find(id)?.blob ?? null,
    list: () => [...files.keys()].flatMap((id) => find(id)?.reference ?? []),
    upload(form) {
      const blob = form.get('file');
      const ttlSeconds = parseTtl(form.get('ttl_seconds'));
      const issues: ValidationIssue[] = [];
      if (!(blob instanceof Blob)) issues.push(missing('file'));
      if (ttlSeconds === undefined) {
        issues.push(
          invalid(
            'ttl_seconds',
            `Input should be between ${MIN_TTL_SECONDS} and ${MAX_TTL_SECONDS}, or 'persistent'`,
          ),
        );
      }
      if (!(blob instanceof Blob) || ttlSeconds === undefined) return validationResponse(issues);
      const createdAt = now();
      const expiresAt = ttlSeconds === null ? Number.POSITIVE_INFINITY : createdAt + ttlSeconds * 1000;
      const reference: FileReference = {
        id: `file_${randomId(32)}`,
        filename: blob instanceof File ? blob.name : null,
        mime_type: blob.type || 'application/octet-stream',
        size_bytes: blob.size,
        created_at: new Date(createdAt).toISOString(),
        expires_at: ttlSeconds === null ? null : new Date(expiresAt).toISOString(),
      };
      files.set(reference.id, { reference, blob, expiresAt });
      return Response.json(reference);
    },
    describe(id) {
      const file = find(id);
      return file ? Response.json(file.reference) : errorResponse(404, 'File not found');
    },
    remove(id) {
      if (!find(id)) return errorResponse(404, 'File not found');
      files.delete(id);
      return new Response(null, { status: 204 });
    },
  };
}
