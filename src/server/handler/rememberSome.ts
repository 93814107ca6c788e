/** As many keys as are derived from at a time: one a process as a rule, or one for each tenant. */
const MAX_DERIVED = 100;

/** What `create` makes of the app's own secrets if it has set some, else of the API key. */
export function perSecret<Result>(
  own: string | readonly string[] | undefined,
  create: (secrets: readonly string[]) => Result,
): (apiKey: string) => Result {
  if (own === undefined) return rememberSome((apiKey) => create([apiKey]));
  const result = create(typeof own === 'string' ? [own] : [...own]);
  return () => result;
}

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
