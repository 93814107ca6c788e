/**
 * Gives a component the name that DevTools and React's messages show. The function inside has one too, but a bundler
 * renames it: the constant around it has the same.
 */
export function withDisplayName<T extends { displayName?: string | undefined }>(
  name: string,
  component: T,
): T {
  component.displayName = name;
  return component;
}
