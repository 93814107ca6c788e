import type { WebRTCStats } from '@decartai/sdk';
import { forwardRef } from 'react';
import { useRealtimeStats } from '../../hooks/useRealtimeStats';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import type { StatsPanelProps } from './StatsPanel';

const kilobits = (bits: number) => `${Math.round(bits / 1000)} kbit/s`;
const milliseconds = (seconds: number | null) =>
  seconds === null ? '–' : `${Math.round(seconds * 1000)} ms`;

/** For developers: it uses the terms of the WebRTC statistics, and isn't translated. */
function rowsOf({ video, outboundVideo, connection, glassToGlass }: WebRTCStats): [string, string][] {
  const rows: [string, string][] = [];
  if (video) {
    rows.push(
      ['Received', `${video.frameWidth}×${video.frameHeight} · ${Math.round(video.framesPerSecond)} fps`],
      ['In', `${kilobits(video.bitrate)} · ${video.packetsLost} lost`],
      ['Freezes', String(video.freezeCount)],
    );
  }
  if (outboundVideo) {
    const { frameWidth, frameHeight, framesPerSecond, bitrate, qualityLimitationReason } = outboundVideo;
    const isLimited = qualityLimitationReason !== 'none';
    rows.push(
      ['Sent', `${frameWidth}×${frameHeight} · ${Math.round(framesPerSecond)} fps`],
      ['Out', kilobits(bitrate) + (isLimited ? ` · limited by ${qualityLimitationReason}` : '')],
    );
  }
  rows.push(['Round trip', milliseconds(connection.currentRoundTripTime)]);
  if (glassToGlass?.medianMs != null)
    rows.push(['Glass to glass', `${Math.round(glassToGlass.medianMs)} ms`]);
  return rows;
}

/** The content of `<StatsPanel>`, loaded when it is first shown. */
export const StatsList = /* @__PURE__ */ withDisplayName(
  'StatsList',
  /* @__PURE__ */ forwardRef<HTMLDListElement, StatsPanelProps>(function StatsList(props, ref) {
    const stats = useRealtimeStats();
    const label = useLabel();
    const rows = stats ? rowsOf(stats) : [];
    return (
      <Part
        as="dl"
        component="StatsPanel"
        look="decart-stats"
        own={{ 'aria-label': label('stats', en.stats), 'data-state': stats ? 'on' : 'off' }}
        inner={rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {...props}
        ref={ref}
      />
    );
  }),
);
