import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useIsMounted } from '../part/useIsMounted';
import { useOutput, useStage } from './player';

/**
 * Lays something over the picture, wherever the control that shows it is: into the stage, or where there is none, over
 * the video. Without either it stays beside the control.
 */
export function StagePortal({ children }: { children: ReactNode }) {
  const stage = useStage();
  const output = useOutput();
  const isMounted = useIsMounted();
  if (stage) return createPortal(children, stage);
  // The elements are known only after mounting. Before, render nothing.
  if (!output?.parentElement) return isMounted ? children : null;
  return createPortal(<Over element={output}>{children}</Over>, output.parentElement);
}

/** A box over an element that is its sibling, and so is placed in the same coordinates. */
function Over({ element, children }: { element: HTMLElement; children: ReactNode }) {
  const [box, setBox] = useState({ left: 0, top: 0, width: 0, height: 0 });
  useEffect(() => {
    // Whatever moves the element changes the size of what is around it.
    const observer = new ResizeObserver(() => {
      const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = element;
      setBox({ left, top, width, height });
    });
    observer.observe(element);
    if (element.offsetParent) observer.observe(element.offsetParent);
    return () => observer.disconnect();
  }, [element]);
  return <div style={{ position: 'absolute', ...box }}>{children}</div>;
}
