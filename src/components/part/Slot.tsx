import { useComposedRefs } from '@radix-ui/react-compose-refs';
import * as React from 'react';
import { DecartError } from '../../errors/DecartError';
import { type AnyProps, mergeChildProps } from './mergeProps';
import { withDisplayName } from './withDisplayName';

type ChildElement = React.ReactElement<AnyProps & { ref?: React.Ref<HTMLElement> }>;

const isElement = React.isValidElement<ChildElement['props']>;

/** Elements that can't have children in HTML. */
const VOID = /^(input|img|br|hr)$/;

/**
 * Unwraps a lazy wrapper or a promise: React passes the children of a client component in this form if a server
 * component created them. Suspends until it is resolved; `use` exists since React 19.
 */
function unwrap(child: unknown): unknown {
  if (typeof child !== 'object' || child === null) return child;
  const promise: unknown = Reflect.get(child, '_payload') ?? child;
  const read: unknown = Reflect.get(React, 'use');
  const isPromise = typeof promise === 'object' && promise !== null && 'then' in promise;
  return isPromise && typeof read === 'function' ? unwrap(read(promise)) : child;
}

/** The only child of a part with `asChild`. */
export function slotChild(children: React.ReactNode, component: string): ChildElement {
  const list = [children].flat().map(unwrap);
  const [child] = list;
  if (list.length === 1 && isElement(child)) return child;
  const found =
    list.length > 1 ? `${list.length} children` : typeof child === 'string' ? `"${child}"` : 'none';
  throw new DecartError(
    'INVALID_OPTIONS',
    `\`<${component} asChild>\` needs exactly one element as its child, and got ${found}.`,
  );
}

interface SlotProps extends AnyProps {
  element: ChildElement;
  /** Replaces the children of the element. */
  content?: React.ReactNode;
}

/** The user's element, with the props of a part merged into it. */
export const Slot = /* @__PURE__ */ withDisplayName(
  'Slot',
  /* @__PURE__ */ React.forwardRef<HTMLElement, SlotProps>(function Slot(
    { element, content, ...props },
    ref,
  ) {
    const { type, props: own } = element;
    // A ref is a prop since React 19; before, it was a field of the element.
    const ownRef = Number.parseInt(React.version, 10) < 19 ? Reflect.get(element, 'ref') : own.ref;
    const merged = { ...mergeChildProps(props, own), ref: useComposedRefs(ref, ownRef) };
    const isVoid = typeof type === 'string' && VOID.test(type);
    return isVoid ? React.cloneElement(element, merged) : React.cloneElement(element, merged, content);
  }),
);
