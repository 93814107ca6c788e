/** As many keys as are derived from at a time: one a process as a rule, or one for each tenant. */
const MAX_DERIVED = 100;

/** Calls `create` once for each secret, and forgets those that were not used for long. */
export function rememberSome<Result>(create: (secret: string) => Result): (secret: string) => Result {
  const results = new Map<string, Result>();
  return (secret) => {
    const result = results.get(secret) ?? create(secret);
    results.delete(secret);
    results.set(secret, result);
    const [oldest] = results.keys();
    if (results.size > MAX_DERIVED && oldest !== undefined) results.delete(oldest);
    return result;
  };
}
