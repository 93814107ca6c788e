// A server component that passes each kind of child to `asChild`.
import { OutputVideo, RealtimeRoot, StartStopButton, StatusMessage, VideoStage } from 'decart-react/parts';
import Link from 'next/link';
import { Providers } from '../Providers';
import { ClientButton } from './ClientButton';

function Sync() {
  return <div data-testid="sync" />;
}

async function Async() {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return <div data-testid="async" />;
}

export default async function Page() {
  await Promise.resolve();
  return (
    <Providers>
      <RealtimeRoot model="lucy-2.5" prompt="ice" asChild>
        <section data-testid="root">
          <VideoStage>
            <OutputVideo />
          </VideoStage>
          <StatusMessage />
          <StartStopButton asChild>
            <button type="button" data-testid="plain" className="mine" />
          </StartStopButton>
          <StartStopButton asChild>
            <ClientButton />
          </StartStopButton>
          <StatusMessage asChild>
            <Sync />
          </StatusMessage>
          <StatusMessage asChild>
            <Async />
          </StatusMessage>
          <StartStopButton asChild>
            <Link data-testid="link" href="#started" />
          </StartStopButton>
        </section>
      </RealtimeRoot>
    </Providers>
  );
}
