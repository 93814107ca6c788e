import { forwardRef } from 'react';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';

export type ControlBarProps = PartProps<'div'>;

/**
 * The bar of controls, below the video, or over it if there is room.
 *
 * @example
 * ```tsx
 * <ControlBar>
 *   <PromptBox />
 *   <ControlRow>
 *     <CameraPicker />
 *     <ControlSpacer />
 *     <FullscreenButton />
 *   </ControlRow>
 * </ControlBar>
 * ```
 */
export const ControlBar = /* @__PURE__ */ withDisplayName(
  'ControlBar',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ControlBarProps>(function ControlBar(props, ref) {
    return <Part as="div" component="ControlBar" look="decart-bar" {...props} ref={ref} />;
  }),
);

export type ControlRowProps = PartProps<'div'>;

/**
 * A row of controls in a `<ControlBar>`, which wraps if it is narrow.
 *
 * @example
 * ```tsx
 * <ControlRow><CameraPicker /><MicrophonePicker /></ControlRow>
 * ```
 */
export const ControlRow = /* @__PURE__ */ withDisplayName(
  'ControlRow',
  /* @__PURE__ */ forwardRef<HTMLDivElement, ControlRowProps>(function ControlRow(props, ref) {
    return <Part as="div" component="ControlRow" look="decart-row" {...props} ref={ref} />;
  }),
);

export type ControlSpacerProps = PartProps<'span'>;

/**
 * The space between the controls at the start and at the end of a `<ControlRow>`. In a narrow row, the controls after it
 * get their own row.
 *
 * @example
 * ```tsx
 * <ControlRow><CameraPicker /><ControlSpacer /><FullscreenButton /></ControlRow>
 * ```
 */
export const ControlSpacer = /* @__PURE__ */ withDisplayName(
  'ControlSpacer',
  /* @__PURE__ */ forwardRef<HTMLSpanElement, ControlSpacerProps>(function ControlSpacer(props, ref) {
    return <Part as="span" component="ControlSpacer" look="decart-space" {...props} ref={ref} />;
  }),
);
