import { type ReactNode, StrictMode } from 'react';
import { onTestFinished } from 'vitest';
import { render } from 'vitest-browser-react';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { createTestDecart } from '../../src/testing';

/** A part between two buttons of an app, the first of which has the focus. */
export async function renderBetween(part: ReactNode) {
  const decart = createTestDecart();
  const screen = await render(
    <StrictMode>
      <decart.Provider>
        <button type="button">Before</button>
        {part}
        <button type="button">After</button>
      </decart.Provider>
    </StrictMode>,
  );
  onTestFinished(() => screen.unmount());
  screen.getByRole('button', { name: 'Before', exact: true }).element().focus();
  return { screen, session: decart.session };
}

/** The part in a player's bar. */
export const onCamera = (part: ReactNode) => <RealtimeVideo model="lucy-2.5" controls={part} />;
