import { forwardRef } from 'react';
import { mirrorIcon } from '../part/icons';
import { withDisplayName } from '../part/withDisplayName';
import { type ButtonPartProps, ControlButton } from './ControlButton';
import { useMirrorSwitch } from './useMirrorSwitch';

export type MirrorSwitchProps = ButtonPartProps;

/**
 * Mirrors the input and its preview; a live session continues. `data-state` is `on` or `off`.
 *
 * @example
 * ```tsx
 * <MirrorSwitch />
 * ```
 */
export const MirrorSwitch = /* @__PURE__ */ withDisplayName(
  'MirrorSwitch',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, MirrorSwitchProps>(function MirrorSwitch(props, ref) {
    const { switchProps } = useMirrorSwitch();
    return (
      <ControlButton component="MirrorSwitch" icon={mirrorIcon} own={switchProps} {...props} ref={ref} />
    );
  }),
);
