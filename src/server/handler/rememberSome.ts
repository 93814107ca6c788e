/** How many keys are kept: usually one per process, or one per tenant. */
const MAX_DERIVED = 100;

/** The result of `create` for the app's own secrets if it has set any, else for the API key. */
export function perSecret<Result>(
  own: string | readonly string[] | undefined,
  create: (secrets: readonly string[]) => Result,
): (apiKey: string) => Result {
  if (own === undefined) return rememberSome((apiKey) => create([apiKey]));
  const result = create(typeof own === 'string' ? [own] : [...own]);
  return () => result;
}

/** Calls `create` once for each secret, and forgets those that haven't been used for long. */
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
