import type { ReactNode } from 'react';

type ButtonProps = {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  readonly label?: string;
  readonly id?: string;
  readonly onAttention?: () => void;
};

/** A button. `onAttention` says that the pointer or the keyboard is on it. */
export function Button({
  children,
  onClick,
  kind = 'plain',
  type = 'button',
  isDisabled,
  label,
  id,
  onAttention,
}: ButtonProps) {
  return (
    <button
      id={id}
      type={type}
      className={`button button-${kind}`}
      onClick={onClick}
      disabled={isDisabled}
      aria-label={label}
      onFocus={onAttention}
      onPointerEnter={onAttention}
    >
      {children}
    </button>
  );
}
