import type { CSSProperties, ReactNode } from 'react';
import { classNames } from './classNames';

/** Props of an element, whichever element it is. */
export interface AnyProps {
  className?: string | undefined;
  style?: CSSProperties | undefined;
  children?: ReactNode;
}

type Handler = (...args: unknown[]) => void;

const isHandler = (name: string, value: unknown): value is Handler =>
  typeof value === 'function' && /^on[A-Z]/.test(name);

const isPrevented = (event: unknown) =>
  typeof event === 'object' &&
  event !== null &&
  'defaultPrevented' in event &&
  event.defaultPrevented === true;

function merge(
  inner: AnyProps,
  outer: AnyProps,
  compose: (outer: Handler, inner: Handler) => Handler,
): AnyProps {
  const merged: Record<string, unknown> = { ...inner };
  for (const [name, value] of Object.entries(outer)) {
    const own = merged[name];
    if (isHandler(name, value) && isHandler(name, own)) merged[name] = compose(value, own);
    else if (value !== undefined) merged[name] = value;
  }
  return {
    ...merged,
    className: classNames(inner.className, outer.className),
    ...((inner.style ?? outer.style) && { style: { ...inner.style, ...outer.style } }),
  };
}

/**
 * Merges the props of a part with those of its user, which win. All handlers are called: the user's first, and if it
 * calls `preventDefault()`, the part does nothing.
 */
export const mergeUserProps = (own: AnyProps, user: AnyProps): AnyProps =>
  merge(own, user, (theirs, ours) => (event, ...rest) => {
    theirs(event, ...rest);
    if (!isPrevented(event)) ours(event, ...rest);
  });

/** Merges the props of a part with those of its `asChild` child, which win. Both handlers are called. */
export const mergeChildProps = (part: AnyProps, child: AnyProps): AnyProps =>
  merge(part, child, (theirs, ours) => (...args) => {
    theirs(...args);
    ours(...args);
  });
