import { useComposedRefs } from '@radix-ui/react-compose-refs';
import {
  Children,
  type CSSProperties,
  cloneElement,
  forwardRef,
  type HTMLAttributes,
  isValidElement,
  type ReactNode,
  type Ref,
  version,
} from 'react';
import { classNames } from './classNames';
import { named } from './named';

/** What every part takes. */
export interface AsChild {
  /**
   * Renders the one child, with everything that the part does merged into it, instead of an element of the part's own.
   * A child that has no content gets the part's.
   */
  asChild?: boolean | undefined;
}

interface Props {
  className?: string | undefined;
  style?: CSSProperties | undefined;
  [name: string]: unknown;
}

/**
 * The one child, with the props of the part merged into its own. A third of the size of Radix's, which also takes what
 * no part here needs: children beside the one, and lazy ones.
 */
export const Slot = /* @__PURE__ */ named(
  'Slot',
  /* @__PURE__ */ forwardRef<HTMLElement, HTMLAttributes<HTMLElement>>(function Slot(
    { children, ...props },
    ref,
  ) {
    const child = Children.only(children);
    const merged = useComposedRefs(ref, refOf(child));
    return isValidElement<Props>(child)
      ? cloneElement(child, { ...mergeProps({ ...props }, child.props), ref: merged })
      : null;
  }),
);

function mergeProps(part: Props, child: Props): Props {
  const merged = { ...part, ...child };
  for (const [name, value] of Object.entries(part)) {
    const own = child[name];
    if (typeof value === 'function' && typeof own === 'function') {
      // The child's handler comes first: one that calls preventDefault() keeps the part from acting.
      merged[name] = (...args: unknown[]) => {
        own(...args);
        value(...args);
      };
    }
  }
  merged.className = classNames(part.className, child.className);
  merged.style = { ...part.style, ...child.style };
  return merged;
}

/** A ref is a prop since React 19, and was a field of the element before. */
function refOf(element: unknown): Ref<HTMLElement> | undefined {
  if (!isValidElement<{ ref?: Ref<HTMLElement> }>(element)) return undefined;
  return Number.parseInt(version, 10) < 19 ? Reflect.get(element, 'ref') : element.props.ref;
}

const hasContent = isValidElement<{ children?: ReactNode }>;

/** What the user put into a part: its children, or with `asChild` those of the child. */
export function contentOf(asChild: boolean | undefined, children: ReactNode): ReactNode {
  return asChild && hasContent(children) ? children.props.children : children;
}

/** The content of a part; with `asChild` in the child. */
export function putIn(asChild: boolean | undefined, children: ReactNode, content: ReactNode): ReactNode {
  return asChild && hasContent(children) ? cloneElement(children, {}, content) : content;
}

/** What goes into a part: what the user put in, else the part's own content. */
export function fillIn(asChild: boolean | undefined, children: ReactNode, content: ReactNode): ReactNode {
  return putIn(asChild, children, contentOf(asChild, children) ?? content);
}
