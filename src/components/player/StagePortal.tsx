import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useIsMounted } from '../part/useIsMounted';
import { useOutput, useStage } from './player';

/**
 * Shows something over the video, wherever the control is: in the stage, or if there is none, in a box over the video.
 * Without either, it stays next to the control.
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

/** A box over a sibling element, positioned in the same coordinates. */
function Over({ element, children }: { element: HTMLElement; children: ReactNode }) {
  const [box, setBox] = useState({ left: 0, top: 0, width: 0, height: 0 });
  useEffect(() => {
    // Anything that moves the element also changes the size of its surroundings.
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
