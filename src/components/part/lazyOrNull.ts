import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

const Nothing = () => null;

/**
 * `lazy` for components that nobody sees before a session runs, or before a click. If one can't be loaded, nothing is
 * shown in its place, and the rest keeps working.
 */
export const lazyOrNull = <Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => ({ default: await load().catch(() => Nothing) }));
