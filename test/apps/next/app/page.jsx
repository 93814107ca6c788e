// A server component, as most pages are.
import { RealtimeVideo } from 'decart-react';
import { Providers } from './Providers';

export default function Page() {
  return (
    <Providers>
      <RealtimeVideo model="lucy-2.5" prompt="ice" />
    </Providers>
  );
}
