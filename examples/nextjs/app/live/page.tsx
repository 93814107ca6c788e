import { RealtimeVideo } from 'decart-react';
import { Decart } from '../../components/Decart';

export default function LivePage() {
  return (
    <Decart>
      <RealtimeVideo model="lucy-2.5" prompt="oil painting" />
    </Decart>
  );
}
