import { type CSSProperties, forwardRef, type PointerEvent, useState } from 'react';
import { classNames } from '../classNames';
import { ControlButton } from '../controls/ControlButton';
import { cameraIcon, closeIcon, moveIcon } from '../icons';
import { named } from '../named';
import { fillIn, Slot } from '../Slot';
import { useRealtimeState } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import type { Corner, InputPreviewProps } from './InputPreview';
import { InputVideo } from './InputVideo';

const CLOCKWISE: Record<Corner, Corner> = {
  'top-start': 'top-end',
  'top-end': 'bottom-end',
  'bottom-end': 'bottom-start',
  'bottom-start': 'top-start',
};

interface InputPreviewBoxProps extends Omit<InputPreviewProps, 'defaultCorner'> {
  corner: Corner;
  onMove(corner: Corner): void;
  isHidden: boolean;
  onHide(isHidden: boolean): void;
}

/** How far a finger goes before it drags, in pixels; a tap goes a little way, too. */
const DRAG_THRESHOLD = 6;

// The private variables are those of styles.css, for while it starts, and for what else is in a corner.
const INSET = 'var(--_preview-inset, var(--decart-preview-inset, 2%))';

const placed = (corner: Corner): CSSProperties => ({
  position: 'absolute',
  width: 'var(--_preview-width, var(--decart-preview-width, max(22%, 108px)))',
  [corner.startsWith('top') ? 'insetBlockStart' : 'insetBlockEnd']: `var(--_preview-inset-block, ${INSET})`,
  [corner.endsWith('start') ? 'insetInlineStart' : 'insetInlineEnd']: INSET,
});

/** The corner that the centre of a dragged element is nearest to. */
function nearestCorner(element: HTMLElement): Corner {
  const box = element.getBoundingClientRect();
  const around = (element.offsetParent ?? document.body).getBoundingClientRect();
  const isTop = box.top + box.bottom < around.top + around.bottom;
  const isLeft = box.left + box.right < around.left + around.right;
  const isRightToLeft = getComputedStyle(element).direction === 'rtl';
  return `${isTop ? 'top' : 'bottom'}-${isLeft === isRightToLeft ? 'end' : 'start'}`;
}

/** The content of `<InputPreview>`, loaded when a session begins. */
export const InputPreviewBox = /* @__PURE__ */ named(
  'InputPreviewBox',
  /* @__PURE__ */ forwardRef<HTMLDivElement, InputPreviewBoxProps>(function InputPreviewBox(
    { asChild, corner, onMove, isHidden, onHide, className, children, style, ...props },
    ref,
  ) {
    const hasInput = useRealtimeState((state) => state.localStream !== null);
    const [grip, setGrip] = useState<{ x: number; y: number } | null>(null);
    const label = useLabel();
    if (!hasInput) return null;

    const move = (event: PointerEvent<HTMLElement>) => {
      if (!grip) return;
      const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
      const { style: shown } = event.currentTarget;
      if (shown.translate || Math.hypot(x, y) > DRAG_THRESHOLD) shown.translate = `${x}px ${y}px`;
    };
    const drop = (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.style.translate) onMove(nearestCorner(event.currentTarget));
      setGrip(null);
      event.currentTarget.style.translate = '';
    };
    const Preview = asChild ? Slot : 'div';
    return (
      <Preview
        data-corner={corner}
        data-state={isHidden ? 'hidden' : 'shown'}
        {...props}
        ref={ref}
        className={classNames('decart-preview', className)}
        style={{ ...placed(corner), ...style }}
        onPointerDown={(event) => {
          // A context menu keeps the release of its button to itself.
          if (event.button !== 0) return;
          if (event.target instanceof Element && event.target.closest('button')) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setGrip({ x: event.clientX, y: event.clientY });
        }}
        onPointerMove={move}
        onPointerUp={drop}
        onPointerCancel={drop}
      >
        {fillIn(
          asChild,
          children,
          <>
            {!isHidden && <InputVideo style={{ display: 'block', width: '100%' }} />}
            <div className="decart-preview-tools">
              {!isHidden && (
                <ControlButton
                  label={label('movePreview', 'Move camera preview')}
                  icon={moveIcon}
                  action={() => onMove(CLOCKWISE[corner])}
                />
              )}
              <ControlButton
                label={isHidden ? label('showPreview', 'Show camera') : label('hidePreview', 'Hide camera')}
                icon={isHidden ? cameraIcon : closeIcon}
                isOn={!isHidden}
                action={() => onHide(!isHidden)}
              />
            </div>
          </>,
        )}
      </Preview>
    );
  }),
);
