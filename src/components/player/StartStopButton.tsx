import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef, useRef } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { useStartStop } from './useStartStop';

export type StartStopButtonProps = PartProps<'button'>;

/**
 * The main action: Start, Stop, Try again, Start again, or Play if the browser blocks playback; then there is a Stop
 * button next to it. It is always the same element, so the focus stays on it. `data-action` is `start`, `stop`, `retry`,
 * `reload`, `restart` or `play`. Renders nothing in a viewer that has no token yet.
 *
 * @example
 * ```tsx
 * <StartStopButton />
 * ```
 */
export const StartStopButton = /* @__PURE__ */ withDisplayName(
  'StartStopButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, StartStopButtonProps>(function StartStopButton(props, ref) {
    const { action, text, isAvailable, stop, buttonProps } = useStartStop();
    const main = useRef<HTMLButtonElement>(null);
    const label = useLabel();
    const composed = useComposedRefs(ref, main);
    if (!isAvailable) return null;
    return (
      <>
        <Part
          as="button"
          component="StartStopButton"
          look="decart-action"
          own={buttonProps}
          inner={text}
          {...props}
          ref={composed}
        />
        {action === 'play' && !props.asChild && (
          <Part
            as="button"
            component="StartStopButton"
            look="decart-action"
            unstyled={props.unstyled}
            own={{
              type: 'button',
              'data-action': 'stop',
              onClick() {
                // This button disappears: the remaining one gets the focus.
                main.current?.focus();
                void stop();
              },
            }}
            inner={label('stop', en.stop)}
          />
        )}
      </>
    );
  }),
);
