import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { type CSSProperties, forwardRef, type PointerEvent, useState } from 'react';
import { useRealtimeState } from '../../hooks/useRealtimeState';
import * as en from '../../labels/englishLive';
import { useLabel } from '../../provider/labels';
import { ControlButton } from '../controls/ControlButton';
import { isHtmlElement, useLeaveFocus } from '../part/focus';
import { cameraIcon, closeIcon, moveIcon } from '../part/icons';
import { Part, type PartProps } from '../part/Part';
import { useControlled } from '../part/useControlled';
import { withDisplayName } from '../part/withDisplayName';
import { useOutermost } from '../player/player';
import type { Corner, InputPreviewProps } from './InputPreview';
import { InputVideo } from './InputVideo';
import { useUprightRatio } from './useUprightRatio';

const CLOCKWISE: Record<Corner, Corner> = {
  'top-start': 'top-end',
  'top-end': 'bottom-end',
  'bottom-end': 'bottom-start',
  'bottom-start': 'top-start',
};

interface BoxProps extends PartProps<'div'> {
  corner: Corner;
  onMove(corner: Corner): void;
  isHidden: boolean;
  onHide(isHidden: boolean): void;
}

/** How far a finger must move to start a drag, in pixels; a tap moves a little, too. */
const DRAG_THRESHOLD = 6;

// The private variables belong to styles.css: for the time while it starts, and for other things in a corner.
const INSET = 'var(--_preview-inset, var(--decart-preview-inset, 2%))';

const placed = (corner: Corner, ratio: string | null): CSSProperties & { '--_ratio'?: string } => ({
  ...(ratio && { '--_ratio': ratio }),
  position: 'absolute',
  width: 'var(--_preview-width, var(--decart-preview-width, max(22%, 108px)))',
  [corner.startsWith('top') ? 'insetBlockStart' : 'insetBlockEnd']: `var(--_preview-inset-block, ${INSET})`,
  [corner.endsWith('start') ? 'insetInlineStart' : 'insetInlineEnd']: INSET,
});

/** The corner that is nearest to the center of a dragged element. */
function nearestCorner(element: HTMLElement): Corner {
  const box = element.getBoundingClientRect();
  const around = (element.offsetParent ?? element.ownerDocument.body).getBoundingClientRect();
  const isTop = box.top + box.bottom < around.top + around.bottom;
  const isLeft = box.left + box.right < around.left + around.right;
  const isRightToLeft = getComputedStyle(element).direction === 'rtl';
  return `${isTop ? 'top' : 'bottom'}-${isLeft === isRightToLeft ? 'end' : 'start'}`;
}

const isOnButton = ({ target }: PointerEvent) => isHtmlElement(target) && target.closest('button') !== null;

/** The content of `<InputPreview>`, loaded when a session begins. */
export const InputPreviewBox = /* @__PURE__ */ withDisplayName(
  'InputPreviewBox',
  /* @__PURE__ */ forwardRef<HTMLDivElement, InputPreviewProps>(function InputPreviewBox(
    { corner, defaultCorner = 'top-end', onCornerChange, open, defaultOpen = true, onOpenChange, ...props },
    ref,
  ) {
    const hasInput = useRealtimeState((state) => state.localStream !== null);
    // Kept here: the box is removed between two sessions.
    const place = useControlled(corner, defaultCorner, onCornerChange);
    const shown = useControlled(open, defaultOpen, onOpenChange);
    return (
      hasInput && (
        <Box
          {...props}
          ref={ref}
          corner={place.value}
          onMove={place.change}
          isHidden={!shown.value}
          onHide={(isHidden) => shown.change(!isHidden)}
        />
      )
    );
  }),
);

const Box = /* @__PURE__ */ withDisplayName(
  'Box',
  /* @__PURE__ */ forwardRef<HTMLDivElement, BoxProps>(function Box(
    { corner, onMove, isHidden, onHide, ...props },
    ref,
  ) {
    const [grip, setGrip] = useState<{ x: number; y: number } | null>(null);
    const [video, setVideo] = useState<HTMLVideoElement | null>(null);
    const ratio = useUprightRatio(video);
    const label = useLabel();
    const box = useComposedRefs(ref, useLeaveFocus(useOutermost()));

    const move = (event: PointerEvent<HTMLElement>) => {
      if (!grip) return;
      const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
      const { style: shown } = event.currentTarget;
      if (shown.translate || Math.hypot(x, y) > DRAG_THRESHOLD) shown.translate = `${x}px ${y}px`;
    };
    const release = ({ currentTarget }: PointerEvent<HTMLElement>) => {
      setGrip(null);
      currentTarget.style.translate = '';
    };
    const drop = (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.style.translate) onMove(nearestCorner(event.currentTarget));
      release(event);
    };
    return (
      <Part
        as="div"
        component="InputPreview"
        look="decart-preview"
        own={{
          'data-corner': corner,
          'data-state': isHidden ? 'hidden' : 'shown',
          'data-upright': ratio ? '' : undefined,
          style: placed(corner, ratio),
          onPointerDown(event) {
            // A context menu swallows the release of its button.
            if (event.button !== 0 || isOnButton(event)) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setGrip({ x: event.clientX, y: event.clientY });
          },
          onPointerMove: move,
          onPointerUp: drop,
          // Such as when the browser shows a dialog: nobody has chosen a corner.
          onPointerCancel: release,
        }}
        inner={
          <>
            {!isHidden && <InputVideo ref={setVideo} style={{ display: 'block', width: '100%' }} />}
            <Part as="div" component="InputPreview" look="decart-preview-tools">
              {!isHidden && (
                <ControlButton
                  label={label('movePreview', en.movePreview)}
                  icon={moveIcon}
                  onClick={() => onMove(CLOCKWISE[corner])}
                />
              )}
              <ControlButton
                label={isHidden ? label('showPreview', en.showPreview) : label('hidePreview', en.hidePreview)}
                icon={isHidden ? cameraIcon : closeIcon}
                own={{ 'data-state': isHidden ? 'off' : 'on' }}
                onClick={() => onHide(!isHidden)}
              />
            </Part>
          </>
        }
        {...props}
        ref={box}
      />
    );
  }),
);
