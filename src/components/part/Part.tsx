import {
  type ComponentPropsWithoutRef,
  createContext,
  type ElementType,
  forwardRef,
  type ReactNode,
  type Ref,
  useContext,
} from 'react';
import { classNames } from './classNames';
import { type AnyProps, mergeUserProps } from './mergeProps';
import { Slot, slotChild } from './Slot';
import { withDisplayName } from './withDisplayName';

/** The props that all parts accept. */
export interface PartOptions {
  /**
   * Renders your child element instead of the default one, with the part's props and behavior merged into it, and without
   * the part's class. If the child is empty, it gets the default content.
   * @defaultValue false
   */
  asChild?: boolean | undefined;
  /** Removes the classes of `decart-react/styles.css` from this part and those inside. @defaultValue false */
  unstyled?: boolean | undefined;
}

/** The props of a part that renders `<Tag>`: those of the element, `asChild` and `unstyled`. */
export type PartProps<Tag extends keyof HTMLElementTagNameMap> = ComponentPropsWithoutRef<Tag> & PartOptions;

/** The props that a part sets on its element. */
export type OwnProps<Tag extends keyof HTMLElementTagNameMap> = ComponentPropsWithoutRef<Tag> & {
  readonly [data: `data-${string}`]: string | undefined;
};

interface RenderOptions extends PartOptions {
  /** The name of the component, for messages. */
  component: string;
  /** Its class. */
  look?: string | undefined;
  /** Shown if the user passes no children; a function gets the user's children. */
  inner?: ReactNode | ((children: ReactNode) => ReactNode);
  children?: ReactNode;
}

type PartElementProps<Tag extends keyof HTMLElementTagNameMap> = Omit<PartProps<Tag>, 'children'> &
  RenderOptions & {
    as: Tag;
    /** Set on the element; the user's props win, and all of the user's handlers are kept. */
    own?: OwnProps<Tag> | undefined;
    ref?: Ref<HTMLElementTagNameMap[Tag]> | undefined;
  };

interface PartComponent {
  <Tag extends keyof HTMLElementTagNameMap>(props: PartElementProps<Tag>): ReactNode;
  displayName?: string | undefined;
}

interface AnyPartProps extends RenderOptions, AnyProps {
  as: ElementType;
  own?: (AnyProps & { 'aria-label'?: string | undefined }) | undefined;
}

const UnstyledContext = /* @__PURE__ */ createContext(false);

/** Removes the classes from all parts inside. */
export function UnstyledProvider({ unstyled, children }: { unstyled: boolean; children: ReactNode }) {
  const isAround = useContext(UnstyledContext);
  return <UnstyledContext.Provider value={isAround || unstyled}>{children}</UnstyledContext.Provider>;
}

const fillIn = (inner: RenderOptions['inner'], children: ReactNode): ReactNode =>
  typeof inner === 'function' ? inner(children) : (children ?? inner);

/** If the user gives a button its own text, that is its name: another name would be read aloud but not seen. */
const isNamed = (as: ElementType, children: ReactNode) => as === 'button' && typeof children === 'string';

/**
 * The element of a part: the default one, or with `asChild` the child. The only place that merges a part's props with its
 * user's.
 */
export const Part: PartComponent = /* @__PURE__ */ withDisplayName(
  'Part',
  /* @__PURE__ */ forwardRef<HTMLElement, AnyPartProps>(function Part(props, ref) {
    const { as: Tag, component, look, own = {}, inner, asChild, unstyled, children, ...user } = props;
    const isUnstyled = useContext(UnstyledContext) || unstyled === true;
    const child = asChild ? slotChild(children, component) : null;
    const given = child ? child.props.children : children;
    const merged = mergeUserProps(isNamed(Tag, given) ? { ...own, 'aria-label': undefined } : own, user);
    if (!asChild && !isUnstyled) merged.className = classNames(look, merged.className);
    const filled = fillIn(inner, given);
    const element = child ? (
      <Slot {...merged} ref={ref} element={child} content={filled} />
    ) : (
      <Tag {...merged} ref={ref}>
        {filled}
      </Tag>
    );
    return unstyled ? <UnstyledProvider unstyled>{element}</UnstyledProvider> : element;
  }),
);
