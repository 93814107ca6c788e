/**
 * A ref callback that reports when an element appears and when it is gone for good. If a ref is a new function at every
 * render, as an inline one is, React detaches and reattaches the element each time. That must go unnoticed, above all for
 * a video.
 */
export function createStableRef<T>(onChange: (element: T | null) => void): (element: T | null) => void {
  let given: T | null = null;
  let told: T | null = null;
  const tell = () => {
    if (given === told) return;
    told = given;
    onChange(told);
  };
  return (element) => {
    given = element;
    if (element) tell();
    else queueMicrotask(tell);
  };
}
