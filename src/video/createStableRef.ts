/**
 * A ref callback that tells of an element when it comes and when it is gone for good. React takes an element away from
 * a ref that is another function at every render, as an inline one is, and gives it back at once: nobody wants to hear
 * of that, a video least of all.
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
