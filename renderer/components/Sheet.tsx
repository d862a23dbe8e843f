import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from './Icon.tsx';

type SheetProps = {
  readonly title: string;
  readonly size?: 'small' | 'large';
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A modal sheet in front of the lab. Esc and a click beside it close it; the keyboard returns to where it was. */
export function Sheet({ title, size = 'small', onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const closeBeside = (event: MouseEvent) => {
    if (event.target === event.currentTarget) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself
    <dialog
      ref={dialog}
      className={`sheet sheet-${size}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={closeBeside}
    >
      <h2 className="sheet-head" id={titleId}>
        {title}
      </h2>
      <div className="sheet-body">{children}</div>
      {/* Last, so that the keyboard starts in the sheet's own content. */}
      <button type="button" className="button button-quiet sheet-close" onClick={onClose} aria-label="Close">
        <Icon name="close" />
      </button>
    </dialog>
  );
}
