/** A file in a logged request: its type and size, not its contents. */
export interface LoggedFile {
  readonly name: string;
  /** The MIME type. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

/** An HTTP request that the sandbox received. */
export interface SandboxRequest {
  readonly method: string;
  /** Without the host, such as `/v1/generate/lucy-image-2`. */
  readonly path: string;
  /** The `x-api-key` header. */
  readonly apiKey: string | null;
  /** The fields of a multipart body. */
  readonly fields: Readonly<Record<string, string | LoggedFile>>;
  /** The HTTP status of the response, or `'broken'`; `null` until there is one. */
  readonly status: number | 'broken' | null;
}

export interface RequestLog {
  readonly entries: readonly SandboxRequest[];
  /** Logs a request and returns a function that logs its response. */
  add(request: Omit<SandboxRequest, 'status'>): (status: number | 'broken') => void;
  clear(): void;
}

const MAX_ENTRIES = 1000;

export function logFields(form: FormData | null): SandboxRequest['fields'] {
  const entries = [...(form?.entries() ?? [])].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : { name: value.name, type: value.type, size: value.size },
  ]);
  return Object.fromEntries(entries);
}

/** The requests, oldest first; only the last thousand are kept. */
export function createRequestLog(): RequestLog {
  let entries: SandboxRequest[] = [];
  return {
    get entries() {
      return entries;
    },
    add(request) {
      let entry: SandboxRequest = { ...request, status: null };
      entries = [...entries, entry].slice(-MAX_ENTRIES);
      return (status) => {
        const answered = { ...entry, status };
        entries = entries.map((other) => (other === entry ? answered : other));
        entry = answered;
      };
    },
    clear() {
      entries = [];
    },
  };
}
