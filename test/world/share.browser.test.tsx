// A photo or a recording is shared with somebody.
import { useState } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Recording } from '../../src/capture/recorder';
import { RecordButton } from '../../src/components/controls/RecordButton';
import { ShareButton } from '../../src/components/controls/ShareButton';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { createTestPicture } from '../../src/sandbox';
import { renderOnSandbox } from '../components/support';
import { solidImage } from '../support/media';
import { pretendSheet } from '../support/shareSheet';

function watchSaved() {
  const saved: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
  onTestFinished(() => click.mockRestore());
  return saved;
}

function Controls() {
  const [recording, setRecording] = useState<Recording>({ parts: [] });
  return (
    <>
      <RecordButton onRecorded={setRecording} />
      <ShareButton files={recording.parts.flatMap(({ blob }) => blob ?? [])} fileName="me" />
    </>
  );
}

test('a recording that was just made is shared as a file with a name, or saved where the system has no sheet', async () => {
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const { live, screen } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={picture.stream} controls={<Controls />} />,
  );
  await live();
  const share = screen.getByRole('button', { name: 'Share' });
  await expect.element(share).toHaveAttribute('data-state', 'unavailable');
  const record = screen.getByRole('button', { name: 'Record' });
  await record.click();
  await expect.element(record).toHaveTextContent('0:01');
  await record.click();
  await expect.element(share).toHaveAttribute('data-state', 'ready');

  const saved = watchSaved();
  await share.click();
  await expect.poll(() => saved).toEqual([expect.stringMatching(/^me\.(mp4|webm)$/)]);

  const shared: File[] = [];
  pretendSheet(async ({ files = [] }) => void shared.push(...files));
  await share.click();
  await expect.poll(() => shared.map(({ name }) => name)).toEqual(saved);
  expect(shared[0]?.size).toBeGreaterThan(1000);
  expect(saved).toHaveLength(1);
});

test('a recording that a reconnect has split is saved by one press, each file under a different name', async () => {
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const { live, reached, sandbox, screen } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={picture.stream} controls={<RecordButton />} />,
  );
  await live();
  const saved = watchSaved();
  const record = screen.getByRole('button', { name: 'Record' });
  await record.click();
  await expect.element(record).toHaveTextContent('0:01');
  sandbox.closeSignaling(1006);
  await reached('reconnecting');
  await live();
  await expect.element(record).toHaveAttribute('data-state', 'on');
  await expect.element(record).toHaveTextContent(/0:0[1-9]/);
  expect(saved).toEqual([]);
  await record.click();
  await expect.poll(() => saved).toHaveLength(2);
  expect(new Set(saved).size).toBe(2);
});

test('a sheet that is closed does nothing; if a sheet refuses, the browser saves', async () => {
  const photo = await solidImage('red');
  const onShared = vi.fn();
  const { screen } = await renderOnSandbox(
    <ShareButton files={photo} fileName="photo" onShared={onShared} />,
  );
  const share = screen.getByRole('button', { name: 'Share' });
  const saved = watchSaved();
  let refusal = 'AbortError';
  pretendSheet(async () => {
    throw new DOMException('', refusal);
  });
  await share.click();
  await expect.element(share).toHaveAttribute('data-state', 'ready');
  expect([saved, onShared.mock.calls]).toEqual([[], []]);
  refusal = 'NotAllowedError';
  share.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => saved).toEqual(['photo.png']);
  expect(onShared).toHaveBeenCalledExactlyOnceWith('saved');
});
