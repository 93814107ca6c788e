/**
 * Gives a component the name that DevTools and React's messages show. The inner function has one too, but a bundler
 * renames it; the exported constant keeps the same name.
 */
export function withDisplayName<T extends { displayName?: string | undefined }>(
  name: string,
  component: T,
): T {
  component.displayName = name;
  return component;
}
