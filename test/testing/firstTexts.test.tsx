// @vitest-environment jsdom
// In a separate file: once a test has loaded the texts, the next one has them too.
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { createTestDecart } from '../../src/testing';

it("reads a status's text as soon as the test's call resolves, in the first test of a file", async () => {
  const decart = createTestDecart();
  render(<RealtimeVideo model="lucy-2.5" autoStart />, { wrapper: decart.Provider });
  await decart.session.goLive();
  expect(screen.getByText('Live')).toBeTruthy();
});
