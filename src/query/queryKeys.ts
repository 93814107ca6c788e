/**
 * The keys of the hooks' queries and mutations in your `QueryClient`: use them to find, watch or invalidate them, to
 * persist them, or to exclude them from persistence. They contain the names of models and Decart's ids, never a token or
 * a prompt. They are plain functions: you can also call them in a React Server Component.
 *
 * @example
 * ```tsx
 * const edits = useIsMutating({ mutationKey: decartKeys.process() });
 * void queryClient.invalidateQueries({ queryKey: decartKeys.job(jobId) });
 * // Videos cannot be written into localStorage, the rest can:
 * const shouldDehydrateQuery = (query: Query) => query.queryKey.at(-1) !== 'content' && defaultShouldDehydrateQuery(query);
 * ```
 */
export const decartKeys = {
  /** Everything of this package. */
  all: () => ['decart'] as const,
  /** Mutations of `useProcess`, of one model or of all. */
  process: (model?: string) => ['decart', 'process', ...optional(model)] as const,
  /** Mutations of `useQueue`, of one model or of all. */
  queue: (model?: string) => ['decart', 'queue', ...optional(model)] as const,
  /** Mutations of `useFileUpload`. */
  upload: () => ['decart', 'upload'] as const,
  /** Mutations of `useFile(id).remove`, of one file or of all. */
  removeFile: (id?: string) => ['decart', 'remove-file', ...optional(id)] as const,
  /** Everything about one job, or about all. */
  job: (id?: string) => ['decart', 'job', ...optional(id)] as const,
  /** Query: the status of a job. */
  jobStatus: (id: string) => ['decart', 'job', id, 'status'] as const,
  /** Query: the video of a job. */
  jobContent: (id: string) => ['decart', 'job', id, 'content'] as const,
  /** Query: the details of one uploaded file, or of all. */
  file: (id?: string) => ['decart', 'file', ...optional(id)] as const,
  /** Query: how many live sessions the account may have, and how many it uses. */
  quota: () => ['decart', 'quota'] as const,
};

function optional(part: string | undefined): readonly [] | readonly [string] {
  return part === undefined ? [] : [part];
}
