import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { named } from '../named';
import { type AsChild, Slot } from '../Slot';
import { usePlayer } from './player';

/** The element that goes fullscreen, and that things are dropped on. */
export const PlayerRoot = /* @__PURE__ */ named(
  'PlayerRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ComponentPropsWithoutRef<'div'> & AsChild>(function PlayerRoot(
    { asChild, ...props },
    ref,
  ) {
    const { root } = usePlayer();
    const Root = asChild ? Slot : 'div';
    return <Root {...props} ref={useComposedRefs(ref, root.ref)} />;
  }),
);
