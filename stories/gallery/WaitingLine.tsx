import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import './gallery.css';

const PLAYERS = ['Ada', 'Bob', 'Eve', 'Zoe'];

export function WaitingLine() {
  return (
    <div className="wall">
      {PLAYERS.map((name) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <RealtimeVideo model="lucy-2.5" prompt="oil painting" preview={false} />
        </section>
      ))}
    </div>
  );
}
