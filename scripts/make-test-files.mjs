// Makes the real files that tests read. Needs ffmpeg, imagemagick, libimage-exiftool-perl and libheif-examples, all from
// Debian. The results are committed.
//
//   node scripts/make-test-files.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OUT = 'test/files';
const scratch = mkdtempSync(join(tmpdir(), 'test-files-'));

const run = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
const to = (name) => join(OUT, name);
const ffmpeg = (...args) => run('ffmpeg', '-hide_banner', '-v', 'error', '-y', '-bitexact', ...args);
const convert = (...args) => run('convert-im6.q16', ...args.slice(0, -1), '-strip', args.at(-1));

/** Red above blue when shown, so that a wrong rotation is visible. */
function makePhotos() {
  // As an upright phone writes it: rotated, with an orientation tag.
  convert(
    '-size',
    '96x64',
    'gradient:',
    '-sparse-color',
    'Voronoi',
    '20,32 red 76,32 blue',
    '-quality',
    '85',
    to('portrait.jpg'),
  );
  run(
    'exiftool',
    '-q',
    '-overwrite_original',
    '-n',
    '-Orientation=6',
    '-GPSLatitude=52.5',
    '-GPSLatitudeRef=N',
    to('portrait.jpg'),
  );

  const upright = join(scratch, 'upright.png');
  convert('-size', '64x96', 'xc:', '-sparse-color', 'Voronoi', '32,20 red 32,76 blue', upright);
  run('heif-enc', '-q', '60', '-o', to('photo.heic'), upright);

  // 48 megapixels of one color, which compress well.
  convert('-size', '8000x6000', 'xc:#2a7f4f', '-quality', '20', to('huge.jpg'));
}

function makePictures() {
  convert('-size', '64x64', 'xc:none', '-fill', 'red', '-draw', 'circle 32,32 32,52', to('transparent.png'));
  run(
    'convert-im6.q16',
    '-size',
    '32x32',
    '-delay',
    '50',
    'xc:red',
    'xc:blue',
    '-loop',
    '0',
    to('animated.gif'),
  );
  writeFileSync(
    to('broken.jpg'),
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(64, 7)]),
  );
}

function makeVideos() {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=128x72:r=30:d=1'];
  ffmpeg(...source, '-c:v', 'libx265', '-x265-params', 'log-level=error', '-tag:v', 'hvc1', to('hevc.mov'));
  // Every frame of the first half, every fifth of the second.
  const uneven = "select='lt(n,15)+not(mod(n,5))'";
  ffmpeg(
    ...source,
    '-vf',
    uneven,
    '-fps_mode',
    'vfr',
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
    to('variable-frame-rate.mp4'),
  );
  // As a browser records it: to a stream, so the duration can't be written at the beginning.
  const live = ffmpeg(...source, '-c:v', 'libvpx', '-b:v', '100k', '-live', '1', '-f', 'webm', 'pipe:1');
  writeFileSync(to('no-duration.webm'), live);
  ffmpeg(...source, '-c:v', 'libvpx', '-b:v', '100k', to('clip.webm'));
}

makePhotos();
makePictures();
makeVideos();
