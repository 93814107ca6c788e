// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it } from 'vitest';
import { DecartError, DecartProvider, useErrorText } from '../../../src';
import { de } from '../../../src/locales/de';

const silent = () => {};

function Problem({ error }: { error: DecartError | null | undefined }) {
  return <p role="alert">{useErrorText(error)}</p>;
}

it('shows visitors a sentence in the language of the labels, and writes the message for developers once', async () => {
  const logged: string[] = [];
  const logger = { debug: silent, info: silent, warn: silent, error: (text: string) => logged.push(text) };
  const show = (error: DecartError | null | undefined) => (
    <StrictMode>
      <DecartProvider getToken="/token" labels={de} logger={logger}>
        <Problem error={error} />
        <Problem error={error} />
      </DecartProvider>
    </StrictMode>
  );
  const page = render(show(undefined));
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual(['', '']);

  page.rerender(show(new DecartError('CAMERA_DENIED', 'getUserMedia was refused.')));
  await screen.findAllByText(/Die Kamera ist blockiert/);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('getUserMedia was refused.');

  page.rerender(show(null));
  expect(screen.getAllByRole('alert')[0]).toBeEmptyDOMElement();
});

it('needs no provider', async () => {
  render(<Problem error={new DecartError('RATE_LIMITED', 'Answered 429.')} />);
  await screen.findByText('Too many requests. Wait a moment and try again.');
});
