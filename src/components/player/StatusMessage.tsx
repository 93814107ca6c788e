import { forwardRef } from 'react';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { ErrorDetails } from '../text/ErrorDetails';
import { useStatusMessage } from './useStatusMessage';

export type StatusMessageProps = PartProps<'div'>;

/** Statuses with a video on screen: their message is in a corner. */
const LIVE = new Set(['connected', 'generating', 'reconnecting']);

/**
 * Shows what the session or viewer is doing, on screen and to screen readers; after a refused camera also how to allow it
 * in this browser. Your own children are announced, too.
 *
 * @example
 * ```tsx
 * <StatusMessage />
 * ```
 */
export const StatusMessage = /* @__PURE__ */ withDisplayName(
  'StatusMessage',
  /* @__PURE__ */ forwardRef<HTMLDivElement, StatusMessageProps>(function StatusMessage(props, ref) {
    const { status, phase, text, help, error } = useStatusMessage();
    return (
      <Part
        as="div"
        component="StatusMessage"
        look="decart-message"
        own={{
          'data-status': status,
          'data-phase': phase ?? undefined,
          'data-live': LIVE.has(status) ? '' : undefined,
        }}
        inner={(children) => (
          <>
            {/* Not a `<div>`: with `asChild` the element may be a paragraph. */}
            <span role="status">
              {children ?? (
                <>
                  <Part as="span" component="StatusMessage" look="decart-message-text">
                    {text}
                  </Part>
                  {help && (
                    <>
                      {' '}
                      <Part as="span" component="StatusMessage" look="decart-message-help">
                        {help}
                      </Part>
                    </>
                  )}
                </>
              )}
            </span>
            <ErrorDetails error={error} />
          </>
        )}
        {...props}
        ref={ref}
      />
    );
  }),
);
