import * as React from 'react';

/** In React 18.2, only `react-dom` has `act`. */
const findAct = async () => React.act ?? (await import('react-dom/test-utils')).act;

/** Makes a change inside `act`, so that its effect is rendered afterwards. */
export async function inAct(work: () => Promise<void>): Promise<void> {
  if (Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT') !== true) return work();
  const act = React.act ?? (await findAct());
  await act(work);
}
