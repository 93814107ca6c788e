import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { type AsChild, Slot } from '../Slot';
import { usePicture, usePlayer } from './player';

export type StageProps = ComponentPropsWithoutRef<'div'> & AsChild;

/**
 * The box around the picture: what is laid over the picture belongs in here. `data-state` is `empty` until there is a
 * picture, then `shown`.
 *
 * @example
 * ```tsx
 * <Stage>
 *   <OutputVideo />
 *   <InputPreview />
 * </Stage>
 * ```
 */
export const Stage = /* @__PURE__ */ named(
  'Stage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, StageProps>(function Stage(
    { asChild, className, style, ...props },
    ref,
  ) {
    const { stage } = usePlayer();
    const hasPicture = usePicture() !== null;
    const Box = asChild ? Slot : 'div';
    return (
      <Box
        data-state={hasPicture ? 'shown' : 'empty'}
        {...props}
        ref={useComposedRefs(ref, stage.ref)}
        className={classNames('decart-stage', className)}
        style={{ position: 'relative', ...style }}
      />
    );
  }),
);
