import {
  type ComponentPropsWithoutRef,
  type CSSProperties,
  forwardRef,
  type KeyboardEvent,
  type PointerEvent,
  useState,
} from 'react';
import { classNames } from '../classNames';
import { ControlButton } from '../controls/ControlButton';
import { cameraIcon, closeIcon, moveIcon } from '../icons';
import { type AsChild, Slot } from '../Slot';
import { useRealtimeState } from '../session/sessionContext';
import { useLabel } from '../useLabel';
import { InputVideo } from './InputVideo';

/** A corner of the picture; `end` is on the right, in right-to-left text on the left. */
export type Corner = `${'top' | 'bottom'}-${'start' | 'end'}`;

export interface InputPreviewProps extends ComponentPropsWithoutRef<'div'>, AsChild {
  /** Where it is until it is moved. @defaultValue 'top-end' */
  defaultCorner?: Corner | undefined;
}

const CLOCKWISE: Record<Corner, Corner> = {
  'top-start': 'top-end',
  'top-end': 'bottom-end',
  'bottom-end': 'bottom-start',
  'bottom-start': 'top-start',
};

const INSET = 'var(--decart-preview-inset, 2%)';

const placed = (corner: Corner): CSSProperties => ({
  position: 'absolute',
  width: 'var(--decart-preview-width, 22%)',
  [corner.startsWith('top') ? 'insetBlockStart' : 'insetBlockEnd']: INSET,
  [corner.endsWith('start') ? 'insetInlineStart' : 'insetInlineEnd']: INSET,
});

const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl';

const cornerAt = (isTop: boolean, isLeft: boolean, element: Element): Corner =>
  `${isTop ? 'top' : 'bottom'}-${isLeft === isRightToLeft(element) ? 'end' : 'start'}`;

/** The corner that the centre of a dragged element is nearest to. */
function nearestCorner(element: HTMLElement): Corner {
  const box = element.getBoundingClientRect();
  const around = (element.offsetParent ?? document.body).getBoundingClientRect();
  const isTop = box.top + box.bottom < around.top + around.bottom;
  const isLeft = box.left + box.right < around.left + around.right;
  return cornerAt(isTop, isLeft, element);
}

/** The neighbouring corner in the direction of an arrow key, or null for any other key. */
function cornerByKey(key: string, corner: Corner, element: Element): Corner | null {
  const isTop = corner.startsWith('top');
  const isLeft = corner.endsWith('start') !== isRightToLeft(element);
  if (key === 'ArrowUp' || key === 'ArrowDown') return cornerAt(key === 'ArrowUp', isLeft, element);
  if (key === 'ArrowLeft' || key === 'ArrowRight') return cornerAt(isTop, key === 'ArrowLeft', element);
  return null;
}

/**
 * The camera in a corner of the picture. It can be dragged to another corner, or moved by a button (arrow keys, or a
 * click for the next one), and hidden. Nothing while there is no input.
 *
 * @example
 * ```tsx
 * <InputPreview defaultCorner="bottom-start" />
 * ```
 */
export const InputPreview = /* @__PURE__ */ forwardRef<HTMLDivElement, InputPreviewProps>(
  function InputPreview({ asChild, defaultCorner = 'top-end', className, style, ...props }, ref) {
    const hasInput = useRealtimeState((state) => state.localStream !== null);
    const [corner, setCorner] = useState(defaultCorner);
    const [isHidden, setHidden] = useState(false);
    const [grip, setGrip] = useState<{ x: number; y: number } | null>(null);
    const label = useLabel();
    if (!hasInput) return null;

    const move = (event: PointerEvent<HTMLElement>) => {
      if (grip)
        event.currentTarget.style.translate = `${event.clientX - grip.x}px ${event.clientY - grip.y}px`;
    };
    const drop = (event: PointerEvent<HTMLElement>) => {
      if (grip) setCorner(nearestCorner(event.currentTarget));
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
          if (event.target instanceof Element && event.target.closest('button')) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setGrip({ x: event.clientX, y: event.clientY });
        }}
        onPointerMove={move}
        onPointerUp={drop}
        onPointerCancel={drop}
      >
        {!isHidden && <InputVideo style={{ display: 'block', width: '100%' }} />}
        <div className="decart-preview-tools">
          {!isHidden && (
            <ControlButton
              label={label('movePreview', 'Move camera preview')}
              icon={moveIcon}
              action={() => setCorner(CLOCKWISE[corner])}
              onKeyDown={(event: KeyboardEvent) => {
                const next = cornerByKey(event.key, corner, event.currentTarget);
                if (!next) return;
                event.preventDefault();
                setCorner(next);
              }}
            />
          )}
          <ControlButton
            label={isHidden ? label('showPreview', 'Show camera') : label('hidePreview', 'Hide camera')}
            icon={isHidden ? cameraIcon : closeIcon}
            isOn={!isHidden}
            action={() => setHidden(!isHidden)}
          />
        </div>
      </Preview>
    );
  },
);
