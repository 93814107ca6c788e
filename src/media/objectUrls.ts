import { createLease, type Lease } from '../store/lease';

interface ObjectUrl {
  url: string | undefined;
  lease: Lease;
}

const objectUrls = new WeakMap<Blob, ObjectUrl>();

function createObjectUrl(blob: Blob): ObjectUrl {
  const created: ObjectUrl = {
    url: undefined,
    lease: createLease(() => {
      const url = URL.createObjectURL(blob);
      created.url = url;
      return () => {
        created.url = undefined;
        URL.revokeObjectURL(url);
      };
    }),
  };
  objectUrls.set(blob, created);
  return created;
}

/** The object URL of a blob that is in use. */
export function objectUrlOf(blob: Blob): string | undefined {
  return objectUrls.get(blob)?.url;
}

/** Creates a blob's object URL for its first user, and revokes it after the last one. */
export function holdObjectUrl(blob: Blob): () => void {
  const { lease } = objectUrls.get(blob) ?? createObjectUrl(blob);
  return lease.retain();
}
