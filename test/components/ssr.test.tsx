import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { QualityIndicator } from '../../src/components/controls/QualityIndicator';
import { StatusMessage } from '../../src/components/player/StatusMessage';
import { RealtimeControls, RealtimeVideo, StreamViewer } from '../../src/index';
import { DecartProvider } from '../../src/provider/DecartProvider';

const onServer = (children: React.ReactNode) =>
  renderToString(<DecartProvider getToken="/api/decart/token">{children}</DecartProvider>);

it('renders on a server what can be seen before the start', () => {
  const html = onServer(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      autoStart
      controls={<RealtimeControls presets={['ice']} />}
    />,
  );
  expect(html).toContain('data-status="idle"');
  expect(html).toContain('Start</button>');
  expect(html).toContain('value="ice"');
});

it('renders a message as a paragraph that a browser leaves whole', () => {
  const html = onServer(
    <RealtimeVideo model="lucy-2.5">
      <StatusMessage asChild>
        <p />
      </StatusMessage>
    </RealtimeVideo>,
  );
  const [paragraph] = /<p\b.*?<\/p>/s.exec(html) ?? [];
  expect(paragraph).toContain('role="status"');
  expect(paragraph).not.toContain('<div');
});

it('renders a viewer on a server', () => {
  expect(onServer(<StreamViewer subscribeToken="token" />)).toContain('data-status="idle"');
});

it('puts overlays of the video nowhere else on a server, not even for a moment', () => {
  const html = onServer(<RealtimeVideo model="lucy-2.5" controls={<QualityIndicator defaultOpen />} />);
  expect(html).toContain('aria-expanded="true"');
  expect(html).not.toContain('decart-quality-note');
});
