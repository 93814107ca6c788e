import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import './gallery.css';

const LOOKS = ['oil painting', 'neon city at night', 'watercolor', 'thermal'];

export function Wall() {
  return (
    <div className="wall">
      {LOOKS.map((look) => (
        <RealtimeVideo key={look} model="lucy-2.5" prompt={look} autoStart preview={false} controls={false} />
      ))}
    </div>
  );
}
