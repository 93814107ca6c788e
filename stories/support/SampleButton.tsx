import { useEditor } from '../../src/components/editor/editor';
import { samplePicture, sampleVideo } from './samples';

/** A part of an editor: fills in an image or a video that is generated on the spot. */
export function SampleButton() {
  const { kind, file, setFile } = useEditor();
  if (file) return null;
  const make = kind === 'image' ? samplePicture : sampleVideo;
  return (
    <button type="button" className="decart-secondary" onClick={async () => setFile(await make())}>
      {kind === 'image' ? 'Use a sample picture' : 'Use a sample video'}
    </button>
  );
}
