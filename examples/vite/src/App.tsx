import { ImageEditor, RealtimeVideo } from 'decart-react';

export function App({ notice }: { notice: string | null }) {
  return (
    <>
      {notice && <p role="note">{notice}</p>}
      <h2>Live</h2>
      <RealtimeVideo model="lucy-2.5" prompt="oil painting" />
      <h2>Image</h2>
      <ImageEditor defaultPrompt="make it autumn" />
    </>
  );
}
