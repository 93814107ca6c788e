/** Replaces a method until the returned function is called. */
export function replace<T extends object, K extends keyof T>(object: T, name: K, value: T[K]): () => void {
  const original = object[name];
  object[name] = value;
  return () => {
    object[name] = original;
  };
}
