import { type ReactNode, useRef } from 'react';
import { Button } from './Button.tsx';

type FileButtonProps = {
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
};

/** A button that lets its user choose a file. */
export function FileButton({ accept, onFile, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{children}</Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = ''; // the same file can be chosen again
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
