import { forwardRef, type ReactNode } from 'react';
import { classNames } from '../part/classNames';
import { Icon } from '../part/Icon';
import { type OwnProps, Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';

/** The props of a part that is a button with an icon. */
export interface ButtonPartProps extends PartProps<'button'> {
  /** The accessible name, and the tooltip. @defaultValue the part's label */
  label?: string | undefined;
}

export interface ControlButtonProps extends ButtonPartProps {
  /** The name of the part, for messages. @defaultValue 'ControlButton' */
  component?: string | undefined;
  /** An SVG path in a box of 24 by 24, drawn with a stroke; or shapes, which are filled. */
  icon: ReactNode;
  /** A class besides `decart-button`. */
  look?: string | undefined;
  /** Shown beside the icon. */
  text?: ReactNode;
  /** Props for the button, as the hook of a part returns them; your own props win. */
  own?: OwnProps<'button'> | undefined;
}

/**
 * A button with an icon and a name that looks like the other controls: for your own actions.
 *
 * @example
 * ```tsx
 * <ControlButton label="Share" icon="M12 3v12M7 8l5-5 5 5M5 13v8h14v-8" onClick={() => share(null, 0)} />
 * ```
 */
export const ControlButton = /* @__PURE__ */ withDisplayName(
  'ControlButton',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, ControlButtonProps>(function ControlButton(
    { component = 'ControlButton', label, icon, look, text, own, ...props },
    ref,
  ) {
    return (
      <Part
        as="button"
        component={component}
        look={classNames('decart-button', look)}
        own={{
          type: 'button',
          ...own,
          ...(label !== undefined && { 'aria-label': label, title: label }),
        }}
        inner={
          <>
            <Icon drawing={icon} />
            {text}
          </>
        }
        {...props}
        ref={ref}
      />
    );
  }),
);
