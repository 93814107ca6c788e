import type { ComponentType } from 'react';

const Nothing = () => null;

/**
 * For `lazy`: what nobody sees before a session runs, or before a click, is loaded then. Where it cannot be loaded,
 * nothing is shown in its place, and the rest continues.
 */
export async function orNothing<Props>(
  loading: Promise<ComponentType<Props>>,
): Promise<{ default: ComponentType<Props> }> {
  return { default: await loading.catch(() => Nothing) };
}
