import * as React from 'react';

/** React 18.2 has `act` beside `react-dom` alone. */
const findAct = async () => React.act ?? (await import('react-dom/test-utils')).act;

/** Makes a change as React wants it in a test: what it renders is there afterwards. */
export async function inAct(work: () => Promise<void>): Promise<void> {
  if (Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT') !== true) return work();
  const act = React.act ?? (await findAct());
  await act(work);
}
