import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { classNames } from '../classNames';
import { named } from '../named';
import { onePress } from '../onePress';
import { type AsChild, fillIn, Slot } from '../Slot';
import { useEditor } from './editor';
import { fileNameFor } from './fileName';
import { useMediaLabel } from './mediaLabels';

export type EditorSubmitProps = ComponentPropsWithoutRef<'button'> & AsChild;

/**
 * The one main action: Edit, and Cancel while it is being done. It is always the same element, so the focus stays on it.
 * `data-action` says which action it is.
 *
 * @example
 * ```tsx
 * <EditorSubmit />
 * ```
 */
export const EditorSubmit = /* @__PURE__ */ named(
  'EditorSubmit',
  /* @__PURE__ */ forwardRef<HTMLButtonElement, EditorSubmitProps>(function EditorSubmit(
    { asChild, className, onClick, onKeyDown, children, ...props },
    ref,
  ) {
    const { isPending, canSubmit, cancel } = useEditor();
    const label = useMediaLabel();
    const action = isPending ? 'cancel' : 'submit';
    const Button = asChild ? Slot : 'button';
    return (
      <Button
        // Never `submit` after `button` in one and the same click: that would send what was just cancelled.
        type="button"
        disabled={!isPending && !canSubmit}
        data-action={action}
        {...props}
        ref={ref}
        className={classNames('decart-action', className)}
        {...onePress({ onClick, onKeyDown }, (event) => {
          if (isPending) cancel();
          else event.currentTarget.closest('form')?.requestSubmit();
        })}
      >
        {fillIn(asChild, children, label(action))}
      </Button>
    );
  }),
);

export type EditorDownloadProps = Omit<ComponentPropsWithoutRef<'a'>, 'href'> & AsChild;

/**
 * A link that saves the result. Nothing while there is none.
 *
 * @example
 * ```tsx
 * <EditorDownload download="painting.png" />
 * ```
 */
export const EditorDownload = /* @__PURE__ */ named(
  'EditorDownload',
  /* @__PURE__ */ forwardRef<HTMLAnchorElement, EditorDownloadProps>(function EditorDownload(
    { asChild, className, children, ...props },
    ref,
  ) {
    const { result, resultUrl, file, kind } = useEditor();
    const label = useMediaLabel();
    if (!result || !resultUrl) return null;
    const Anchor = asChild ? Slot : 'a';
    return (
      <Anchor
        download={fileNameFor(result, file?.name ?? kind)}
        {...props}
        {...{ href: resultUrl }}
        ref={ref}
        className={classNames('decart-secondary', className)}
      >
        {fillIn(asChild, children, label('download'))}
      </Anchor>
    );
  }),
);
