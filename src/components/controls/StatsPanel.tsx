import type { WebRTCStats } from '@decartai/sdk';
import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { useRealtimeStats } from '../../hooks/useRealtimeStats';
import { classNames } from '../classNames';
import { type AsChild, Slot } from '../Slot';
import { useRealtimeSession } from '../session/sessionContext';
import { useLabel } from '../useLabel';

export type StatsPanelProps = ComponentPropsWithoutRef<'dl'> & AsChild;

const kilobits = (bits: number) => `${Math.round(bits / 1000)} kbit/s`;
const milliseconds = (seconds: number | null) =>
  seconds === null ? '–' : `${Math.round(seconds * 1000)} ms`;

/** For developers, so in the words of the WebRTC statistics, and not translated. */
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
    rows.push(
      ['Sent', `${frameWidth}×${frameHeight} · ${Math.round(framesPerSecond)} fps`],
      ['Out', `${kilobits(bitrate)} · limited by ${qualityLimitationReason}`],
    );
  }
  rows.push(['Round trip', milliseconds(connection.currentRoundTripTime)]);
  if (glassToGlass?.medianMs != null)
    rows.push(['Glass to glass', `${Math.round(glassToGlass.medianMs)} ms`]);
  return rows;
}

/**
 * The numbers of the connection, for developers, once a second.
 *
 * @example
 * ```tsx
 * <StatsPanel />
 * ```
 */
export const StatsPanel = /* @__PURE__ */ forwardRef<HTMLDListElement, StatsPanelProps>(function StatsPanel(
  { asChild, className, ...props },
  ref,
) {
  const stats = useRealtimeStats(useRealtimeSession());
  const label = useLabel();
  const rows = stats ? rowsOf(stats) : [];
  const List = asChild ? Slot : 'dl';
  return (
    <List
      aria-label={label('stats', 'Statistics')}
      data-state={stats ? 'on' : 'off'}
      {...props}
      ref={ref}
      className={classNames('decart-stats', className)}
    >
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </List>
  );
});
