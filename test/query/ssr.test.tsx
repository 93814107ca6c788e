import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import {
  checkMedia,
  DecartProvider,
  decartKeys,
  ImageEditor,
  useFile,
  useFileUpload,
  useJob,
  useProcess,
  useQueue,
  VideoEditor,
} from '../../src';

function Page() {
  const states = [
    useProcess('lucy-image-2').status,
    useQueue('lucy-2.5').status,
    useJob('job_1').status,
    useFileUpload().status,
    useFile('file_1').status,
  ];
  return <p>{states.join(' ')}</p>;
}

it('renders on a server, and requests nothing there', () => {
  const html = renderToString(
    <DecartProvider getToken={() => Promise.reject(new Error('asked'))}>
      <Page />
      <ImageEditor />
      <VideoEditor jobId="job_1" />
    </DecartProvider>,
  );
  expect(html).toContain('<p>idle idle pending idle pending</p>');
  expect(html).toContain('Choose an image, or drop one here');
  expect(html).toContain('Choose a video, or drop one here');
});

it('has keys and checks that need no browser', () => {
  expect(decartKeys.process()).toEqual(['decart', 'process']);
  expect(checkMedia('lucy-image-2', 'data', new Blob(['x'], { type: 'image/png' }))).toBeNull();
});
