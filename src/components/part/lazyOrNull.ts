import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode } from 'react';

const Nothing = () => null;

/**
 * `lazy` for components that nobody sees before a session runs, or before a click. If one can't be loaded, `instead` is
 * shown in its place (by default nothing), and the rest keeps working.
 */
export const lazyOrNull = <Props>(
  load: () => Promise<ComponentType<Props>>,
  instead: () => ReactNode = Nothing,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async () => ({ default: await load().catch(() => instead) }));
