const WIDTH = 640;
const HEIGHT = 360;

/** A camera that shows only noise, 30 times a second: no encoder can compress it well. */
export function noise(): MediaStream {
  const tile = new OffscreenCanvas(WIDTH * 2, HEIGHT * 2);
  const pixels = new ImageData(tile.width, tile.height);
  for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
  tile.getContext('2d')?.putImageData(pixels, 0, 0);

  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  const stream = canvas.captureStream(30);
  const timer = setInterval(() => {
    context?.drawImage(tile, -Math.random() * WIDTH, -Math.random() * HEIGHT);
    if (stream.getTracks().every(({ readyState }) => readyState === 'ended')) clearInterval(timer);
  }, 1000 / 30);
  return stream;
}
