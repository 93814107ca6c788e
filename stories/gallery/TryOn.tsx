import { useState } from 'react';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import './gallery.css';

interface Garment {
  name: string;
  prompt: string;
  color: string;
}

const GARMENTS: Garment[] = [
  { name: 'Crimson coat', prompt: 'a crimson wool coat', color: '#b3123a' },
  { name: 'Teal jacket', prompt: 'a teal rain jacket', color: '#0f8f8a' },
  { name: 'Yellow dress', prompt: 'a yellow summer dress', color: '#e3b21c' },
];

const imageOf = ({ color }: Garment) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><rect width="128" height="128" fill="#f4f2ee"/><path fill="${color}" d="M40 20h48l28 24-14 16-10-8v60H36V52l-10 8-14-16z"/></svg>`,
  )}`;

/** The model accepts bitmap images only. */
async function asPixels(garment: Garment): Promise<Blob | null> {
  const image = new Image(128, 128);
  image.src = imageOf(garment);
  await image.decode();
  const canvas = new OffscreenCanvas(128, 128);
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.convertToBlob();
}

export function TryOn() {
  const [worn, setWorn] = useState<{ garment: Garment; image: Blob | null } | null>(null);
  const wear = async (garment: Garment) => setWorn({ garment, image: await asPixels(garment) });
  return (
    <div className="try-on">
      <RealtimeVideo
        model="lucy-vton-3.5"
        prompt={worn?.garment.prompt}
        image={worn?.image}
        autoStart
        mirror
        preview={false}
      />
      <fieldset>
        <legend>Try on</legend>
        {GARMENTS.map((garment) => (
          <button
            key={garment.name}
            type="button"
            aria-pressed={worn?.garment === garment}
            onClick={() => void wear(garment)}
          >
            <img src={imageOf(garment)} alt="" width="72" height="72" />
            {garment.name}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
