import { forwardRef } from 'react';
import type { ReadyCheckName } from '../../connectivity/readyCheck';
import {
  type ReadyCheckItem,
  type ReadyCheckOptions,
  type UseReadyCheckResult,
  useReadyCheck,
} from '../../hooks/useReadyCheck';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import type { ErrorActions } from '../player/ErrorAction';
import { ErrorDetails } from '../text/ErrorDetails';
import { usePermissionHelp } from '../text/lateTexts';
import { useErrorText } from '../text/useErrorText';

export interface ReadyCheckProps extends PartProps<'section'>, ReadyCheckOptions {
  /** Called after a check in which nothing failed. */
  onReady?: (() => void) | undefined;
  /** What a visitor can do about an error, by its code: a link, a button. */
  errorActions?: ErrorActions | undefined;
}

/** The name of a check. */
function useNameOf(): (name: ReadyCheckName) => string {
  const label = useLabel();
  return (name) => {
    switch (name) {
      case 'camera':
        return label('camera', en.camera);
      case 'microphone':
        return label('microphone', en.microphone);
      case 'network':
        return label('network', en.network);
      case 'quota':
        return label('availability', en.availability);
    }
  };
}

/** The result of a check, and what to do. */
function useFinding({ name, status, error }: ReadyCheckItem): string {
  const label = useLabel();
  const sentence = useErrorText(error);
  switch (status) {
    case 'idle':
      return '';
    case 'checking':
      return label('checking', en.checking);
    case 'ok':
      return label('checkOk', en.checkOk);
    case 'warning':
      // Only the quota and the network can have a warning.
      return name === 'quota' ? label('waitLikely', en.waitLikely) : label('networkSlow', en.networkSlow);
    case 'unknown':
      return label('checkUnknown', en.checkUnknown);
    case 'failed':
      return name === 'network' && error.code === 'WEBRTC_ICE_ERROR'
        ? label('networkBlocked', en.networkBlocked)
        : sentence;
  }
}

function Item({ item, errorActions = {} }: { item: ReadyCheckItem; errorActions: ErrorActions | undefined }) {
  const { name, status, error } = item;
  const nameOf = useNameOf();
  const finding = useFinding(item);
  const help = usePermissionHelp(error);
  return (
    <Part
      as="li"
      component="ReadyCheck"
      look="decart-ready-item"
      own={{ 'data-check': name, 'data-state': status }}
    >
      <strong>{nameOf(name)}</strong> <span>{finding}</span>
      {help && <span>{help}</span>}
      {error && errorActions[error.code]}
      <ErrorDetails error={error} />
    </Part>
  );
}

function useVerdict({ status }: UseReadyCheckResult): string {
  const label = useLabel();
  if (status === 'ready') return label('checkReady', en.checkReady);
  return status === 'blocked' ? label('checkBlocked', en.checkBlocked) : '';
}

/**
 * Checks camera, network and quota before a start, and explains what to do about each failure. Works anywhere inside
 * `<DecartProvider>`. It begins when its button is pressed, opens no session and stores nothing. `data-state` is `idle`,
 * `checking`, `ready` or `blocked`; each item has `data-check` and its own `data-state`.
 *
 * @example
 * ```tsx
 * const [isReady, setReady] = useState(false);
 * return isReady ? <RealtimeVideo model="lucy-2.5" /> : <ReadyCheck onReady={() => setReady(true)} />;
 * ```
 * @example With the microphone, and without the quota
 * ```tsx
 * <ReadyCheck checks={['camera', 'microphone', 'network']} />
 * ```
 */
export const ReadyCheck = /* @__PURE__ */ withDisplayName(
  'ReadyCheck',
  /* @__PURE__ */ forwardRef<HTMLElement, ReadyCheckProps>(function ReadyCheck(
    { checks, onReady, errorActions, ...props },
    ref,
  ) {
    const readiness = useReadyCheck({ checks });
    const { status, items, check } = readiness;
    const verdict = useVerdict(readiness);
    const label = useLabel();
    const begin = async () => {
      if (await check()) onReady?.();
    };
    return (
      <Part
        as="section"
        component="ReadyCheck"
        look="decart-ready"
        own={{ 'data-state': status, 'aria-label': label('readyCheck', en.readyCheck) }}
        inner={
          <>
            <Part as="ul" component="ReadyCheck" look="decart-ready-items">
              {items.map((item) => (
                <Item key={item.name} item={item} errorActions={errorActions} />
              ))}
            </Part>
            <p role="status">{verdict}</p>
            <Part
              as="button"
              component="ReadyCheck"
              look="decart-action"
              own={{
                type: 'button',
                'data-action': 'check',
                'aria-disabled': status === 'checking' ? true : undefined,
                onClick: () => void (status === 'checking' || begin()),
              }}
              inner={
                status === 'ready' || status === 'blocked'
                  ? label('checkAgain', en.checkAgain)
                  : label('checkNow', en.checkNow)
              }
            />
          </>
        }
        {...props}
        ref={ref}
      />
    );
  }),
);
